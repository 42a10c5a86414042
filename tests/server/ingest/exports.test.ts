import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { lines, postsOf } from './file-rows';

const briefly = async (file: Uint8Array) =>
	(await postsOf(file)).map(({ text, publishedAt, platform, author }) => [
		text,
		publishedAt?.slice(0, 16) ?? null,
		platform,
		author?.handle ?? null
	]);

describe('a kind of source is no author, and an address on a network is never news', () => {
	const row = (source: string, url: string) =>
		lines('source_type,url,published,content,author', `${source},${url},2026-11-20 14:03:00,Rook boven de haven,`);
	test.each([
		['SOCIALMEDIA_TWITTER', 'https://x.com/a/status/1', 'x', null],
		['SOCIALMEDIA_FACEBOOK', 'https://www.facebook.com/1/posts/2', 'facebook', null],
		['SOCIALMEDIA_INSTAGRAM', 'https://www.instagram.com/p/1', 'instagram', null],
		['SOCIALMEDIA_REDDIT', 'https://www.reddit.com/r/a/1', 'forum', null],
		['SOCIALMEDIA_BLUESKY', '', 'bluesky', null],
		['SOCIALMEDIA', 'https://x.com/a/status/1', 'x', null],
		['MESSAGEBOARD_REVIEW', 'https://www.tiktok.com/@a/video/1', 'tiktok', null],
		['social-facebook', 'https://www.facebook.com/1/posts/2', 'facebook', null],
		['ONLINENEWS_NEWSPAPER', 'https://omroep.example/1', 'news', 'omroep.example'],
		['ONLINENEWS_OTHER', 'https://omroep.example/1', 'news', 'omroep.example'],
		['online news', 'https://omroep.example/1', 'news', 'omroep.example'],
		['Sociaal kanaal', 'https://x.com/a/status/1', 'x', null],
		['Omroep Proef', 'https://omroep.example/1', 'news', 'Omroep Proef']
	])('%s at %s is on %s', async (source, url, platform, author) => {
		const [post] = await postsOf(row(source, url));
		expect([post?.platform, post?.author?.name ?? null]).toEqual([platform, author]);
	});
});

describe('an error value of a spreadsheet is no text, author or moment', () => {
	const errors = [
		...['#NAME?', '#NAAM?', '#NOM?', '#VALUE!', '#WAARDE!', '#WERT!', '#REF!', '#VERW!', '#DIV/0!', '#DEEL/0!'],
		...[
			'#NUM!',
			'#GETAL!',
			'#NULL!',
			'#LEEG!',
			'#SPILL!',
			'#OVERLOOP!',
			'#N/A',
			'#N/B',
			'#NV',
			'#CALC!',
			'########',
			'Err:508'
		]
	];
	test.each(errors)('%s', async (error) => {
		const file = lines(
			'datum;auteur;bericht',
			`20-11-2026 14:03;Marloes;${error}`,
			`20-11-2026 14:05;${error};Is de rook gevaarlijk voor kinderen?`,
			`${error};Ali;De weg is afgesloten bij de brug`
		);
		expect((await preview(file)).problems).toContainEqual({ code: 'errorValues', rows: 3, first: 2 });
		expect(
			(await postsOf(file)).map(({ text, author, publishedAt }) => [text, author?.name ?? null, publishedAt !== null])
		).toEqual([
			['Is de rook gevaarlijk voor kinderen?', null, true],
			['De weg is afgesloten bij de brug', 'Ali', false]
		]);
	});
	test.each(['#name', '#value', '#connect', '# 1', '#NAME? is wat Excel toont', '##', 'Err: 508 meldingen'])(
		'%s is what a person wrote',
		async (text) => {
			expect(
				(await postsOf(lines('datum;auteur;bericht', `20-11-2026 14:03;Marloes;${text}`))).map((post) => post.text)
			).toEqual([text]);
		}
	);
});

const CASES = '../shared/data/cases';
test.skipIf(!existsSync(CASES))(
	'the failing inputs with error values and of Talkwalker read as their notes say',
	async () => {
		for (const name of ['03a-excel-errors.xlsx', '03b-excel-errors.csv']) {
			const file = readFileSync(`${CASES}/35-excel-error-cells/${name}`);
			expect(
				(await preview(file)).problems.map(({ code }) => code),
				name
			).toContain('errorValues');
			for (const { text, author } of await postsOf(file))
				expect(`${text} ${author?.name ?? ''}`, name).not.toContain('#');
		}
		const talkwalker = await postsOf(readFileSync(`${CASES}/37-talkwalker-people/05a-talkwalker.csv`));
		expect(talkwalker.map(({ platform, author }) => [platform, author?.name, author?.handle])).toEqual([
			['x', 'Marloes Proef', 'marloes_proef'],
			['news', 'omroep.example', 'omroep.example'],
			['facebook', 'Joep Proef', 'Joep Proef']
		]);
	}
);

describe('columns as monitoring services and archives call them', () => {
	test.each([
		[
			'a title beside the text, date and time apart, kinds of sites (Dutch)',
			[
				'datum;tijd;url;sentiment;type;auteur;volgers;bericht id;titel;bericht tekst',
				'20-11-2026;14:03:00;https://twitter.com/a/status/1;neutraal;microblog;marloes;312;11;Buurt Zuid;Is het water veilig?',
				'20-11-2026;14:05:00;https://www.facebook.com/g/3;negatief;sociaal netwerk;Joep;0;12;;Niemand reageert',
				'20-11-2026;14:09:00;https://www.rtv.example/4;neutraal;nieuws;RTV;0;13;Grote brand;Bij een loods woedt brand.'
			],
			[
				['Buurt Zuid\n\nIs het water veilig?', '2026-11-20T13:03', 'x', 'marloes'],
				['Niemand reageert', '2026-11-20T13:05', 'facebook', 'Joep'],
				['Grote brand\n\nBij een loods woedt brand.', '2026-11-20T13:09', 'news', 'RTV']
			]
		],
		[
			'seconds since 1970 beside a time without zone',
			[
				'id,author,body,timestamp,unix_timestamp,tiktok_url',
				'1,marloes,Is het water veilig?,2026-11-20 13:03:12,1795179792,https://www.tiktok.com/@m/video/1'
			],
			[['Is het water veilig?', '2026-11-20T13:03', 'tiktok', 'marloes']]
		],
		[
			'a name of a column with its zone',
			['Date (UTC);Author;Text', '2026-11-20 13:03:12;marloes;Is het water veilig?'],
			[['Is het water veilig?', '2026-11-20T13:03', 'other', 'marloes']]
		],
		[
			'a period in UTC above the table',
			[
				'Report:,Brand',
				'From:,Fri Nov 20 00:00:00 UTC 2026',
				'To:,Sat Nov 21 00:00:00 UTC 2026',
				'Query Name,Date,Title,Url,Domain,Page Type,Author,Full Text',
				'Brand,2026-11-20 13:03:12.0,,https://twitter.com/a/status/1,twitter.com,twitter,marloes,Is het water veilig?'
			],
			[['Is het water veilig?', '2026-11-20T13:03', 'x', 'marloes']]
		],
		[
			'when a page was made before when the post was',
			[
				'Page Name,User Name,Page Created,Followers at Posting,Post Created,URL,Message',
				'Buurt,buurt,2012-03-04 09:00:00,1200,2026-11-20 08:03:12 EST,https://www.facebook.com/1/posts/1,Is het water veilig?'
			],
			[['Is het water veilig?', '2026-11-20T13:03', 'facebook', 'buurt']]
		],
		[
			'a network, a sender and followers (English)',
			[
				'Social Network,Sender Screen Name,Sender Followers Count,Created Time,Permalink,Message',
				'Instagram,marloes,12,11/20/2026 2:03 PM,https://www.instagram.com/p/1,Is het water veilig?'
			],
			[['Is het water veilig?', '2026-11-20T13:03', 'instagram', 'marloes']]
		],
		[
			'a program to post with as the source',
			[
				'created_at,source,user,full_text',
				'Fri Nov 20 13:03:00 +0000 2026,Twitter for iPhone,marloes,Is het water veilig?'
			],
			[['Is het water veilig?', '2026-11-20T13:03', 'x', 'marloes']]
		],
		[
			'seconds since 1970 as only date',
			['author,created_utc,selftext,permalink', 'marloes,1795179792,Is het water veilig?,https://www.reddit.com/r/a/1'],
			[['Is het water veilig?', '2026-11-20T13:03', 'forum', 'marloes']]
		],
		[
			'a kind of post that is called type',
			['Type,Posted At,Account Name,Caption', 'Photo,2026-11-20T14:03:00+01:00,Buurt Zuid,Is het water veilig?'],
			[['Is het water veilig?', '2026-11-20T13:03', 'other', 'Buurt Zuid']]
		],
		[
			'a date that cannot be read',
			['datum;auteur;bericht', 'ergens in november;marloes;Is het water veilig?'],
			[['Is het water veilig?', null, 'other', 'marloes']]
		]
	])('%s', async (_, rows, expected) => {
		expect(await briefly(lines(...rows))).toEqual(expected);
	});
});

describe('the separator is found in spite of broken rows', () => {
	test.each([';', ',', '\t', '|'])('%j', async (separator) => {
		const row = (n: number, text: string): string =>
			[`20-11-2026 14:${String(n)}`, `auteur${String(n)}`, text, `https://x.example/${String(n)}`].join(separator);
		const file = lines(
			['datum', 'auteur', 'tekst', 'url'].join(separator),
			...Array.from({ length: 40 }, (_, at) =>
				row(at + 10, at === 22 ? '"Nooit gesloten' : 'Brand en rook. Ramen dicht')
			)
		);
		const found = await preview(file);
		expect(found.separator).toBe(separator);
		expect(found.problems).toEqual([{ code: 'brokenRows', rows: 1, first: 24 }]);
		expect(await postsOf(file)).toHaveLength(39);
	});
});

test('dates that a spreadsheet converted only in part are reported', async () => {
	const codes = async (...dates: string[]) =>
		(await preview(lines('datum;tekst', ...dates.map((date) => `${date};Brand`)))).problems.map(({ code }) => code);
	expect(await codes('11/20/2026 14:03', '2026-04-11 14:03:00')).toContain('dateConverted');
	expect(await codes('11/20/2026 14:03', '4-11-2026 14:03')).toContain('dateConverted');
	expect(await codes('20-11-2026 14:03', '21-11-2026 14:03')).toEqual([]);
	expect(await codes('2026-11-20 14:03', '2026-11-21 14:03')).toEqual([]);
});

test('the first dates are shown as they are written in the file', async () => {
	const found = await preview(
		lines('datum;tijd;tekst', '20-11-2026;14:03;een', '20-11-2026;14:03;twee', ';;drie', '21-11-2026;9:05;vier')
	);
	expect(found.examples).toEqual([
		{ date: '20-11-2026', time: '14:03' },
		{ date: '21-11-2026', time: '9:05' }
	]);
});

describe.skipIf(!existsSync('../shared/data/cases'))('the shared cases', () => {
	const file = (name: string): Buffer => readFileSync(`../shared/data/cases/${name}`);
	test('text next to a title', async () => {
		expect(
			(await briefly(file('02-coosto-text-skipped/01-coosto.csv'))).map(([text, , platform]) => [text, platform])
		).toEqual([
			[expect.stringContaining('Ruiken jullie'), 'x'],
			[expect.stringContaining('Niemand van de gemeente'), 'facebook'],
			[expect.stringContaining('Bij een loods'), 'news']
		]);
	});
	test('an unclosed quote costs one row', async () => {
		const found = await preview(file('12-unclosed-quote/01-semicolon-unclosed.csv'));
		expect([found.separator, found.problems.map(({ code, rows }) => [code, rows])]).toEqual([';', [['brokenRows', 1]]]);
	});
	test.each(['05-brandwatch.csv', '07-4cat-tiktok.csv', '14-tz-column.csv'])('UTC: %s', async (name) => {
		expect((await briefly(file(`14-utc-export/${name}`)))[0]?.[1]).toBe('2026-11-20T13:03');
	});
	test('the time is that of the post, not of its page', async () => {
		expect((await briefly(file('15-crowdtangle-page-created/06-crowdtangle.csv'))).map(([, at]) => at)).toEqual([
			'2026-11-20T13:03',
			'2026-11-20T13:09'
		]);
	});
	test('a column that mixes text and real dates is reported', async () => {
		const found = await preview(file('16-half-converted-dates/04-half-converted-dates.xlsx'));
		expect(found.problems.map(({ code }) => code)).toContain('dateConverted');
	});
});
