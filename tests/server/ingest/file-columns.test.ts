import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ColumnMapping } from '$lib/domain/posts/entry/file-import';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { bytes, lines, postsOf } from './file-rows';

describe('a file with our own column names', () => {
	const file = lines(
		'id,date,time,text,title,url,author,handle,platform,reach,lang',
		'7,20-11-2026,14:03,"Rook, veel rook",Brand,https://a.example/7,Jan de Wit,@jan,x,1.234,nl'
	);
	test('becomes posts', async () => {
		expect(await postsOf(file)).toEqual([
			{
				externalId: '7',
				text: 'Brand\n\nRook, veel rook',
				publishedAt: '2026-11-20T13:03:00.000Z',
				author: { externalId: 'jan', handle: 'jan', name: 'Jan de Wit', followers: null },
				url: 'https://a.example/7',
				lang: 'nl',
				shares: null,
				replyTo: null,
				reach: 1_234,
				platform: 'x'
			}
		]);
	});
	test('has certain columns, and shows what they contain', async () => {
		const found = await preview(file);
		expect(found.columns.map(({ name, takenAs, sure }) => [name, takenAs, sure])).toEqual([
			['id', 'id', true],
			['date', 'date', true],
			['time', 'time', true],
			['text', 'text', true],
			['title', 'title', true],
			['url', 'url', true],
			['author', 'author', true],
			['handle', 'handle', true],
			['platform', 'source', true],
			['reach', 'reach', true],
			['lang', 'lang', true]
		]);
		expect(found).toMatchObject({ encoding: 'utf-8', separator: ',', rows: 1, problems: [] });
		expect(found.columns[3]?.samples).toEqual(['Rook, veel rook']);
		expect(() => ColumnMapping.parse(found.mapping)).not.toThrow();
	});
});

describe('columns of exports', () => {
	const header =
		'Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Country,Subregion,State,City,Language,Reach,Desktop Reach,Mobile Reach,Twitter Social Echo,Facebook Social Echo,Reddit Social Echo,Earned Traffic,National Viewership,AVE,Sentiment,Key Phrases,Input Name,Keywords,Document Tags,Engagement,Hashtags,Views,Estimated Views,Custom Categories';
	test('of Meltwater are known by name: hit sentence before opening text, sentiment ignored', async () => {
		const row = (values: Record<string, string>): string =>
			header
				.split(',')
				.map((name) => values[name] ?? '')
				.join(',');
		const file = lines(
			header,
			row({
				Date: '20-Nov-2026 02:03PM',
				Headline: 'Grote brand',
				URL: 'https://ad.example/1',
				'Opening Text': 'Opening',
				'Hit Sentence': 'Treffer',
				Source: 'AD.nl',
				Language: 'Dutch',
				Reach: '250000',
				Sentiment: 'Negative'
			}),
			row({
				Date: '21-Nov-2026 02:03AM',
				'Opening Text': 'Alleen opening',
				Source: 'Twitter',
				Influencer: 'jan',
				Language: 'nl'
			})
		);
		const found = await preview(file);
		const takenAs = new Map(found.columns.map(({ name, takenAs }) => [name, takenAs]));
		expect(
			['Date', 'Headline', 'URL', 'Source', 'Influencer', 'Language', 'Reach'].map((name) => takenAs.get(name))
		).toEqual(['date', 'title', 'url', 'source', 'author', 'lang', 'reach']);
		expect(['Sentiment', 'Desktop Reach', 'Views', 'AVE', 'Engagement'].map((name) => takenAs.get(name))).toEqual([
			null,
			null,
			null,
			null,
			null
		]);
		const posts = await postsOf(file);
		expect(
			posts.map(({ text, platform, lang, reach, author }) => [text, platform, lang, reach, author?.name, author?.kind])
		).toEqual([
			['Grote brand\n\nTreffer\n\nOpening', 'news', 'nl', 250_000, 'AD.nl', undefined],
			['Alleen opening', 'x', 'nl', null, 'jan', undefined]
		]);
	});
	test('are all recognised as in the published description', async () => {
		const real = new URL('../shared/data/fixtures/exports/meltwater-header.csv', `file://${process.cwd()}/`);
		let file: Buffer;
		try {
			file = readFileSync(real);
		} catch {
			file = bytes(header);
		}
		const found = await preview(file);
		expect(found.rows).toBe(0);
		expect(found.mapping.columns).toMatchObject({
			date: [0],
			title: [1],
			url: [2],
			text: [4, 3],
			source: [5],
			reach: [12]
		});
	});
	test('in Dutch, with a semicolon and decimal commas', async () => {
		const file = lines(
			'Datum;Tijd;Bron;Auteur;Bericht;Bereik;Taal',
			'20 nov 2026;14.03 uur;Twitter;@Buurt_Zuid;"Veel rook; sluit ramen";1,2 mln;Nederlands',
			'1-7-2026;09:05;Facebook;;Warm;12.345,0;'
		);
		expect(
			(await postsOf(file)).map(({ publishedAt, platform, author, text, reach, lang }) => [
				publishedAt,
				platform,
				author?.handle,
				text,
				reach,
				lang
			])
		).toEqual([
			['2026-11-20T13:03:00.000Z', 'x', 'Buurt_Zuid', 'Veel rook; sluit ramen', 1_200_000, 'nl'],
			['2026-07-01T07:05:00.000Z', 'facebook', undefined, 'Warm', 12_345, null]
		]);
	});
	test('that are unknown are recognised by their content, marked as uncertain, for a person to check', async () => {
		const file = lines('kol1,kol2,kol3', '20-11-2026 14:03,"Een lange zin over de brand in Zuid",https://a.example/1');
		const found = await preview(file);
		expect(found.columns.map(({ takenAs, sure }) => [takenAs, sure])).toEqual([
			['date', false],
			['text', false],
			['url', false]
		]);
		expect(await postsOf(file)).toHaveLength(1);
	});
	test('whose name and content differ are marked as uncertain', async () => {
		const found = await preview(lines('date,text', 'gisteren,een', 'morgen,twee'));
		expect(found.columns.map(({ takenAs, sure }) => [takenAs, sure])).toEqual([
			['date', false],
			['text', true]
		]);
	});
	test('are chosen once, and the choice is remembered for every file with the same columns', async () => {
		const [one, two] = [lines('a,b,c', 'x,Eerste bericht,9'), lines('A, b ,C', 'y,Tweede bericht,8')];
		expect((await preview(one)).columnSet).toBe((await preview(two)).columnSet);
		expect((await preview(lines('a,b', 'x,y'))).columnSet).not.toBe((await preview(one)).columnSet);
		const chosen: Partial<ColumnMapping> = { columns: { text: [1], id: [2], handle: [0] }, platform: 'forum' };
		expect(
			(await postsOf(one, chosen)).map(({ text, externalId, author, platform }) => [
				text,
				externalId,
				author?.handle,
				platform
			])
		).toEqual([['Eerste bericht', '9', 'x', 'forum']]);
	});
	test('without names are numbered, and nothing is lost', async () => {
		const found = await preview(
			lines('20-11-2026 14:03,Eerste bericht over de brand in Zuid', '20-11-2026 14:04,Tweede bericht over de brand')
		);
		expect(found).toMatchObject({ rows: 2, mapping: { header: false } });
		expect(found.columns.map(({ name }) => name)).toEqual(['', '']);
	});
});
