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
let fixture: IncidentFixture;
beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
});
afterAll(async () => {
	await fixture.stop();
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
		await fixture.deliver(
			...many(40, (i) =>
				fixture.post(
					i % 3 ? 'x' : 'mastodon',
					`water vergiftigd; bericht ${i} https://www.nieuws.example/a`,
					5 + fixture.random(35)
				)
			),
			...many(12, (i) =>
				fixture.post('x', `school dicht; bericht ${i} @OmroepWaterveen @wethouder`, 12 + fixture.random(28))
			),
			...many(6, () => fixture.post('phone', `school dicht; aan de lijn`, 20 + fixture.random(18))),
			fixture.post('x', 'school dicht; Rook trekt over drie wijken', 25, { author: media, externalId: 'rook' }),
			fixture.post('press', 'asbest; vraagt de krant', 30),
			...many(8, (i) => fixture.post('x', `onzin ${i}; koop nu`, 10 + i))
		);
		finding['water'] = await fixture.raise('rumour.signal', 'Het drinkwater is vergiftigd', 'water vergiftigd');
		finding['school'] = await fixture.raise('need.raise', 'Gaan de scholen dicht?', 'school dicht');
		finding['asbest'] = await fixture.raise('need.raise', 'Is er asbest?', 'asbest');
		await fixture.send('story.setSentiment', {
			story: await fixture.story('water'),
			emotion: 'fear',
			attitude: 'negative'
		});
		await fixture.send('story.markLookedAt', { story: await fixture.story('water'), outcome: 'looked' });
		await fixture.send('story.markLookedAt', { story: await fixture.story('school'), outcome: 'looked' });
		for (let i = 0; i < 3; i += 1)
			await fixture.send('story.markLookedAt', { story: await fixture.story(`onzin ${i}`), outcome: 'notRelevant' });
		await fixture.send('rumour.assess', { rumour: finding['water'], harm: 3, danger: false, helpNeeded: false }, anna);
	},
	async () => {
		await fixture.deliver(
			...many(30, (i) => fixture.post('x', `water vergiftigd; later ${i}`, 45 + fixture.random(30))),
			...many(25, (i) => fixture.post('mastodon', `boos; over de gemeente ${i}`, 42 + fixture.random(30))),
			...many(9, () => fixture.post('phone', 'school dicht; nog eens', 50 + fixture.random(20))),
			...many(4, (i) => fixture.post('x', `water vergiftigd; weerspreekt ${i}`, 60 + i, { shares: 'rook' })),
			fixture.post('news', 'Brand houdt aan; liveblog', 66, { author: null }),
			fixture.post('x', 'help; wij zitten vast', 61)
		);
		await fixture.send('story.setSentiment', {
			story: await fixture.story('boos'),
			emotion: 'anger',
			attitude: 'negative'
		});
		await fixture.send('story.markLookedAt', { story: await fixture.story('boos'), outcome: 'looked' });
		await fixture.send('story.markLookedAt', { story: await fixture.story('Brand'), outcome: 'looked' });
		finding['blame'] = await fixture.raise('meaning.record', 'De vergunning', 'boos', { theme: 'blame' });
		finding['stay'] = await fixture.raise('behaviour.record', 'Mensen gaan kijken', 'help', { effect: 'enlarges' });
		await fixture.send('story.setHelp', { story: await fixture.story('help'), help: 'passedOn' });
		const denials = await fixture.split('water vergiftigd', 7);
		await fixture.send('story.label', {
			story: denials,
			add: [{ kind: 'rumour', finding: finding['water'], stance: 'denies' }],
			remove: []
		});
		await fixture.send(
			'need.answer',
			{ need: finding['school'], text: 'Ja', fact: null, channel: 'website', at: fixture.at(60) },
			anna
		);
	},
	async () => {
		await fixture.deliver(
			...many(20, () => fixture.post('x', 'school dicht; weer', 80 + fixture.random(30))),
			...many(10, (i) => fixture.post('x', `kijken; bij het hek ${i}`, 85 + fixture.random(20))),
			...many(15, (i) => fixture.post('x', `boos; en nog eens ${i}`, 82 + fixture.random(28)))
		);
		await fixture.send('story.merge', {
			story: await fixture.story('kijken'),
			into: await fixture.story('help'),
			batch: fresh(BatchId)
		});
		await fixture.send('need.reopen', { need: finding['school'] });
		const fact = fresh(FactId);
		await fixture.send(
			'fact.record',
			{ id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: fixture.at(90) },
			anna
		);
		await fixture.send('rumour.giveVerdict', { rumour: finding['water'], verdict: 'false', fact }, anna);
	}
];

describe('three moments of one night', () => {
	const renderedReports: Rendered[] = [];
	test.each([40, 75, 110])('every figure at minute %i equals what plain SQL counts', async (minute) => {
		await rounds[renderedReports.length]?.();
		const moment = fixture.at(minute);
		const rendered = await fixture.reports.at(fixture.incident, fixture.position, moment);
		renderedReports.push(rendered);
		const { report } = rendered;
		const sql = await recount(database.sql, fixture.incident, moment, report.from);

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

	test('the figures are not all zero', () => {
		const last = renderedReports.at(-1)?.report;
		expect(last?.meaning.emotions.posts).toBeGreaterThan(40);
		expect(last?.basis.joined).toBeGreaterThan(0);
		expect(last?.limitation.rumours[0]).toMatchObject({
			level: 'high',
			verdict: { verdict: 'false', source: 'waterbedrijf' }
		});
		expect(last?.limitation.rumours[0]?.stances.denies).toBeGreaterThan(0);
		expect(last?.information.needs[0]).toMatchObject({ state: 'askedAgain' });
		expect(last?.voices.map(({ name }) => name)).toEqual(['Omroep Waterveen', 'Bron news']);
		expect(renderedReports[0]?.report.voices[0]?.headline).toBe('school dicht; Rook trekt over drie wijken');
	});

	test('the same log position and time give the same checksum after everything that happened since', async () => {
		expect(renderedReports).toHaveLength(3);
		const story = await fixture.story('water vergiftigd');
		const posts = await fixture.postsOf(story);
		const [edited] = await database.sql<RawPost[]>`
			select external_id as "externalId", platform from post where incident_id = ${fixture.incident} and text like '%www.nieuws.example%' limit 1`;
		await Promise.all([
			// At once: arrivals, edits, moves, and labels on existing stories.
			fixture.deliver(
				...many(20, (i) => fixture.post('x', `water vergiftigd; te laat ${i} https://elders.example`, 20 + (i % 90)))
			),
			fixture.deliver({
				...fixture.post(edited?.platform ?? 'x', 'water vergiftigd; gewijzigd', 30),
				externalId: edited?.externalId ?? ''
			}),
			fixture.send('story.split', { story, posts: posts.slice(0, 5), into: fresh(FindingId), batch: fresh(BatchId) }),
			fixture.send('finding.reword', { kind: 'need', finding: finding['school'], text: 'Zijn de scholen dicht?' }),
			fixture.send('story.setSentiment', { story, emotion: 'humour' }),
			fixture.send('author.setKind', { author: AuthorNumber.parse(1), kind: 'organisation' }),
			fixture.deliver(
				fixture.post('x', 'nieuw; van een bestuurder', 70, {
					author: { ...media, externalId: 'w', handle: 'wethouder', kind: 'officeHolder' }
				})
			)
		]);
		await fixture.send('story.merge', { story: await fixture.story('boos'), into: story, batch: fresh(BatchId) });
		expect((await fixture.reports.at(fixture.incident, fixture.position, fixture.at(110))).checksum).not.toBe(
			renderedReports[2]?.checksum
		);
		for (const { position, moment, checksum, report } of renderedReports) {
			const again = await fixture.reports.at(fixture.incident, position, moment);
			expect(again.report).toEqual(report);
			expect(again.checksum).toBe(checksum);
		}
	});

	test('a process that never saw it gets the same checksum from the log and the tables', async () => {
		const other = await IncidentFixture.begin(database);
		for (const { position, moment, checksum } of renderedReports)
			expect((await other.reports.at(fixture.incident, position, moment)).checksum).toBe(checksum);
		await other.stop();
	});

	test('after any action, the report at any position depends only on the log and the posts up to there', async () => {
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
				other.send('story.setSentiment', {
					story: await other.story('rook'),
					emotion: random(2) === 0 ? 'fear' : 'anger'
				}),
			async () =>
				other.send('story.markLookedAt', {
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
		const seen: Pick<Rendered, 'position' | 'moment' | 'checksum'>[] = [];
		for (let n = 0; n < 40; n += 1) {
			await acts[random(acts.length)]?.().catch((error: unknown) => {
				if (!(error instanceof Refusal)) throw error;
			});
			seen.push(await other.reports.at(other.incident, other.position, other.at(random(110))));
		}
		expect(new Set(seen.map(({ checksum }) => checksum)).size).toBeGreaterThan(20);
		const cold = new Reports(database.sql, other.logs);
		for (const { position, moment, checksum } of seen.reverse())
			expect((await cold.at(other.incident, position, moment)).checksum).toBe(checksum);
		await other.stop();
	});

	test('the position of an earlier time is where the log was then', async () => {
		const [row] = await database.sql<{ seq: number; at: Date }[]>`
			select seq, at from event where log_id = ${fixture.incident} and at < (select max(at) from event where log_id = ${fixture.incident}) order by seq desc limit 1`;
		const at = momentOf(row?.at.getTime() ?? 0);
		expect(await fixture.reports.positionAt(fixture.incident, at)).toBe(row?.seq);
		expect(await fixture.reports.positionAt(fixture.incident, momentOf(Date.now()))).toBe(fixture.position);
		expect(await fixture.reports.positionAt(fixture.incident, momentOf(0))).toBe(0);
		await expect(fixture.reports.at(fixture.incident, 0, momentOf(0))).rejects.toMatchObject({ code: 'report.absent' });
	});

	test('content that was stored in the database has the same checksum', () => {
		for (const { report, checksum } of renderedReports)
			expect(checksumOfReport(Report.parse(JSON.parse(JSON.stringify(report))))).toBe(checksum);
	});
});

const byFinding = (a: { finding: string }, b: { finding: string }) => (a.finding < b.finding ? -1 : 1);

describe('quoted words that would reveal an author in a search', () => {
	const runs = async (post: RawPost, quote: string): Promise<string[]> => {
		const [row] = await database.sql<
			{ id: string }[]
		>`select id from post where incident_id = ${fixture.incident} and external_id = ${post.externalId}`;
		return findableRuns(database.sql, fixture.incident, PostId.parse(row?.id), quote);
	};
	const wrote = (platform: Platform, text: string, to: Partial<RawPost> = {}) => fixture.post(platform, text, 50, to);
	const author = { externalId: 'eigen', handle: 'eigen', name: 'Eigen', followers: null };

	test('are five or more in a row that are in the post and that no other author wrote on a public network', async () => {
		const alone = wrote('x', 'alleen; ik zie zwarte rook boven de markt hangen', { author });
		const shared = wrote('x', 'alleen; ik zie zwarte rook boven de markt hangen, kijk', { shares: alone.externalId });
		const one = wrote('x', 'samen; wij durven de kinderen niet op te halen', { author });
		const other = wrote('mastodon', 'samen; Wij durven de kinderen niet op te halen!');
		const phone = wrote('phone', 'balie; mijn moeder van negentig zit boven en kan niet weg');
		await fixture.deliver(alone, shared, one, other, phone);
		expect(await runs(alone, 'Ik zie zwarte rook boven…')).toEqual(['ik zie zwarte rook boven']);
		expect(await runs(alone, 'Rook boven de markt')).toEqual([]);
		expect(await runs(one, 'wij durven de kinderen niet op te halen')).toEqual([]);
		expect(await runs(phone, 'mijn moeder van negentig zit boven en kan niet weg')).toEqual([]);
		await expect(findableRuns(database.sql, fixture.incident, fresh(PostId), 'iets')).rejects.toMatchObject({
			code: 'post.absent'
		});
	});
});

describe('release', () => {
	const at = (minute: number): Moment => fixture.at(minute);

	test('is refused while the summary or the counter-signals are not filled in', async () => {
		await expect(fixture.release(111)).rejects.toMatchObject({ code: 'report.unfinished' });
		await fixture.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
		await expect(fixture.release(111)).rejects.toMatchObject({ code: 'report.unfinished' });
		await fixture.write('counterSignals', '', { noneFound: true });
		expect(await database.sql`select number from report_version where incident_id = ${fixture.incident}`).toHaveLength(
			0
		);
	});

	test('stores content and both languages with the event, with a correct checksum', async () => {
		await fixture.send('advice.write', {
			id: fresh(AdviceId),
			goal: 'informing',
			what: 'Zeg iets',
			who: '',
			channel: '',
			audience: '',
			tone: '',
			urgency: 'high'
		});
		await fixture.release(111);
		const version = fixture.logs.state(fixture.incident)?.versions.get(1);
		const [row] = await database.sql<{ content: unknown; html_nl: string; html_en: string }[]>`
			select content, html_nl, html_en from report_version where incident_id = ${fixture.incident} and number = 1`;
		expect(checksumOfReport(Report.parse(row?.content))).toBe(version?.checksum);
		expect(row?.html_nl).toContain('Omgevingsrapport 1');
		expect(row?.html_en).toContain('Environment report 1');
		const [head] = await database.sql<
			{ hash: Buffer }[]
		>`select hash from event where log_id = ${fixture.incident} and seq = ${version?.position ?? 0}`;
		expect(version?.chainHead).toBe(head?.hash.toString('hex'));
	});

	test('is refused while nobody confirmed that a text of the last report still applies', async () => {
		const { position, moment, checksum } = await fixture.reports.at(fixture.incident, fixture.position, at(112));
		const send = fixture.send('report.release', { number: 2, position, moment, checksum });
		await expect(send).rejects.toMatchObject({ code: 'report.unconfirmed' });
	});

	test('is refused when the report is no longer what the page showed', async () => {
		await fixture.confirmTexts();
		const shown = await fixture.reports.at(fixture.incident, fixture.position, at(112));
		await fixture.deliver(fixture.post('x', 'water vergiftigd; vlak ervoor', 111));
		const { position, moment, checksum } = shown;
		const send = (to: object) => fixture.send('report.release', { number: 2, position, moment, checksum, ...to });
		await expect(send({ position: fixture.position })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ moment: at(90) })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ moment: at(240) })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ checksum: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'report.changed' });
		await expect(send({ position: fixture.position + 50 })).rejects.toMatchObject({ code: 'report.absent' });
		await expect(send({ number: 1 })).rejects.toMatchObject({ code: 'report.number' });
		await send({});
		expect(fixture.logs.state(fixture.incident)?.versions.size).toBe(2);
	});

	test('releases one of two simultaneous requests and tells the other that the number is taken', async () => {
		const results = await Promise.allSettled([fixture.release(113), fixture.release(113)]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await database.sql`select number from report_version where incident_id = ${fixture.incident}`).toHaveLength(
			3
		);
	});

	test('what was removed from the log is in no later report', async () => {
		const [line] = await database.sql<
			{ seq: number }[]
		>`select seq from event where log_id = ${fixture.incident} and type = 'quote.chosen' order by seq desc limit 1`;
		expect(line).toBeUndefined();
		const post = (await fixture.postsOf(await fixture.story('school')))[0];
		await fixture.send('quote.choose', { id: fresh(QuoteId), post, text: 'Ik durf niet', speaker: 'een ouder' });
		const { position } = fixture;
		expect((await fixture.reports.at(fixture.incident, position, at(114))).report.meaning.quotes).toHaveLength(1);
		await fixture.send('log.redact', { numbers: [position], why: 'op verzoek' }, carla);
		// The report as of a moment before the request hides them too.
		expect((await fixture.reports.at(fixture.incident, position, at(114))).report.meaning.quotes).toMatchObject([
			{ text: '…', speaker: '…' }
		]);
	});
});
