import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { SourceId } from '$lib/domain/core/ids';
import { plainLetters } from '$lib/domain/core/plain-letters';
import { visibleText } from '$lib/domain/core/texts/visible';
import { kindOfNew } from '$lib/domain/posts/author';
import { accountsIn } from '$lib/domain/posts/masking/details';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import { detailsIn, maskForOutside, maskText } from '$lib/domain/posts/masking/mask-text';
import { nothingPublic } from '$lib/domain/posts/masking/public-details';
import { compileProfile } from '$lib/domain/posts/search/match';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { literalRuns, searchedWords } from '$lib/domain/posts/search/quote-search';
import { readTexts } from '$lib/server/analysis/worker/text-analysis';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { cleanText } from '$lib/server/ingest/pipeline/clean-text';
import { headline } from '$lib/server/read/report/collect/voices';
import { handlesIn, sitesIn } from '$lib/server/read/report/history/pointers-in';
import { isOwn } from '$lib/server/read/queries/public-authors';
import { placeFigures } from '$lib/server/read/queries/stories/place-figures';
import { search } from '$lib/server/read/queries/stories/search';
import { dataAboutSender } from '$lib/server/records/retention/data-about-sender';
import { runs } from '../../long';
import { post, Stage } from '../stage';

/*
 * Invisible characters stay in posts and names, and nothing that compares, searches, masks or analyses them sees a
 * difference.
 */

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set(analysisHere);
});
afterAll(() => stage.strike());

const signs = ['\u200B', '\u00AD', '\u2060', '\uFEFF', '\u202E', '\u202C', '\u2066', '\u2069', '\u200E', '\u061C'];
const others = ['\u034F', '\u115F', '\u180E', '\u3164', '\uFFA0', '\uFE0F', '\u200C', '\u200D', '\u{E0061}'];
/** The text with invisible characters between its letters. */
const withInvisible = (text: string, at: (index: number) => string): string =>
	Array.from(text, (letter, index) => at(index) + letter).join('');

const known = new KnownNames(['Jan van Dam', 'Sanne de Wit']);
const profile = compileProfile({
	...emptyProfile,
	terms: ['rookwolk', 'giftige stof'],
	hashtags: ['brand'],
	places: ['Zuid']
});
/** Whatever reads the text of a post, with what it finds in it. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
	'search profile': (text) => profile.match({ text, author: null, lang: null }),
	'plain letters': plainLetters,
	'words of a quote': searchedWords,
	'runs of a quote': (text) => literalRuns('er komt een grote rookwolk over Zuid heen', text),
	'mask for everyone': (text) => visibleText(maskText(text, ['Jan van Dam'], ['Sanne de Wit'])),
	'mask for outside': (text) => visibleText(maskForOutside(text, nothingPublic)),
	'details named': (text) => detailsIn(text, nothingPublic),
	'known names': (text) => known.in(text),
	'language and calls for help': (text) => readTexts({ texts: [text], langs: [null] }),
	'headline of a medium': headline,
	'name of the organisation': (text) => isOwn(text, 'Gemeente Zuid'),
	'kind of the author': (text) =>
		kindOfNew({ handle: text, name: text, externalId: text }, 'x', [
			{ account: 'Gemeente Zuid', kind: 'organisation' }
		]),
	'accounts named': accountsIn
};
const texts = [
	'Er komt een grote rookwolk over Zuid heen, bel 06-12345678 of jan@voorbeeld.example',
	'Help! Wij zitten vast op de Havenweg 12, mijn moeder kan niet weg. Bel 112',
	'@buurvrouw Jan van Dam en Sanne de Wit zeggen: giftige stof #brand https://voorbeeld.example/brand',
	'NL91ABNA0417164300 is van meneer Jansen, kenteken 12-ABC-3',
	'Gemeente Zuid',
	'Yangın var, itfaiye nerede?',
	'حريق كبير في المدينة'
];

test.each(Object.entries(readers))('the %s reads a post as if invisible characters were absent', (_, read) => {
	for (const text of texts) {
		const expected = JSON.stringify(read(text));
		for (const sign of signs) expect(JSON.stringify(read(withInvisible(text, () => sign)))).toBe(expected);
	}
	fc.assert(
		fc.property(
			fc.constantFrom(...texts.slice(0, 5)),
			fc.array(fc.constantFrom('', '', ...signs, ...others), { minLength: 1, maxLength: 20 }),
			(text, inserted) => {
				const changed = cleanText(withInvisible(text, (index) => inserted[index % inserted.length] ?? ''));
				return JSON.stringify(read(changed)) === JSON.stringify(read(text));
			}
		),
		{ numRuns: runs(60, 600) }
	);
});

test('masking leaves a text unchanged when it contains no personal details', () => {
	const text = '\u200Fאש ב-\u200E112\u200E, \u202Eקומה\u202C';
	expect([maskText(text), maskForOutside(text, nothingPublic)]).toEqual([text, text]);
});

test('the database treats the same characters as invisible', async () => {
	const all = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
	const ignorable = all.filter((code) => /\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(code)));
	const rest = all.slice(1, 0x3000).filter((code) => !ignorable.includes(code));
	const textOf = (codes: readonly number[]): string => codes.map((code) => String.fromCodePoint(code)).join('');
	const [row] = await stage.sql<{ none: string; rest: string; joined: string }[]>`
		select public.visible_text(${textOf(ignorable)}) as none, public.visible_text(${textOf(rest)}) as rest,
			public.visible_text(${signs.join('a')}) as joined`;
	expect(row).toEqual({ none: '', rest: textOf(rest), joined: 'a'.repeat(signs.length - 1) });
});

test('a post is stored as it was written, is found, grouped and counted as if without them, and stored once', async () => {
	const { log, sources } = await stage.open('x');
	const source = SourceId.parse(sources[0]);
	const readable = 'Grote rookwolk boven Zuid, volgens @brandweer_zuid op https://nieuws.example/brand';
	const written = readable
		.replace('rookwolk', 'ro\u200Bok\u00ADwolk')
		.replace('@brand', '@br\u2060and')
		.replace('Zu', '\u202AZ\u202Cu');
	const author = { externalId: 'r1', handle: 'reiger\u200E', name: 'Reiger\u202E', followers: 3 };
	await stage.send(log, 'incident.setNeighbourhoods', { neighbourhoods: [{ name: 'Zuid', names: [] }] });
	const first = post(written, { externalId: 'een', author });
	const row = { alone: true, repeat: 0 };
	expect(await stage.ingest.ingest(log, source, [first])).toMatchObject({ stored: 1 });
	expect(await stage.ingest.ingest(log, source, [post(readable)])).toMatchObject({ stored: 1 });
	// Another export leaves them out, and the account is the same.
	for (const again of [
		first,
		post(readable, { externalId: 'een', author, row }),
		post(readable, { externalId: 'een' })
	])
		expect(await stage.ingest.ingest(log, source, [again])).toMatchObject({ stored: 0, edited: 0, known: 1 });
	const rows = await stage.sql<{ text: string; story: string; handles: string[]; sites: string[] }[]>`
		select text, story_id as story, ${handlesIn(stage.sql, stage.sql`text`)} as handles, ${sitesIn(stage.sql, stage.sql`text`)} as sites
		from post where incident_id = ${log} order by id`;
	expect(rows.map(({ text }) => text)).toEqual([written, readable]);
	expect(new Set(rows.map(({ story }) => story)).size).toBe(1);
	for (const { handles, sites } of rows) expect([handles, sites]).toEqual([['brandweer_zuid'], ['nieuws.example']]);
	expect(await stage.sql`select handle, name from author where incident_id = ${log} order by number limit 1`).toEqual([
		{ handle: 'reiger', name: 'Reiger\u202E' }
	]);
	const found = async (words: string): Promise<number> => {
		const wanted = {
			words,
			source: null,
			finding: null,
			emotion: null,
			attitude: null,
			lang: null,
			from: null,
			to: null
		};
		return (await search(stage.reading(log), wanted, null, 50)).ids.length;
	};
	for (const words of ['rookwolk', 'rookw', '"grote rookwolk boven"', 'ro\u200Bokwolk ', '@brandweer_zuid'])
		expect(await found(words), words).toBe(1);
	expect((await placeFigures(stage.reading(log))).places[0]?.posts).toBe(2);
	expect(await dataAboutSender(stage.sql, log, '@brandweer_zuid')).toMatchObject({ mentions: 2 });
	expect((await dataAboutSender(stage.sql, log, 'reiger')).senders).toHaveLength(1);
});
