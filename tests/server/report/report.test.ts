import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	AdviceId,
	AuthorNumber,
	BatchId,
	FactId,
	FindingId,
	momentOf,
	PostId,
	QuoteId,
	type Moment
} from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import { Refusal } from '$lib/domain/core/refusal';
import { checksumOfReport, Report } from '$lib/domain/report/content';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { findableRuns } from '$lib/server/read/report/collect/quotes';
import { Reports, type Rendered } from '$lib/server/read/report/reports';
import { anna, carla, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';
import { recount } from './recount';

let database: FreshDatabase;
let night: IncidentFixture;
beforeAll(async () => {
	database = await freshDatabase();
	night = await IncidentFixture.begin(database);
});
afterAll(async () => {
	await night.stop();
	await database.drop();
});

const media = {
	externalId: 'omroep',
	handle: 'omroepwaterveen',
	name: 'Omroep Waterveen',
	kind: 'media' as const,
	followers: 9000
};
const many = (count: number, make: (at: number) => RawPost): RawPost[] =>
	Array.from({ length: count }, (_, at) => make(at));
const finding: Record<string, FindingId> = {};

/** What an evening brings: arrivals, edits, looks and moves, in three rounds. */
const rounds: (() => Promise<void>)[] = [
	async () => {
		await night.deliver(
			...many(40, (i) =>
				night.post(
					i % 3 ? 'x' : 'mastodon',
					`water vergiftigd; bericht ${i} https://www.nieuws.example/a`,
					5 + night.random(35)
				)
			),
			...many(12, (i) =>
				night.post('x', `school dicht; bericht ${i} @OmroepWaterveen @wethouder`, 12 + night.random(28))
			),
			...many(6, () => night.post('phone', `school dicht; aan de lijn`, 20 + night.random(18))),
			night.post('x', 'school dicht; Rook trekt over drie wijken', 25, { author: media, externalId: 'rook' }),
			night.post('press', 'asbest; vraagt de krant', 30),
			...many(8, (i) => night.post('x', `onzin ${i}; koop nu`, 10 + i))
		);
		finding['water'] = await night.raise('rumour.signal', 'Het drinkwater is vergiftigd', 'water vergiftigd');
		finding['school'] = await night.raise('need.raise', 'Gaan de scholen dicht?', 'school dicht');
		finding['asbest'] = await night.raise('need.raise', 'Is er asbest?', 'asbest');
		await night.send('story.feel', { story: await night.story('water'), emotion: 'fear', attitude: 'negative' });
		await night.send('story.look', { story: await night.story('water'), outcome: 'looked' });
		await night.send('story.look', { story: await night.story('school'), outcome: 'looked' });
		for (let i = 0; i < 3; i += 1)
			await night.send('story.look', { story: await night.story(`onzin ${i}`), outcome: 'notRelevant' });
		await night.send('rumour.assess', { rumour: finding['water'], harm: 3, danger: false, helpNeeded: false }, anna);
	},
	async () => {
		await night.deliver(
			...many(30, (i) => night.post('x', `water vergiftigd; later ${i}`, 45 + night.random(30))),
			...many(25, (i) => night.post('mastodon', `boos; over de gemeente ${i}`, 42 + night.random(30))),
			...many(9, () => night.post('phone', 'school dicht; nog eens', 50 + night.random(20))),
			...many(4, (i) => night.post('x', `water vergiftigd; weerspreekt ${i}`, 60 + i, { shares: 'rook' })),
			night.post('news', 'Brand houdt aan; liveblog', 66, { author: null }),
			night.post('x', 'help; wij zitten vast', 61)
		);
		await night.send('story.feel', { story: await night.story('boos'), emotion: 'anger', attitude: 'negative' });
		await night.send('story.look', { story: await night.story('boos'), outcome: 'looked' });
		await night.send('story.look', { story: await night.story('Brand'), outcome: 'looked' });
		finding['blame'] = await night.raise('meaning.note', 'De vergunning', 'boos', { theme: 'blame' });
		finding['stay'] = await night.raise('behaviour.note', 'Mensen gaan kijken', 'help', { effect: 'enlarges' });
		await night.send('story.setHelp', { story: await night.story('help'), help: 'passedOn' });
		const denials = await night.split('water vergiftigd', 7);
		await night.send('story.label', {
			story: denials,
			add: [{ kind: 'rumour', finding: finding['water'], stance: 'denies' }],
			remove: []
		});
		await night.send(
			'need.answer',
			{ need: finding['school'], text: 'Ja', fact: null, channel: 'website', at: night.at(60) },
			anna
		);
	},
	async () => {
		await night.deliver(
			...many(20, () => night.post('x', 'school dicht; weer', 80 + night.random(30))),
			...many(10, (i) => night.post('x', `kijken; bij het hek ${i}`, 85 + night.random(20))),
			...many(15, (i) => night.post('x', `boos; en nog eens ${i}`, 82 + night.random(28)))
		);
		await night.send('story.merge', {
			story: await night.story('kijken'),
			into: await night.story('help'),
			batch: fresh(BatchId)
		});
		await night.send('need.askAgain', { need: finding['school'] });
		const fact = fresh(FactId);
		await night.send(
			'fact.record',
			{ id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: night.at(90) },
			anna
		);
		await night.send('rumour.giveVerdict', { rumour: finding['water'], verdict: 'false', fact }, anna);
	}
];

describe('three moments of one night', () => {
	const kept: Rendered[] = [];
	test.each([40, 75, 110])('every figure at minute %i is what plain SQL counts', async (minute) => {
		await rounds[kept.length]?.();
		const moment = night.at(minute);
		const rendered = await night.reports.at(night.incident, night.place, moment);
		kept.push(rendered);
		const { report } = rendered;
		const sql = await recount(database.sql, night.incident, moment, report.from);

		const { recent, ...basis } = report.basis;
		expect(recent?.reduce((sum, posts) => sum + posts, 0)).toBeLessThanOrEqual(basis.posts);
		expect({
			...basis,
			sources: Object.fromEntries(basis.sources.map(({ platform, posts, authors }) => [platform, { posts, authors }])),
			languages: Object.fromEntries(basis.languages.map(({ language, posts }) => [language ?? '', posts])),
			outages: [],
			profile: null
		}).toEqual({ ...sql.basis, backlog: 0, missing: ['street'], outages: [], profile: null });
		expect(sql.basis.posts).toBeGreaterThan(60);

		const line = ({
			finding,
			posts,
			authors,
			unnamed,
			course: { now, before }
		}: Report['information']['needs'][number] | Report['limitation']['rumours'][number]) => ({
			finding,
			posts,
			authors,
			unnamed,
			now,
			before
		});
		const lines = [
			...report.information.needs,
			...report.limitation.rumours,
			...report.limitation.behaviours,
			...report.meaning.themes
		];
		expect(lines.map((of) => line(of as never)).sort(byFinding)).toEqual(
			sql.findings.map((row) => ({ ...row, before: minute < 60 ? null : row.before })).sort(byFinding)
		);
		for (const need of report.information.needs) {
			const { phone, press, asked_since } = sql.needs.get(need.finding) ?? { phone: -1, press: -1, asked_since: -1 };
			expect(need).toMatchObject({ phone, press, askedSince: need.answer ? asked_since : 0 });
		}
		expect(report.information.phone.posts).toBe(sql.phone);
		expect(report.information.press.posts).toBe(sql.press);
		for (const rumour of report.limitation.rumours) {
			expect(rumour.stances).toEqual({
				supports: 0,
				denies: 0,
				asks: 0,
				comments: 0,
				...sql.stances.get(rumour.finding)
			});
			expect(rumour.spread).toBe(sql.spread.get(rumour.finding));
		}
		expect(report.meaning.emotions.posts).toBe(sql.emotions.reduce((sum, { posts }) => sum + posts, 0));
		expect(report.meaning.emotions.parts).toEqual(sql.emotions);
		expect(report.meaning.attitudes.parts.filter(({ posts }) => posts > 0)).toEqual(sql.attitudes);
		expect(report.limitation.calls.passedOn).toHaveLength(sql.calls);
		expect(report.information.consulted).toEqual(sql.consulted);
		expect(report.voices.map(({ name, headline, posts }) => ({ name, headline, posts }))).toEqual(sql.voices);
	});

	test('the figures are no row of noughts', () => {
		const last = kept.at(-1)?.report;
		expect(last?.meaning.emotions.posts).toBeGreaterThan(40);
		expect(last?.basis.joined).toBeGreaterThan(0);
		expect(last?.limitation.rumours[0]).toMatchObject({
			level: 'high',
			verdict: { verdict: 'false', source: 'waterbedrijf' }
		});
		expect(last?.limitation.rumours[0]?.stances.denies).toBeGreaterThan(0);
		expect(last?.information.needs[0]).toMatchObject({ state: 'askedAgain' });
		expect(last?.voices.map(({ name }) => name)).toEqual(['Omroep Waterveen', 'Bron news']);
		expect(kept[0]?.report.voices[0]?.headline).toBe('school dicht; Rook trekt over drie wijken');
	});

	test('the same place and moment give the same checksum after all that happened since', async () => {
		expect(kept).toHaveLength(3);
		const story = await night.story('water vergiftigd');
		const posts = await night.postsOf(story);
		const [edited] = await database.sql<RawPost[]>`
			select external_id as "externalId", platform from post where incident_id = ${night.incident} and text like '%www.nieuws.example%' limit 1`;
		await Promise.all([
			// At once: arrivals, edits, moves, and labels on existing stories.
			night.deliver(
				...many(20, (i) => night.post('x', `water vergiftigd; te laat ${i} https://elders.example`, 20 + (i % 90)))
			),
			night.deliver({
				...night.post(edited?.platform ?? 'x', 'water vergiftigd; gewijzigd', 30),
				externalId: edited?.externalId ?? ''
			}),
			night.send('story.split', { story, posts: posts.slice(0, 5), into: fresh(FindingId), batch: fresh(BatchId) }),
			night.send('finding.reword', { kind: 'need', finding: finding['school'], text: 'Zijn de scholen dicht?' }),
			night.send('story.feel', { story, emotion: 'humour' }),
			night.send('author.setKind', { author: AuthorNumber.parse(1), kind: 'organisation' }),
			night.deliver(
				night.post('x', 'nieuw; van een bestuurder', 70, {
					author: { ...media, externalId: 'w', handle: 'wethouder', kind: 'officeHolder' }
				})
			)
		]);
		await night.send('story.merge', { story: await night.story('boos'), into: story, batch: fresh(BatchId) });
		expect((await night.reports.at(night.incident, night.place, night.at(110))).checksum).not.toBe(kept[2]?.checksum);
		for (const { place, moment, checksum, report } of kept) {
			const again = await night.reports.at(night.incident, place, moment);
			expect(again.report).toEqual(report);
			expect(again.checksum).toBe(checksum);
		}
	});

	test('a process that never saw it gives the same checksum from the log and the tables', async () => {
		const other = await IncidentFixture.begin(database);
		for (const { place, moment, checksum } of kept)
			expect((await other.reports.at(night.incident, place, moment)).checksum).toBe(checksum);
		await other.stop();
	});

	test('at any place after any act it is a function of the log and the posts up to there', async () => {
		const other = await IncidentFixture.begin(database);
		const random = (below: number) => other.random(below);
		const acts: (() => Promise<unknown>)[] = [
			() =>
				other.deliver(
					...many(1 + random(6), (i) =>
						other.post(random(3) === 0 ? 'phone' : 'x', `rook; ${random(4)} ${i}`, random(100))
					)
				),
			() => other.deliver(other.post('news', `rook; https://nieuws.example/${random(5)}`, random(100))),
			async () => other.raise('need.raise', `Vraag ${random(100)}, ${fresh(FindingId)}`, 'rook'),
			async () => other.raise('rumour.signal', `Gerucht ${random(100)}, ${fresh(FindingId)}`, 'rook'),
			async () =>
				other.send('story.feel', { story: await other.story('rook'), emotion: random(2) === 0 ? 'fear' : 'anger' }),
			async () =>
				other.send('story.look', {
					story: await other.story('rook'),
					outcome: random(4) === 0 ? 'notRelevant' : 'looked'
				}),
			() => other.split('rook', 1),
			() => other.write('brief', `Beeld ${random(100)}`),
			() =>
				other.send('author.setKind', {
					author: AuthorNumber.parse(1 + random(3)),
					kind: random(2) === 0 ? 'organisation' : 'private'
				})
		];
		await other.deliver(...many(4, (i) => other.post('x', `rook; eerst ${i}`, 5)));
		const seen: Pick<Rendered, 'place' | 'moment' | 'checksum'>[] = [];
		for (let n = 0; n < 40; n += 1) {
			await acts[random(acts.length)]?.().catch((error: unknown) => {
				if (!(error instanceof Refusal)) throw error;
			});
			seen.push(await other.reports.at(other.incident, other.place, other.at(random(110))));
		}
		expect(new Set(seen.map(({ checksum }) => checksum)).size).toBeGreaterThan(20);
		const cold = new Reports(database.sql, other.logs);
		for (const { place, moment, checksum } of seen.reverse())
			expect((await cold.at(other.incident, place, moment)).checksum).toBe(checksum);
		await other.stop();
	});

	test('the place of an earlier moment is where the log stood then', async () => {
		const [row] = await database.sql<{ seq: number; at: Date }[]>`
			select seq, at from event where log_id = ${night.incident} and at < (select max(at) from event where log_id = ${night.incident}) order by seq desc limit 1`;
		const at = momentOf(row?.at.getTime() ?? 0);
		expect(await night.reports.placeAt(night.incident, at)).toBe(row?.seq);
		expect(await night.reports.placeAt(night.incident, momentOf(Date.now()))).toBe(night.place);
		expect(await night.reports.placeAt(night.incident, momentOf(0))).toBe(0);
		await expect(night.reports.at(night.incident, 0, momentOf(0))).rejects.toMatchObject({ code: 'report.absent' });
	});

	test('content that went through the database has the same checksum', () => {
		for (const { report, checksum } of kept)
			expect(checksumOfReport(Report.parse(JSON.parse(JSON.stringify(report))))).toBe(checksum);
	});
});

const byFinding = (a: { finding: string }, b: { finding: string }) => (a.finding < b.finding ? -1 : 1);

describe('words by which a search finds who said them', () => {
	const runs = async (post: RawPost, quote: string): Promise<string[]> => {
		const [row] = await database.sql<
			{ id: string }[]
		>`select id from post where incident_id = ${night.incident} and external_id = ${post.externalId}`;
		return findableRuns(database.sql, night.incident, PostId.parse(row?.id), quote);
	};
	const said = (platform: Platform, text: string, to: Partial<RawPost> = {}) => night.post(platform, text, 50, to);
	const author = { externalId: 'eigen', handle: 'eigen', name: 'Eigen', followers: null };

	test('are a run of five and more that is in the post and that no other author wrote on a public network', async () => {
		const alone = said('x', 'alleen; ik zie zwarte rook boven de markt hangen', { author });
		const shared = said('x', 'alleen; ik zie zwarte rook boven de markt hangen, kijk', { shares: alone.externalId });
		const one = said('x', 'samen; wij durven de kinderen niet op te halen', { author });
		const other = said('mastodon', 'samen; Wij durven de kinderen niet op te halen!');
		const phone = said('phone', 'balie; mijn moeder van negentig zit boven en kan niet weg');
		await night.deliver(alone, shared, one, other, phone);
		expect(await runs(alone, 'Ik zie zwarte rook boven…')).toEqual(['ik zie zwarte rook boven']);
		expect(await runs(alone, 'Rook boven de markt')).toEqual([]);
		expect(await runs(one, 'wij durven de kinderen niet op te halen')).toEqual([]);
		expect(await runs(phone, 'mijn moeder van negentig zit boven en kan niet weg')).toEqual([]);
		await expect(findableRuns(database.sql, night.incident, fresh(PostId), 'iets')).rejects.toMatchObject({
			code: 'post.absent'
		});
	});
});

describe('release', () => {
	const at = (minute: number): Moment => night.at(minute);

	test('is refused while the picture in short or the counter-signals are not filled in', async () => {
		await expect(night.release(111)).rejects.toMatchObject({ code: 'report.unfinished' });
		await night.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
		await expect(night.release(111)).rejects.toMatchObject({ code: 'report.unfinished' });
		await night.write('counterSignals', '', { noneFound: true });
		expect(await database.sql`select number from report_version where incident_id = ${night.incident}`).toHaveLength(0);
	});

	test('stores content and both languages with the event, and the checksum holds', async () => {
		await night.send('advice.write', {
			id: fresh(AdviceId),
			goal: 'informing',
			what: 'Zeg iets',
			who: '',
			channel: '',
			audience: '',
			tone: '',
			urgency: 'high'
		});
		await night.release(111);
		const version = night.logs.state(night.incident)?.versions.get(1);
		const [row] = await database.sql<{ content: unknown; html_nl: string; html_en: string }[]>`
			select content, html_nl, html_en from report_version where incident_id = ${night.incident} and number = 1`;
		expect(checksumOfReport(Report.parse(row?.content))).toBe(version?.checksum);
		expect(row?.html_nl).toContain('Omgevingsrapport 1');
		expect(row?.html_en).toContain('Environment report 1');
		const [head] = await database.sql<
			{ hash: Buffer }[]
		>`select hash from event where log_id = ${night.incident} and seq = ${version?.place ?? 0}`;
		expect(version?.chainHead).toBe(head?.hash.toString('hex'));
	});

	test('is refused while nobody said of a text of the last report that it still holds', async () => {
		const { place, moment, checksum } = await night.reports.at(night.incident, night.place, at(112));
		const send = night.send('report.release', { number: 2, place, moment, checksum });
		await expect(send).rejects.toMatchObject({ code: 'report.unconfirmed' });
	});

	test('is refused when it is no longer what the page showed', async () => {
		await night.confirmTexts();
		const shown = await night.reports.at(night.incident, night.place, at(112));
		await night.deliver(night.post('x', 'water vergiftigd; vlak ervoor', 111));
		const { place, moment, checksum } = shown;
		const send = (to: object) => night.send('report.release', { number: 2, place, moment, checksum, ...to });
		await expect(send({ place: night.place })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ moment: at(90) })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ moment: at(240) })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ checksum: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ place: night.place + 50 })).rejects.toMatchObject({ code: 'report.absent' });
		await expect(send({ number: 1 })).rejects.toMatchObject({ code: 'report.number' });
		await send({});
		expect(night.logs.state(night.incident)?.versions.size).toBe(2);
	});

	test('of two at once one is released and the other is informed that the number is taken', async () => {
		const results = await Promise.allSettled([night.release(113), night.release(113)]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await database.sql`select number from report_version where incident_id = ${night.incident}`).toHaveLength(3);
	});

	test('what was removed from the log is in no report made afterwards', async () => {
		const [line] = await database.sql<
			{ seq: number }[]
		>`select seq from event where log_id = ${night.incident} and type = 'quote.chosen' order by seq desc limit 1`;
		expect(line).toBeUndefined();
		const post = (await night.postsOf(await night.story('school')))[0];
		await night.send('quote.choose', { id: fresh(QuoteId), post, text: 'Ik durf niet', speaker: 'een ouder' });
		const { place } = night;
		expect((await night.reports.at(night.incident, place, at(114))).report.meaning.quotes).toHaveLength(1);
		await night.send('log.redact', { numbers: [place], why: 'op verzoek' }, carla);
		await expect
			.poll(async () => (await night.reports.at(night.incident, place, at(114))).report.meaning.quotes.length)
			.toBe(0);
	});
});
