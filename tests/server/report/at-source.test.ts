import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ActionId, FindingId, PostId, QuoteId } from '$lib/domain/core/ids';
import { checksumOfReport } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { compareReports, entriesOf } from '$lib/report/compare';
import { writeReport } from '$lib/report/write/write-report';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { LiveFigureCache } from '$lib/server/out/partner/live-figure-cache';
import { Pages } from '$lib/server/out/partner/pages';
import { unpacked } from '$lib/server/out/partner/ready';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { frameOf } from '$lib/report/write/write-report';
import { Reports } from '$lib/server/read/report/reports';
import { cardsOf } from '$lib/server/read/queries/stories/cards';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import { changedOf, postsOf } from '$lib/server/read/queries/posts';
import { readNow } from '$lib/server/log/reading-context';
import { fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';
import { entryOf } from './zip-entry';

let database: FreshDatabase;
let fixture: IncidentFixture;
const sent = new Map<string, RawPost>();
const finding: Record<string, FindingId> = {};
const quotes = { unchanged: fresh(QuoteId), edited: fresh(QuoteId), gone: fresh(QuoteId) };

const reading = () => {
	const state = fixture.logs.state(fixture.incident);
	if (!state) throw new Error('not followed');
	return readNow(database.sql, fixture.incident, state);
};
const say = async (name: string, text: string, minute: number, to: Partial<RawPost> = {}) => {
	const post = fixture.post('mastodon', text, minute, to);
	sent.set(name, post);
	await fixture.deliver(post);
};
/** What the source reports about an existing post. */
const tell = async (name: string, to: Partial<RawPost>) => {
	const post = sent.get(name);
	if (post) await fixture.deliver({ ...post, ...to });
};
const idOf = async (name: string): Promise<PostId> => {
	const [row] = await database.sql`
		select id from post where incident_id = ${fixture.incident} and external_id = ${sent.get(name)?.externalId ?? ''}`;
	return PostId.parse(row?.['id']);
};
const version = () => {
	const found = fixture.logs.state(fixture.incident)?.versions.get(1);
	if (!found) throw new Error('nothing was released');
	return found;
};

/**
 * Everything that readers get of the released version, from a process that never saw it: its pages, and each file's
 * fingerprint.
 */
async function released(): Promise<Record<string, string>> {
	const reports = new Reports(database.sql, fixture.logs);
	const { sql } = database;
	const pages = new Pages(sql, fixture.logs, new LiveFigureCache(reports), null, 'http://localhost');
	const { state, incident } = reading();
	const open = { incident, state, at: `/r/${incident}`, link: null, figures: false, signals: false };
	const got: Record<string, string> = {};
	for (const language of languages) {
		const stored = await reports.released(incident, 1, language);
		if (!stored) throw new Error('nothing was kept');
		got[`${language} article`] = stored.article;
		got[`${language} content`] = JSON.stringify(stored.report);
		got[`${language} checksum`] = checksumOfReport(stored.report);
		await pages.names.load(incident);
		const page = await pages.report(open, language, 1, 'short');
		got[`${language} partner`] = page ? Buffer.from(unpacked(page)).toString() : '';
		const exported = exportedOf(stored.report, frameOf(version()), stored.article, language, wordsIn(language));
		for (const [extension, form] of exportKinds) {
			const file = Buffer.from(await form.write(exported));
			// A Word file contains the time it was written: its text is what counts.
			const rendered = extension.endsWith('docx') ? await entryOf(file, 'word/document.xml') : file;
			got[`${language} ${extension}`] = createHash('sha256').update(rendered).digest('hex');
		}
	}
	return got;
}
let before: Record<string, string> = {};

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	await say('unchanged', 'water; het smaakt naar metaal', 10);
	await say('edited', 'water; het ruikt naar benzine', 12);
	await say('gone', 'water; ik werd er ziek van', 14);
	await say('shared', 'water; ik werd er ziek van', 16, { shares: sent.get('gone')?.externalId ?? null });
	await say('alone', 'school; gaat de school dicht?', 20);
	await say('media', 'rook; liveblog over de brand', 21, {
		author: { externalId: 'omroep', handle: 'omroep', name: 'Omroep Waterveen', kind: 'media', followers: null }
	});
	await say('calm', 'hek; mensen kijken bij het hek', 22);
	finding['water'] = await fixture.raise('rumour.signal', 'Het water is vergiftigd', 'water');
	await fixture.send('story.markLookedAt', { story: await fixture.story('rook'), outcome: 'looked' });
	finding['school'] = await fixture.raise('need.raise', 'Gaat de school dicht?', 'school');
	finding['hek'] = await fixture.raise('behaviour.record', 'Mensen gaan kijken', 'hek', { effect: 'enlarges' });
	for (const name of ['unchanged', 'edited', 'gone'] as const)
		await fixture.send('quote.choose', {
			id: quotes[name],
			post: await idOf(name),
			text: `citaat ${name}`,
			speaker: 'een bewoner'
		});
	await fixture.write('brief', 'Mensen vertrouwen het water niet.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.send('action.record', {
		id: fresh(ActionId),
		channel: 'NL-Alert',
		text: 'Sluit ramen.',
		at: fixture.at(5)
	});
	await fixture.release(40);
	before = await released();
	await tell('edited', { text: 'water; het ruikt nergens naar' });
	await tell('gone', { text: '', deleted: true });
	await tell('alone', { text: '', deleted: true });
	await tell('media', { text: '', deleted: true });
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

test('a story says how many of its posts were edited or deleted at their source; a share counts with its original', async () => {
	const [card] = await cardsOf(reading(), [await fixture.story('water')]);
	expect(card).toMatchObject({ posts: 4, atSource: { edited: 1, gone: 2 } });
	const [other] = await cardsOf(reading(), [await fixture.story('hek')]);
	expect(other).toMatchObject({ atSource: { edited: 0, gone: 0 } });
});

test('a finding says so about its evidence, and also when all of it is deleted', async () => {
	const figures = new Map((await findingFigures(reading(), null)).map((row) => [row.finding, row]));
	expect(figures.get(finding['water'] ?? fresh(FindingId))).toMatchObject({
		posts: 4,
		atSource: { edited: 1, gone: 2 }
	});
	expect(figures.get(finding['school'] ?? fresh(FindingId))).toMatchObject({
		posts: 1,
		atSource: { edited: 0, gone: 1 }
	});
});

test('the earlier text is one step away, and deleted posts stay readable to the team', async () => {
	const of = { story: null, finding: null, post: null };
	const { posts } = await changedOf(reading(), { ...of, finding: finding['water'] ?? null });
	expect(
		posts.map(({ text, deleted, earlier }) => ({ text, deleted, before: earlier.map(({ text }) => text) }))
	).toEqual([
		{ text: 'water; ik werd er ziek van', deleted: true, before: ['water; ik werd er ziek van'] },
		{ text: 'water; ik werd er ziek van', deleted: true, before: ['water; ik werd er ziek van'] },
		{ text: 'water; het ruikt nergens naar', deleted: false, before: ['water; het ruikt naar benzine'] }
	]);
	expect((await changedOf(reading(), { ...of, post: await idOf('alone') })).posts).toHaveLength(1);
	expect((await changedOf(reading(), { ...of, story: await fixture.story('hek') })).posts).toHaveLength(0);
	expect((await changedOf(reading(), of)).posts).toHaveLength(5);
	expect((await postsOf(reading(), await fixture.story('hek'), null, 10)).posts[0]).toMatchObject({
		deleted: false,
		forgotten: false
	});
});

test('the live report marks it at each line and quote; the counts stay', async () => {
	const { report } = await fixture.reports.at(fixture.incident, fixture.position, fixture.at(40));
	expect(report.limitation.rumours[0]).toMatchObject({ posts: 4, atSource: { edited: 1, gone: 2 } });
	expect(report.information.needs[0]).toMatchObject({ posts: 1, atSource: { edited: 0, gone: 1 } });
	expect(report.limitation.behaviours[0]).not.toHaveProperty('atSource');
	expect(new Map(report.meaning.quotes.map(({ id, atSource }) => [id, atSource]))).toEqual(
		new Map([
			[quotes.unchanged, undefined],
			[quotes.edited, 'edited'],
			[quotes.gone, 'gone']
		])
	);
	expect(report.voices).toMatchObject([
		{ name: 'Omroep Waterveen', headline: 'rook; liveblog over de brand', gone: true }
	]);
	const rendered = JSON.stringify(writeReport(report, { ...frameOf(version()), released: null }, wordsIn('nl')));
	for (const words of [
		'2 berichten weg bij de bron, 1 bericht gewijzigd bij de bron',
		'alle berichten hierover zijn weg bij de bron',
		'het bericht is weg bij de bron',
		'het bericht is sindsdien gewijzigd bij de bron'
	])
		expect(rendered).toContain(words);
});

test('the released version stays as it was: its page, its checksum, what partners read and every file', async () => {
	const after = await released();
	expect(Object.keys(after)).toHaveLength(2 * (4 + exportKinds.size));
	for (const [name, was] of Object.entries(before)) expect(after[name], name).toBe(was);
	expect(before['nl article']).toContain('citaat gone');
	// The same position and moment still give it, whatever happened at the source since.
	const again = await new Reports(database.sql, fixture.logs).at(fixture.incident, version().position, fixture.at(40));
	expect(again.checksum).toBe(version().checksum);
});

test('a line of the released version shows what the posts said then, and what happened to them since', async () => {
	const behind = async (of: Parameters<Reports['behind']>[2]) =>
		(await fixture.reports.behind(fixture.incident, version(), of)).map(({ text, since, now }) => ({
			text,
			since,
			...(since === 'edited' && { now })
		}));
	expect(await behind({ finding: finding['water'] ?? fresh(FindingId) })).toEqual([
		{ text: 'water; ik werd er ziek van', since: 'gone' },
		{ text: 'water; ik werd er ziek van', since: 'gone' },
		{ text: 'water; het ruikt naar benzine', since: 'edited', now: 'water; het ruikt nergens naar' },
		{ text: 'water; het smaakt naar metaal', since: null }
	]);
	expect(await behind({ quote: quotes.edited })).toMatchObject([
		{ text: 'water; het ruikt naar benzine', since: 'edited' }
	]);
	expect(await behind({ finding: fresh(FindingId) })).toEqual([]);
});

test('next to the released version the draft shows what changed', async () => {
	const stored = await fixture.reports.content(fixture.incident, 1);
	const draft = await fixture.reports.at(fixture.incident, fixture.position, fixture.at(40));
	if (!stored) throw new Error('nothing was kept');
	const entries = (report: typeof stored) =>
		entriesOf(writeReport(report, { ...frameOf(version()), released: null }, wordsIn('nl')));
	const changed = compareReports(entries(stored), entries(draft.report)).flatMap((section) =>
		section.entries.flatMap((entry) => (entry.kind === 'changed' ? [entry.after.text] : []))
	);
	expect(changed.filter((text) => text.includes('bij de bron'))).toHaveLength(5);
});
