import type { Sql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { momentOf, type Moment } from '$lib/domain/core/ids';
import type { Report } from '$lib/domain/report/content';
import type { Rendered } from '$lib/server/read/report/reports';
import { system } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { LabelledFire } from './labelled-fire';
import type { IncidentFixture } from './incident-fixture';
import { recount } from './recount';

/*
 * Three moments of the exercise that comes with the program: its posts come in as they are played, and an analyst who
 * judges like its makers labels every other story. Every figure of the reports is counted once more by plain SQL.
 */
let database: FreshDatabase;
let fire: LabelledFire;
let fixture: IncidentFixture;
beforeAll(async () => {
	database = await freshDatabase();
	fire = await LabelledFire.begin(database);
	({ fixture } = fire);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

/** One source falls silent and comes back before the second report; another stops and stays away. */
async function fail(until: number): Promise<void> {
	const noted = [
		{ by: 45, platform: 'x', why: 'silent', from: 20, to: null, normal: 2 },
		{ by: 90, platform: 'x', why: 'silent', from: 20, to: 60, normal: 2 },
		{ by: 90, platform: 'news', why: 'failed', from: 70, to: null, normal: null }
	] as const;
	for (const { by, platform, from, to, ...outage } of noted)
		if (by === until) {
			const when = { from: fixture.at(from), to: to && fixture.at(to) };
			await fixture.send(
				'source.recordOutage',
				{ source: fixture.sources.get(platform), ...outage, ...when, problem: null },
				system
			);
		}
}

/** What the sections say beside the figures of findings and basis, by plain SQL on the log and the tables. */
async function rest(sql: Sql, moment: Moment, from: Moment) {
	const { incident } = fixture;
	const of = sql`
		(select l.kind, l.finding_id as finding, p.*, coalesce(s.outcome = 'notRelevant', false) as out from post p
			join story s on s.incident_id = p.incident_id and s.id = p.story_id
			join story_link l on l.incident_id = p.incident_id and l.story_id = p.story_id where p.incident_id = ${incident})`;
	const half = (until: number, since: number) =>
		sql`count(*) filter (where at <= ${moment}::timestamptz - ${until} * interval '1 minute' and at > ${moment}::timestamptz - ${since} * interval '1 minute')::int`;
	const moves = await sql<{ finding: string; now: number; before: number }[]>`
		select finding, ${half(0, 30)} as now, ${half(30, 60)} as before from ${of} t group by finding`;
	const clear = (now: number, before: number): boolean => Math.abs(now - before) > 1.645 * Math.sqrt(now + before);
	const differ = moves.filter(({ now, before }) => clear(now, before));
	const [total] = await sql<Record<'now' | 'before' | 'seen_now' | 'seen_before', number>[]>`
		select ${half(0, 30)} as now, ${half(30, 60)} as before, (${half(0, 30)} - count(*) filter (where unseen and at > ${moment}::timestamptz - interval '30 minutes' and at <= ${moment}))::int as seen_now,
			(${half(30, 60)} - count(*) filter (where unseen and at > ${moment}::timestamptz - interval '60 minutes' and at <= ${moment}::timestamptz - interval '30 minutes'))::int as seen_before
		from (select p.at, s.outcome is null and not exists (select from story_link l where l.incident_id = p.incident_id and l.story_id = p.story_id) as unseen
			from post p join story s on s.incident_id = p.incident_id and s.id = p.story_id where p.incident_id = ${incident}) t`;
	/** Whether it also differs when unseen posts are about it as often as seen ones of the period in which more of those are. */
	const isSure = ({ now, before }: { now: number; before: number }): boolean => {
		if (!total) return false;
		const share = Math.max(now / Math.max(1, total.seen_now), before / Math.max(1, total.seen_before));
		const after = now + share * (total.now - total.seen_now);
		const first = before + share * (total.before - total.seen_before);
		return clear(after, first) && now > before === after > first;
	};
	const recent = await sql<{ finding: string; ago: number; posts: number }[]>`
		select coalesce(finding::text, 'all') as finding, ago, count(*)::int as posts from (
			select t.finding, t.at from ${of} t union all select null, at from post where incident_id = ${incident}
		) counted, lateral (select floor(extract(epoch from ${moment}::timestamptz - at) / 600)::int as ago) slot
		where at <= ${moment} and ago < 12 group by 1, 2`;
	const fresh = await sql<{ finding: string }[]>`
		select data->>'id' as finding from event where log_id = ${incident} and data->'raised'->>'at' > ${from}`;
	const answers = await sql<{ finding: string; at: string }[]>`
		select distinct on (data->>'need') data->>'need' as finding, data->'answer'->>'at' as at from event
		where log_id = ${incident} and type = 'need.answered' order by data->>'need', seq desc`;
	const waiting = await sql<{ finding: string; since: Date }[]>`
		select finding, min(at) as since from ${of} t where kind = 'need'
			and not exists (select from event e where e.log_id = ${incident} and e.type = 'need.answered' and e.data->>'need' = t.finding::text) group by finding`;
	const sites = await sql<{ name: string; posts: number }[]>`
		select name, count(*)::int as posts from (
			select distinct p.id, regexp_replace(split_part(split_part(lower(u[1]), '/', 3), ':', 1), '^(www|m)\\.', '') as name
			from post p join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
				join story s on s.incident_id = p.incident_id and s.id = p.story_id, regexp_matches(p.text, '(https?://[^[:space:]?#]+)', 'gi') as u
			where p.incident_id = ${incident} and b.seq <= (select max(e.seq) from event e where e.log_id = ${incident}
					and e.type = 'story.lookedAt' and e.data->>'story' = p.story_id::text)
				and not (coalesce(s.outcome, '') = 'notRelevant'
				and not exists (select from story_link l where l.incident_id = p.incident_id and l.story_id = p.story_id))
		) linked where name not in ('t.co', 'bit.ly', 'x.com', 'twitter.com', 'bsky.app') group by name`;
	const outages = await sql<{ source: string; why: string; from: string; to: string | null }[]>`
		select distinct on (data->>'from', source) (select s.data->>'name' from event s where s.log_id = e.log_id and s.type = 'source.added' and s.data->>'id' = e.data->>'source') as source,
			data->>'why' as why, data->>'from' as "from", data->>'to' as "to" from event e
		where log_id = ${incident} and type = 'source.outageRecorded' and data->>'from' <= ${moment} order by data->>'from', source, seq desc`;
	const [numbers] = await sql<{ actions: number; facts: number; looks: number }[]>`
		select count(*) filter (where type = 'action.recorded')::int as actions, count(*) filter (where type = 'fact.recorded')::int as facts,
			count(distinct data->>'story') filter (where type = 'story.lookedAt')::int as looks from event where log_id = ${incident}`;
	const names = (rows: readonly { finding: string }[]) => rows.map(({ finding }) => finding).sort();
	const isNew = new Set(names(fresh));
	const known = (rows: readonly { finding: string; now: number; before: number }[]) =>
		rows.filter(({ finding }) => !isNew.has(finding));
	return {
		risen: names(known(differ.filter((row) => isSure(row) && row.now > row.before))),
		fallen: names(known(differ.filter((row) => isSure(row) && row.now < row.before))),
		unsure: names(known(differ.filter((row) => !isSure(row)))),
		fresh: names(fresh),
		answered: names(answers.filter(({ at }) => at > from)),
		waiting: new Map(waiting.map(({ finding, since }) => [finding, momentOf(since.getTime())])),
		outages: [...outages],
		/** Posts in each of the last ten minutes, the newest first. */
		recentOf: (finding: string, count: number): number[] =>
			Array.from(
				{ length: count },
				(_, ago) => recent.find((row) => row.finding === finding && row.ago === ago)?.posts ?? 0
			),
		sites: new Map(sites.map(({ name, posts }) => [name, posts])),
		...(numbers ?? { actions: -1, facts: -1, looks: -1 })
	};
}

const ids = (rows: readonly { finding: string }[]): string[] => rows.map(({ finding }) => finding).sort();
const linesOf = ({ information, limitation, meaning }: Report) => [
	...information.needs,
	...limitation.rumours,
	...limitation.behaviours,
	...meaning.themes
];
const figures = ({
	finding,
	posts,
	authors,
	unnamed,
	course: { now, before }
}: ReturnType<typeof linesOf>[number]) => ({
	finding,
	posts,
	authors,
	unnamed,
	now,
	before
});

describe('three moments of the exercise', () => {
	const moments = [45, 90, 130];
	const renderedReports: Rendered[] = [];

	test.each(moments)('every figure at minute %i equals what plain SQL counts', async (minute) => {
		const before = moments[renderedReports.length - 1] ?? 0;
		await fire.play(before, minute);
		await fail(minute);
		await fire.label();
		const school = fire.findings.get('need school-dicht');
		if (minute === 90 && school) await fixture.answer(school, 'Ja');
		const moment = fixture.at(minute);
		const rendered = await fixture.reports.at(fixture.incident, fixture.position, moment);
		const { report } = rendered;
		const [sql, more] = [
			await recount(database.sql, fixture.incident, moment, report.from),
			await rest(database.sql, moment, report.from)
		];
		renderedReports.push(rendered);

		const { sources, languages, profile, outages, missing, backlog, recent, ...basis } = report.basis;
		const { sources: bySource, languages: byLanguage, ...counted } = sql.basis;
		expect(basis).toEqual(counted);
		expect(Object.fromEntries(sources.map(({ platform, posts, authors }) => [platform, { posts, authors }]))).toEqual(
			bySource
		);
		expect(Object.fromEntries(languages.map(({ language, posts }) => [language ?? '', posts]))).toEqual(byLanguage);
		expect({ profile, missing, backlog }).toEqual({ profile: null, missing: [], backlog: 0 });
		expect(outages).toEqual(more.outages);
		expect(outages).toHaveLength(minute === 45 ? 1 : 2);

		const maxMinutes = Math.ceil(minute / 10);
		expect(recent?.toReversed()).toEqual(more.recentOf('all', Math.min(12, maxMinutes)));
		for (const line of linesOf(report))
			expect(line.recent?.toReversed()).toEqual(more.recentOf(line.finding, Math.min(6, maxMinutes)));
		expect(linesOf(report).map(figures).sort(byFinding)).toEqual(
			sql.findings.map((row) => ({ ...row, before: minute < 60 ? null : row.before })).sort(byFinding)
		);
		for (const need of report.information.needs) {
			const { phone, press, asked_since } = sql.needs.get(need.finding) ?? { phone: -1, press: -1, asked_since: -1 };
			expect(need).toMatchObject({ phone, press, askedSince: need.answer ? asked_since : 0 });
			expect(need.waitingSince).toBe(more.waiting.get(need.finding) ?? null);
		}
		expect(report.information.unanswered.map(({ finding }) => finding as string).sort()).toEqual(
			[...more.waiting.keys()].sort()
		);
		expect([report.information.phone.posts, report.information.press.posts]).toEqual([sql.phone, sql.press]);
		for (const rumour of report.limitation.rumours) {
			expect(rumour.stances).toEqual({
				supports: 0,
				denies: 0,
				asks: 0,
				comments: 0,
				...sql.stances.get(rumour.finding)
			});
			const spread = sql.spread.get(rumour.finding) ?? 1;
			expect(rumour).toMatchObject({ spread, harm: 3, product: 3 * spread, level: spread > 1 ? 'high' : 'middle' });
		}
		expect(report.meaning.emotions.parts).toEqual(sql.emotions);
		expect(report.meaning.attitudes.parts.filter(({ posts }) => posts > 0).sort(byPosts)).toEqual(
			sql.attitudes.sort(byPosts)
		);
		expect(report.meaning.emotions.posts).toBe(sql.emotions.reduce((sum, { posts }) => sum + posts, 0));
		expect(report.limitation.calls.passedOn).toHaveLength(sql.calls);
		for (const { name, kind, posts } of report.information.consulted)
			if (kind === 'site') expect(more.sites.get(name), name).toBe(posts);
		const { fresh: isFresh, risen, fallen, unsure, answered, gone } = report.brief;
		const first = report.previous === null;
		expect(ids(isFresh)).toEqual(first ? [] : more.fresh);
		// In a first report nothing is new: what moved may be anything.
		if (!first) expect([ids(risen), ids(fallen), ids(unsure)]).toEqual([more.risen, more.fallen, more.unsure]);
		expect([ids(answered), gone]).toEqual([more.answered, []]);
		expect([report.known.actions.length, report.known.facts.length]).toEqual([more.actions, more.facts]);
		expect(report.basis.looked.stories).toBe(more.looks);

		if (first) {
			await fixture.write('brief', 'Mensen willen weten of de rook gevaarlijk is.');
			await fixture.write('counterSignals', '', { noneFound: true });
		}
		await fixture.release(minute);
	});

	test('the figures are not all zero, and the stored versions equal what was counted', async () => {
		const last = renderedReports.at(-1)?.report;
		expect(last?.basis.posts).toBeGreaterThan(400);
		expect(last?.basis.unseen.stories).toBeGreaterThan(20);
		expect(last?.basis.joined).toBeGreaterThan(0);
		expect(last?.limitation.rumours).toHaveLength(6);
		expect(last?.information.consulted.length).toBeGreaterThan(0);
		const moves = renderedReports.flatMap(({ report }) => [...report.brief.risen, ...report.brief.fallen]);
		expect(moves.length).toBeGreaterThan(3);
		for (const [n, { report, position, moment, checksum }] of renderedReports.entries()) {
			const version = await fixture.reports.content(fixture.incident, n + 1);
			expect(version && linesOf(version)).toEqual(linesOf(report));
			expect((await fixture.reports.at(fixture.incident, position, moment)).checksum).toBe(checksum);
		}
	});
});

const byFinding = (a: { finding: string }, b: { finding: string }) => (a.finding < b.finding ? -1 : 1);
const byPosts = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
