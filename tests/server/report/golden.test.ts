import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FindingId, momentOf, StoryId, type Moment } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import type { Report } from '$lib/domain/report/content';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import type { Gold } from '$lib/server/ingest/exercises/script';
import { goldOf, scriptOf } from '$lib/server/ingest/exercises/library';
import type { Rendered } from '$lib/server/report/reports';
import { anna, fresh, system } from '../../domain/sample';
import { freshDatabase, type FreshDatabase } from '../database';
import { Night } from './night';
import { recount } from './recount';

/*
 * Three moments of the exercise that comes with the program: its posts come in as they are played, and an analyst who
 * judges like its makers labels every other story. Every figure of the reports is counted once more by plain SQL.
 */
const script = scriptOf('brand-zuiderpark');
const gold = goldOf('brand-zuiderpark') ?? new Map<string, Gold>();
let database: FreshDatabase;
let night: Night;
const findings = new Map<string, FindingId>();
beforeAll(async () => {
	database = await freshDatabase();
	night = await Night.begin(database, { exercise: true }, analysisHere);
	for (const platform of platforms()) if (!night.sources.has(platform)) await night.addSource(platform);
});
afterAll(async () => {
	await night.stop();
	await database.drop();
});

const platforms = (): Platform[] => [...new Set(script?.sources.map(({ platform }) => platform))];
const words: Readonly<Record<string, string>> = {
	need: 'Vraag',
	rumour: 'Gerucht',
	behaviour: 'Gedrag',
	meaning: 'Betekenis'
};
const raising = {
	need: 'need.raise',
	rumour: 'rumour.signal',
	behaviour: 'behaviour.note',
	meaning: 'meaning.note'
} as const;
const kinds = ['need', 'rumour', 'behaviour', 'meaning'] as const;

/** Plays from one minute on up to another, with the incident's clock. */
async function play(from: number, to: number): Promise<void> {
	await night.send('exercise.setClock', { speed: 0, incident: night.at(to) });
	const due = script?.items.filter(({ at }) => at > from * 60_000 && at <= to * 60_000) ?? [];
	await night.deliver(
		...due.flatMap((item) =>
			item.kind === 'post' ? [{ ...item.post, publishedAt: momentOf(night.start + item.at) }] : []
		)
	);
	for (const item of due)
		if (item.kind === 'action')
			await night.send('action.record', {
				id: fresh(FindingId),
				channel: item.channel,
				text: item.text,
				at: momentOf(night.start + item.at)
			});
}

/** One source falls silent and comes back before the second report; another stops and stays away. */
async function fail(until: number): Promise<void> {
	const noted = [
		{ by: 45, platform: 'x', why: 'silent', from: 20, to: null, normal: 2 },
		{ by: 90, platform: 'x', why: 'silent', from: 20, to: 60, normal: 2 },
		{ by: 90, platform: 'news', why: 'failed', from: 70, to: null, normal: null }
	] as const;
	for (const { by, platform, from, to, ...outage } of noted)
		if (by === until) {
			const when = { from: night.at(from), to: to && night.at(to) };
			await night.send(
				'source.noteOutage',
				{ source: night.sources.get(platform), ...outage, ...when, problem: null },
				system
			);
		}
}

/**
 * Marks every other unmarked story as looked at, and labels each with what the makers of the exercise say of its first
 * post.
 */
async function label(): Promise<void> {
	const rows = await database.sql<{ story: string; post: string }[]>`
		select distinct on (p.story_id) p.story_id as story, p.external_id as post from post p join story s on s.incident_id = p.incident_id and s.id = p.story_id
		where p.incident_id = ${night.incident} and s.outcome is null order by p.story_id, p.at, p.id`;
	for (const [n, { story, post }] of rows.entries()) {
		const said = gold.get(post);
		if (!said || n % 2 === 1) continue;
		await labelStory(StoryId.parse(story), said);
	}
}
async function labelStory(story: StoryId, said: Gold): Promise<void> {
	for (const kind of kinds) {
		const name = said[kind];
		if (name === null) continue;
		const stance = kind === 'rumour' ? (said.stance ?? 'comments') : null;
		const known = findings.get(`${kind} ${name}`);
		if (known) await night.send('story.label', { story, add: [{ kind, finding: known, stance }], remove: [] });
		else {
			const id = fresh(FindingId);
			findings.set(`${kind} ${name}`, id);
			const more =
				kind === 'behaviour'
					? { effect: 'enlarges' }
					: kind === 'meaning'
						? { theme: name === 'call-to-act' ? 'callToAct' : name }
						: {};
			await night.send(raising[kind], {
				id,
				text: `${words[kind] ?? ''} ${name}`,
				offline: null,
				seenIn: { story, stance },
				...more
			});
			if (kind === 'rumour')
				await night.send('rumour.assess', { rumour: id, harm: 3, danger: false, helpNeeded: false });
		}
	}
	if (said.emotion !== 'none') await night.send('story.feel', { story, emotion: said.emotion });
	if (said.attitude !== 'none') await night.send('story.feel', { story, attitude: said.attitude });
	if (said.help) await night.send('story.setHelp', { story, help: 'passedOn' });
	await night.send('story.look', { story, outcome: said.relevant ? 'looked' : 'notRelevant' });
}

/** What the sections say beside the figures of findings and basis, by plain SQL on the log and the tables. */
async function rest(sql: Sql, moment: Moment, from: Moment) {
	const { incident } = night;
	const of = sql`
		(select l.kind, l.finding_id as finding, p.*, coalesce(s.outcome = 'notRelevant', false) as out from post p
			join story s on s.incident_id = p.incident_id and s.id = p.story_id
			join story_link l on l.incident_id = p.incident_id and l.story_id = p.story_id where p.incident_id = ${incident})`;
	const half = (until: number, since: number) =>
		sql`count(*) filter (where at <= ${moment}::timestamptz - ${until} * interval '1 minute' and at > ${moment}::timestamptz - ${since} * interval '1 minute')::int`;
	const moves = await sql<{ finding: string; now: number; before: number }[]>`
		select finding, ${half(0, 30)} as now, ${half(30, 60)} as before from ${of} t group by finding`;
	const differ = moves.filter(({ now, before }) => Math.abs(now - before) > 1.645 * Math.sqrt(now + before));
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
			from post p join story s on s.incident_id = p.incident_id and s.id = p.story_id, regexp_matches(p.text, '(https?://[^[:space:]?#]+)', 'gi') as u
			where p.incident_id = ${incident} and not (coalesce(s.outcome, '') = 'notRelevant'
				and not exists (select from story_link l where l.incident_id = p.incident_id and l.story_id = p.story_id))
		) linked where name not in ('t.co', 'bit.ly', 'x.com', 'twitter.com', 'bsky.app') group by name`;
	const outages = await sql<{ source: string; why: string; from: string; to: string | null }[]>`
		select distinct on (data->>'from', source) (select s.data->>'name' from event s where s.log_id = e.log_id and s.type = 'source.added' and s.data->>'id' = e.data->>'source') as source,
			data->>'why' as why, data->>'from' as "from", data->>'to' as "to" from event e
		where log_id = ${incident} and type = 'source.outageNoted' and data->>'from' <= ${moment} order by data->>'from', source, seq desc`;
	const [numbers] = await sql<{ actions: number; facts: number; looks: number }[]>`
		select count(*) filter (where type = 'action.recorded')::int as actions, count(*) filter (where type = 'fact.recorded')::int as facts,
			count(distinct data->>'story') filter (where type = 'story.lookedAt')::int as looks from event where log_id = ${incident}`;
	const names = (rows: readonly { finding: string }[]) => rows.map(({ finding }) => finding).sort();
	const isNew = new Set(names(fresh));
	const known = (rows: readonly { finding: string; now: number; before: number }[]) =>
		rows.filter(({ finding }) => !isNew.has(finding));
	return {
		risen: names(known(differ.filter(({ now, before }) => now > before))),
		fallen: names(known(differ.filter(({ now, before }) => now < before))),
		fresh: names(fresh),
		answered: names(answers.filter(({ at }) => at > from)),
		waiting: new Map(waiting.map(({ finding, since }) => [finding, momentOf(since.getTime())])),
		outages: [...outages],
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
	...{ finding, posts, authors, unnamed, now, before }
});

describe('three moments of the exercise', () => {
	const moments = [45, 90, 130];
	const kept: Rendered[] = [];

	test.each(moments)('every figure at minute %i is what plain SQL counts', async (minute) => {
		const before = moments[kept.length - 1] ?? 0;
		await play(before, minute);
		await fail(minute);
		await label();
		const school = findings.get('need school-dicht');
		if (minute === 90 && school)
			await night.send('need.answer', { need: school, text: 'Ja', fact: null, channel: 'website', at: null }, anna);
		const moment = night.at(minute);
		const rendered = await night.reports.at(night.incident, night.place, moment);
		const { report } = rendered;
		const [sql, more] = [
			await recount(database.sql, night.incident, moment),
			await rest(database.sql, moment, report.from)
		];
		kept.push(rendered);

		const { sources, languages, profile, outages, missing, backlog, ...basis } = report.basis;
		const { sources: bySource, languages: byLanguage, ...counted } = sql.basis;
		expect(basis).toEqual(counted);
		expect(Object.fromEntries(sources.map(({ platform, posts, authors }) => [platform, { posts, authors }]))).toEqual(
			bySource
		);
		expect(Object.fromEntries(languages.map(({ language, posts }) => [language ?? '', posts]))).toEqual(byLanguage);
		expect({ profile, missing, backlog }).toEqual({ profile: null, missing: [], backlog: 0 });
		expect(outages).toEqual(more.outages);
		expect(outages).toHaveLength(minute === 45 ? 1 : 2);

		expect(linesOf(report).map(figures).sort(byFinding)).toEqual(sql.findings.sort(byFinding));
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
		expect(report.meaning.emotions.parts.map(({ key, posts }) => ({ key, posts }))).toEqual(sql.emotions);
		expect(
			report.meaning.attitudes.parts
				.filter(({ posts }) => posts > 0)
				.map(({ key, posts }) => ({ key, posts }))
				.sort(byPosts)
		).toEqual(sql.attitudes.sort(byPosts));
		expect(report.meaning.emotions.n).toBe(sql.emotions.reduce((sum, { posts }) => sum + posts, 0));
		expect(report.limitation.calls.passedOn).toHaveLength(sql.calls);
		for (const { name, kind, posts } of report.information.consulted)
			if (kind === 'site') expect(more.sites.get(name), name).toBe(posts);
		const { fresh: isFresh, risen, fallen, answered, gone } = report.brief;
		const first = report.previous === null;
		expect(ids(isFresh)).toEqual(first ? [] : more.fresh);
		// In a first report nothing is new: what moved may be anything.
		if (!first) expect([ids(risen), ids(fallen)]).toEqual([more.risen, more.fallen]);
		expect([ids(answered), gone]).toEqual([more.answered, []]);
		expect([report.known.actions.length, report.known.facts.length]).toEqual([more.actions, more.facts]);
		expect(report.basis.looked.stories).toBe(more.looks);

		if (first) {
			await night.write('brief', 'Mensen willen weten of de rook gevaarlijk is.');
			await night.write('counterSignals', '', { noneFound: true });
		}
		await night.release(minute);
	});

	test('the figures are no row of noughts, and the kept versions are what was counted', async () => {
		const last = kept.at(-1)?.report;
		expect(last?.basis.posts).toBeGreaterThan(400);
		expect(last?.basis.unseen.stories).toBeGreaterThan(20);
		expect(last?.basis.joined).toBeGreaterThan(0);
		expect(last?.limitation.rumours).toHaveLength(6);
		expect(last?.information.consulted.length).toBeGreaterThan(0);
		expect(kept.flatMap(({ report }) => [...report.brief.risen, ...report.brief.fallen]).length).toBeGreaterThan(3);
		for (const [n, { report, place, moment, checksum }] of kept.entries()) {
			const version = await night.reports.content(night.incident, n + 1);
			expect(version && linesOf(version)).toEqual(linesOf(report));
			expect((await night.reports.at(night.incident, place, moment)).checksum).toBe(checksum);
		}
	});
});

const byFinding = (a: { finding: string }, b: { finding: string }) => (a.finding < b.finding ? -1 : 1);
const byPosts = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
