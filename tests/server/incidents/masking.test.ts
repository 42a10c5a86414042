import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import {
	AgreementId,
	CommandId,
	FindingId,
	INSTALLATION,
	PostId,
	QuoteId,
	SavedSearchId,
	StoryId,
	TextId
} from '$lib/domain/core/ids';
import { isBeingMasked, isMasked } from '$lib/domain/incident/masking';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { connect } from '$lib/server/platform/database/connect';
import { Masking } from '$lib/server/records/retention/masking';
import { Leases } from '$lib/server/platform/database/leases';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { verifyLog } from '$lib/server/log/verify';
import { marks } from '$lib/domain/posts/masking/marks';
import { log } from '$lib/server/platform/operations/logger';
import { readNow } from '$lib/server/log/reading-context';
import { cardsOf } from '$lib/server/read/queries/stories/cards';
import { anna, carla, fresh, person, system } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { byTopic, IncidentFixture } from '../report/incident-fixture';
import { removeFolders } from '../archive/packed';
import { storedWords } from '../stored-words';
import { archiveOf, backupOf, exportsOfDraft, exportsOfReleased, filesWith } from './files-of';

/** Planted canaries by position and kind; each occurs only once. */
const canaries: Record<string, string> = {};
let planted = 0;
/** Personal details in words: an account, an address and two names, each of them unique. */
function personal(where: string): string {
	planted += 1;
	const letter = String.fromCodePoint(96 + planted);
	const found = {
		handle: `${letter}qhandlezz_${planted}`,
		mail: `${letter}qmailzzxx@post.example`,
		name: `${letter.toUpperCase()}qnaamzzxx`
	};
	for (const [kind, canary] of Object.entries(found)) canaries[`${where}: ${kind}`] = canary;
	return `van @${found.handle}, ${found.mail}, vraag mevrouw ${found.name} ernaar`;
}
function one(where: string, canary: string): string {
	canaries[where] = canary;
	return canary;
}

/** A detail for each mark that masking writes. */
const byMark: Readonly<Record<Exclude<keyof typeof marks, 'rest'>, string>> = {
	telephone: '0677788899',
	mail: 'zqmerk@post.example',
	iban: 'NL66ABNA0417164300',
	plate: '77-ZXS-9',
	citizen: '987654329',
	document: 'NPZ7Q8X94'
};

/** One story for each first word; the hint at a call for help has words of the post in it. */
const help = `zit vast, ${personal('help')}`;
const analysis: PostAnalysis = {
	...byTopic,
	read: ({ texts }) =>
		Promise.resolve(
			texts.map((text) => ({
				lang: 'nl',
				help: text.includes('zit vast') ? { method: 'words', version: 1, score: 1, reason: help } : null
			}))
		)
};

let database: FreshDatabase;
let fixture: IncidentFixture;
const [text, submitted, unapproved] = [fresh(TextId), fresh(TextId), fresh(TextId)];
const rumour = fresh(FindingId);
const official = 'Het water is veilig. Bel ons op 020 624 11 11 of mail info@waterveen.example.';
const wording = { channel: 'website', checksum: wordingChecksum('website', official) };
let firstPost: RawPost;
let position = 0;
let before: { counts: unknown; released: unknown; tables: unknown };
/** All that the program logs, at its most talkative. */
const logged: string[] = [];

const retention = (masking?: Masking) => fixture.retention(undefined, masking);
const incident = () => {
	const found = fixture.logs.state(fixture.incident)?.incident;
	if (!found) throw new Error('not followed');
	return found;
};
async function counts(): Promise<unknown> {
	const { report } = await fixture.reports.at(fixture.incident, position, fixture.at(40));
	const { posts, authors, copies, stories, looked, joined, unseen, languages, sources } = report.basis;
	return {
		posts,
		authors,
		copies,
		stories,
		looked,
		joined,
		unseen,
		languages,
		sources,
		needs: report.information.needs.length,
		emotions: report.meaning.emotions
	};
}
const released = () =>
	database.sql`select content, html_nl, html_en from report_version where incident_id = ${fixture.incident}`;
/** How many rows each table has that counts something. */
const tables = () => database.sql`
	select (select count(*) from post)::int as posts, (select count(*) from story)::int as stories, (select count(*) from post_version)::int as versions,
		(select count(distinct author) from post)::int as authors, (select count(*) from story_link)::int as links,
		(select sum(posts) from story_count)::int as counted, (select count(help) from story)::int as calls,
		(select count(*) from post p join post o on o.incident_id = p.incident_id and o.external_id = p.shares)::int as shares`;

beforeAll(async () => {
	const stream: unknown = Reflect.get(log, pino.symbols.streamSym);
	vi.spyOn(stream as { write: (line: string) => void }, 'write').mockImplementation((line) => void logged.push(line));
	log.level = 'trace';
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, {}, analysis);
	await fixture.executor.execute(
		INSTALLATION,
		{
			id: fresh(CommandId),
			type: 'installation.setUp',
			input: { organisation: 'Waterveen', administrator: person('administrator').id }
		},
		system,
		null
	);
	const author = {
		externalId: one('author: id', 'zqauteurnummer'),
		handle: one('author: handle', 'zqauteurhandle'),
		name: one('author: name', 'Zqvoornaam Zqachternaam'),
		followers: 12
	};
	firstPost = fixture.post('mastodon', `water; ${personal('text')}, groet Zqvoornaam`, 10, {
		externalId: one('post: id', 'zqberichtnummer'),
		url: one('post: address', 'https://netwerk.example/zqadres'),
		replyTo: one('post: answers', 'zqantwoordnummer'),
		media: [{ kind: 'picture', description: one('media', 'zqbeschrijving van Roos'), seconds: null }],
		matched: { accounts: [one('matched', 'zqtreffer@netwerk.example')], hashtags: [], places: [], terms: [] },
		author
	});
	await fixture.deliver(
		firstPost,
		fixture.post('mastodon', 'water; ik weet het niet', 12, {
			shares: firstPost.externalId,
			author: {
				...author,
				externalId: 'b',
				handle: one('sharer: handle', 'zrdelerhandle'),
				name: one('sharer: name', 'Zrnaam Zrdeler')
			}
		}),
		fixture.post('x', `school; hallo Zqvoornaam Zqachternaam, ${personal('other text')}`, 15),
		fixture.post('x', `brand; ${help}`, 16),
		...Array.from({ length: 30 }, (_, n) => fixture.post('x', `rook; bericht ${n}`, 20))
	);
	await fixture.deliver({ ...firstPost, text: `water; ${personal('later text')}` });
	const [row] = await database.sql<{ id: string }[]>`select id from post where external_id = ${firstPost.externalId}`;
	await fixture.send('quote.choose', {
		id: fresh(QuoteId),
		post: PostId.parse(row?.id),
		text: 'Zqachternaam (zqauteurhandle) zegt: vraag het @iemand',
		speaker: 'de buur van Zqvoornaam'
	});
	await fixture.write('brief', 'Mensen vertrouwen het water niet.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(40);
	const story = await fixture.story('water');
	await fixture.send('rumour.signal', {
		id: rumour,
		text: `Het water is vies ${personal('rumour')}`,
		offline: personal('offline'),
		seenIn: { story, stance: 'supports' }
	});
	await fixture.send('rumour.setVariants', { rumour, variants: ['Het water is groen', personal('variant')] });
	await fixture.send('story.setSentiment', { story, emotion: 'fear' });
	await fixture.raise('need.raise', `Gaat de school dicht? ${personal('need')}`, 'school');
	await fixture.raise('behaviour.record', `Mensen gaan kijken ${personal('behaviour')}`, 'brand', {
		effect: 'enlarges'
	});
	await fixture.raise('meaning.record', personal('meaning'), 'school', { theme: 'blame' });
	await fixture.send('agreement.make', { id: fresh(AgreementId), text: personal('agreement') });
	for (const [mark, canary] of Object.entries(byMark))
		await fixture.send('agreement.make', {
			id: fresh(AgreementId),
			text: `Noteer ${one(`mark: ${mark}`, canary)} voor morgen`
		});
	await fixture.send('search.save', {
		id: fresh(SavedSearchId),
		name: 'Zoek',
		query: { words: personal('search'), source: null, finding: null, lang: null, minutes: null }
	});
	const about = { kind: 'rumour', finding: rumour };
	await fixture.send('text.draft', {
		id: text,
		kind: 'holding',
		about,
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: personal('draft') }]
	});
	await fixture.send('text.draft', {
		id: submitted,
		kind: 'holding',
		about,
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: official }]
	});
	await fixture.send('text.submit', {
		text: submitted,
		variants: [wording],
		requestedFrom: null
	});
	await fixture.send('text.approve', { text: submitted, variants: [wording] }, anna);
	await fixture.send('text.draft', {
		id: unapproved,
		kind: 'holding',
		about,
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: `${official} Niet goedgekeurd.` }]
	});
	const notApproved = { channel: 'website', checksum: wordingChecksum('website', `${official} Niet goedgekeurd.`) };
	await fixture.send('text.submit', { text: unapproved, variants: [notApproved], requestedFrom: null });
	await fixture.write('brief', `Nog niet vrijgegeven: ${personal('report text')}`);
	position = fixture.position;
	before = { counts: await counts(), released: await released(), tables: await tables() };
	await fixture.send('incident.close', {}, carla);
});
afterAll(async () => {
	log.level = 'silent';
	vi.restoreAllMocks();
	await fixture.stop();
	await database.drop();
	await removeFolders();
});

test('fifty canaries are in the database before masking, and only the end of the term removes them', async () => {
	await database.sql`analyze`;
	expect(Object.keys(canaries).length).toBeGreaterThanOrEqual(50);
	expect(Object.keys(await storedWords(database.sql, canaries)).sort()).toEqual(Object.keys(canaries).sort());
	await retention().check();
	expect(incident().masked).toBeNull();
	// The readers of files find words, so that nothing found says something; a report has no personal details at any time.
	const files = await exportsOfDraft(fixture);
	expect(filesWith(files, Object.values(canaries))).toEqual({});
	expect(Object.keys(filesWith(files, ['Mensen gaan kijken', 'Gaat de school dicht', 'Het water is vies']))).toEqual(
		expect.arrayContaining(['pdf', 'full.pdf', 'docx', 'html', 'txt', 'lcms.txt', 'excel.csv', 'csv', 'json'])
	);
	expect(Object.keys(filesWith(await backupOf(fixture), Object.values(canaries)))).toEqual(
		expect.arrayContaining(['tables/author.copy', 'tables/event.copy', 'tables/post.copy', 'tables/post_version.copy'])
	);
});

test('an archive package made before the term has none of them either', async () => {
	const files = await archiveOf(fixture);
	expect(files.size).toBeGreaterThan(20);
	expect(filesWith(files, Object.values(canaries))).toEqual({});
});

test('masking that is stopped or loses its lock ends after its batch, and does not begin again where it already runs', async () => {
	await fixture.executor.execute(
		INSTALLATION,
		{ id: fresh(CommandId), type: 'installation.setRetention', input: { days: 0 } },
		person('administrator'),
		null
	);
	await retention().check();
	expect(incident().masked, 'a lowered term leaves a week to be warned').toBeNull();
	await fixture.send('incident.reopen', { why: 'Nog iets' }, carla);
	await fixture.send('incident.close', {}, carla);
	await retention().check();
	expect(incident().masked, 'without a term too').toBeNull();
	await fixture.pass(7);
	const done: string[] = [];
	const stopped: Masking = new Masking(database.sql, fixture.executor, fixture.locks, (step) => {
		done.push(step);
		stopped.stop();
	});
	await retention(stopped).check();
	expect(done).toEqual(['posts', 'posts']);
	done.length = 0;
	const lost = {
		take: (keys: readonly string[]) => Promise.resolve([...keys]),
		has: () => done.length < 3,
		release: () => Promise.resolve()
	};
	await new Masking(database.sql, fixture.executor, lost, (step) => done.push(step)).run(fixture.incident);
	expect(done).toEqual(['posts', 'posts', 'lines']);
	const other = new Leases(database.url, 'test other');
	expect(await other.take([`masking ${fixture.incident}`])).toHaveLength(1);
	await new Masking(database.sql, fixture.executor, fixture.locks, (step) => done.push(step)).run(fixture.incident);
	await other.end();
	expect(done).toHaveLength(3);
	expect(isBeingMasked(incident())).toBe(true);
});

test('when a process ends after any step or batch, the next continues to the end, on a single connection', async () => {
	const single = connect(database.url, { max: 1 });
	// The process ends once more each time, one point further.
	let ended = 0;
	for (let points = 1; !isMasked(incident()); points++) {
		let remaining = points;
		const dying = new Masking(single, fixture.executor, fixture.locks, (step) => {
			remaining -= 1;
			if (remaining === 0 && step !== 'finish') throw new Error('killed');
		});
		await retention(dying).check();
		if (!isMasked(incident())) {
			ended += 1;
			await expect(fixture.send('incident.reopen', { why: 'Nu' }, carla)).rejects.toMatchObject({
				code: 'retention.busy'
			});
		}
		expect(points).toBeLessThan(20);
	}
	await single.end({ timeout: 1 });
	expect(ended).toBeGreaterThanOrEqual(6);
	await retention().check();
	const done =
		await database.sql`select type, data from event where log_id = ${fixture.incident} and type like 'posts.mask%' order by seq`;
	expect(done).toMatchObject([
		{ type: 'posts.maskingStarted', data: { posts: 34, days: 0, why: 'retention.termOver' } },
		{ type: 'posts.masked', data: { posts: 34 } }
	]);
});

test('no canary is left in any table, index or statistic', async () => {
	expect(await storedWords(database.sql, canaries)).toEqual({});
});

test('a line with any of the marks keeps its other words', () => {
	const agreements = [...(fixture.logs.state(fixture.incident)?.agreements.values() ?? [])].map(({ text }) => text);
	for (const mark of Object.keys(byMark) as (keyof typeof byMark)[])
		expect(agreements, mark).toContain(`Noteer ${marks[mark]} voor morgen`);
});

test('the chain holds, and reveals a masked line that was changed afterwards', async () => {
	expect(await verifyLog(database.sql, fixture.incident)).toMatchObject({ ok: true, redacted: 0 });
	const changed = database.sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`; // else the table's trigger refuses it
		const [line] = await tx<{ seq: number }[]>`
			update event set data = data || '{"text": "Iets anders"}' where log_id = ${fixture.incident} and salt is null and type = 'need.raised' returning seq`;
		expect(await verifyLog(tx, fixture.incident)).toEqual({ ok: false, line: line?.seq, why: 'changed' });
		throw new Error('take it back');
	});
	await expect(changed).rejects.toThrow('take it back');
});

test('lines that say what was masked have no words to remove: the chain is checked with them', async () => {
	const lines = await database.sql<{ seq: number }[]>`
		select seq from event where log_id = ${fixture.incident} and (type = 'log.masked' or type like 'posts.mask%')`;
	expect(lines.length).toBeGreaterThanOrEqual(3);
	for (const { seq } of lines)
		await expect(fixture.send('log.redact', { numbers: [seq], why: 'Een rechter' }, carla)).rejects.toMatchObject({
			code: 'log.noWords'
		});
	expect(await verifyLog(database.sql, fixture.incident)).toMatchObject({ ok: true, redacted: 0 });
});

test('counts, paraphrases, official texts and released reports stay', async () => {
	await expect
		.poll(() => fixture.logs.state(fixture.incident)?.rumours.get(rumour)?.text)
		.toMatch(/^Het water is vies van @…, \[mail\]/);
	expect(await counts()).toEqual(before.counts);
	expect(await released()).toEqual(before.released);
	expect(await tables()).toEqual(before.tables);
	const state = fixture.logs.state(fixture.incident);
	expect(state?.rumours.get(rumour)).toMatchObject({
		variants: ['Het water is groen', expect.stringContaining('[mail]') as string]
	});
	expect(state?.texts.get(submitted)?.variants[0]?.text).toBe(official);
	expect(state?.texts.get(unapproved)?.variants[0]?.text).toBe(
		'Het water is veilig. Bel ons op [tel] of mail [mail]. Niet goedgekeurd.'
	);
	expect(state?.texts.get(text)?.variants[0]?.text).toContain('@…');
	expect([...(state?.quotes.values() ?? [])]).toMatchObject([
		{ text: '… (…) zegt: vraag het @…', speaker: 'de buur van …' }
	]);
	const [row] = await database.sql`select * from post where incident_id = ${fixture.incident} and text like 'school;%'`;
	expect(row).toMatchObject({
		text: expect.stringContaining('hallo …,') as string,
		masked: true,
		url: null,
		media: null
	});
	expect(row?.['external_id']).toMatch(/^sha256:/);
});

test('no canary is left in what the program still holds in memory, in a report made of it, or in the cards', async () => {
	const state = fixture.logs.state(fixture.incident);
	if (!state) throw new Error('not followed');
	const { report } = await fixture.reports.at(fixture.incident, fixture.position, fixture.at(60));
	const stories = await database.sql<{ id: string }[]>`select id from story where incident_id = ${fixture.incident}`;
	const cards = await cardsOf(
		readNow(database.sql, fixture.incident, state),
		stories.map(({ id }) => StoryId.parse(id))
	);
	const inMemory = JSON.stringify([
		...[report, cards],
		...[state.needs, state.rumours, state.behaviours, state.meanings, state.agreements, state.savedSearches].map(
			(rows) => [...rows.values()]
		),
		...[state.texts, state.quotes, state.reportTexts].map((rows) => [...rows.values()])
	]);
	expect(inMemory).toContain('Mensen gaan kijken');
	expect(Object.values(canaries).filter((canary) => inMemory.includes(canary))).toEqual([]);
});

test('no canary is left in the report as of any event before the masking', async () => {
	const { incident, reports } = fixture;
	const end = fixture.logs.seq(incident);
	for (let seq = 1; seq <= end; seq += 1) {
		const reportText = JSON.stringify(await reports.at(incident, seq, fixture.at(60)));
		expect(Object.values(canaries).filter((canary) => reportText.includes(canary))).toEqual([]);
	}
});

test('no canary is left in any file made of it: exports, the archive package, a back-up', async () => {
	const words = Object.values(canaries);
	const exports = await exportsOfDraft(fixture);
	expect(exports.get('csv')).toContain('Mensen gaan kijken');
	expect(filesWith(exports, words)).toEqual({});
	expect(filesWith(await exportsOfReleased(fixture), words)).toEqual({});
	const archive = await archiveOf(fixture);
	expect([...archive.values()].join('\n')).toContain('Mensen gaan kijken');
	expect(filesWith(archive, words)).toEqual({});
	expect(filesWith(await backupOf(fixture), words)).toEqual({});
});

test('no canary was ever in what the program logs', () => {
	const lines = logged.join('').toLowerCase();
	for (const action of ['quote.choose', 'rumour.signal', 'log.mask', 'posts.finishMasking'])
		expect(lines).toContain(`"${action.toLowerCase()}"`);
	expect(lines).toContain('killed');
	expect(Object.values(canaries).filter((canary) => lines.includes(canary.toLowerCase()))).toEqual([]);
});

test('after reopening nothing comes back, and a new term covers what came since', async () => {
	await fixture.send('incident.reopen', { why: 'Een correctie' }, carla);
	const again = fixture.post('mastodon', `nieuw; ${personal('after reopening')}`, 60);
	await fixture.deliver(firstPost, { ...firstPost, text: 'water; iets anders' }, again);
	expect(Object.keys(await storedWords(database.sql, canaries))).toEqual([
		'after reopening: handle',
		'after reopening: mail',
		'after reopening: name'
	]);
	await fixture.pass(1);
	await fixture.send('incident.close', {}, carla);
	expect(isMasked(incident())).toBe(false);
	await fixture.pass(7);
	await retention().check();
	expect(isMasked(incident())).toBe(true);
	expect(await storedWords(database.sql, canaries)).toEqual({});
	expect(await verifyLog(database.sql, fixture.incident)).toMatchObject({ ok: true });
});
