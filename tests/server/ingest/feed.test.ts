import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { pollFeed, type FeedResult, type FeedRequest } from '$lib/server/ingest/protocols/feed/feed';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { localServer, type LocalServer } from './local-server';

const now = Date.UTC(2026, 10, 20, 13, 0);
const fetch = guardedFetch({ allow: ['127.0.0.1/32'], milliseconds: 4_000 });
const servers: LocalServer[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.stop()));
});
type Reply = { status?: number; headers?: Record<string, string>; body?: string | Buffer };
/** Answers with what `reply` holds at that moment. */
async function feedOf(reply: Reply): Promise<LocalServer> {
	const server = await localServer((_, response) => {
		response
			.writeHead(reply.status ?? 200, { 'content-type': 'application/rss+xml', ...reply.headers })
			.end(reply.body ?? '');
	});
	servers.push(server);
	return server;
}
const poll = (server: LocalServer, more: Partial<FeedRequest> = {}): Promise<FeedResult> =>
	pollFeed({ address: `${server.origin}/rss`, cursor: null, fetch, now, random: () => 0.5, ...more });
async function pollOf(body: string | Buffer, headers: Record<string, string> = {}): Promise<FeedResult> {
	return poll(await feedOf({ body, headers }));
}
const rss = (items: string, head = ''): string =>
	`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Voorbeeldkrant</title><link>https://krant.example/</link>${head}${items}</channel></rss>`;
const item = (id: string, title: string): string =>
	`<item><guid isPermaLink="false">${id}</guid><title>${title}</title></item>`;
const texts = (result: FeedResult): string[] => result.posts.map(({ text }) => text);

describe('a feed item becomes a post', () => {
	test('RSS 2.0: text, time, address and language, with the medium as author', async () => {
		const server = await feedOf({
			body: rss(
				'<item><title>Grote brand op &#8216;De Kil&#8217;</title><link>/binnenland/1.html</link><description><![CDATA[De brandweer heeft opgeschaald naar <b>GRIP 1</b>. &quot;Sluit ramen&quot;.]]></description><pubDate>Fri, 20 Nov 2026 07:45:00 +0100</pubDate><guid isPermaLink="false">krant-1</guid><dc:creator>Jan de Wit</dc:creator></item>',
				'<language>nl-nl</language>'
			)
		});
		const { posts, problem } = await poll(server);
		expect(problem).toBeNull();
		expect(posts).toEqual([
			{
				externalId: 'krant-1',
				text: 'Grote brand op ‘De Kil’.\n\nDe brandweer heeft opgeschaald naar GRIP 1. "Sluit ramen".',
				publishedAt: '2026-11-20T06:45:00.000Z',
				author: {
					externalId: '127.0.0.1',
					handle: '127.0.0.1',
					name: 'Voorbeeldkrant',
					followers: null,
					isMedium: true
				},
				url: `${server.origin}/binnenland/1.html`,
				lang: 'nl',
				shares: null,
				replyTo: null,
				reach: null,
				row: { alone: true, repeat: 0, sameBy: 'text' },
				platform: 'news'
			}
		]);
		expect(() => RawPost.parse(posts[0])).not.toThrow();
	});
	test.each([
		[
			'RSS 0.91',
			'<rss version="0.91"><channel><title>T</title><language>nl</language><item><title>Kop</title><link>https://k.example/1</link><description>Tekst</description></item></channel></rss>'
		],
		[
			'RSS 0.92',
			'<rss version="0.92"><channel><title>T</title><item><title>Kop</title><description>Tekst</description><link>https://k.example/1</link></item></channel></rss>'
		],
		[
			'RSS 0.90 and RDF',
			'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item><title>Kop</title><link>https://k.example/1</link><description>Tekst</description></item></rdf:RDF>'
		],
		[
			'RSS 1.0',
			'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://k.example"><title>T</title></channel><item rdf:about="https://k.example/1"><title>Kop</title><link>https://k.example/1</link><description>Tekst</description></item></rdf:RDF>'
		],
		[
			'Atom 1.0',
			'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>https://k.example/1</id><title>Kop</title><link rel="self" href="x"/><link href="https://k.example/1"/><summary>Tekst</summary></entry></feed>'
		],
		[
			'Atom 0.3',
			'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry><id>https://k.example/1</id><title>Kop</title><link rel="alternate" href="https://k.example/1"/><summary>Tekst</summary></entry></feed>'
		],
		[
			'JSON Feed',
			'{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"https://k.example/1","url":"https://k.example/1","title":"Kop","content_html":"<p>Tekst</p>"}]}'
		],
		[
			'JSON Feed 1.0',
			'{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":"https://k.example/1","url":"https://k.example/1","title":"Kop","content_text":"Tekst"}]}'
		]
	])('of %s', async (_, body) => {
		const { posts, problem } = await pollOf(body);
		expect(problem).toBeNull();
		expect(posts.map(({ text, url, externalId, author }) => [text, url, externalId, author?.name])).toEqual([
			['Kop.\n\nTekst', 'https://k.example/1', 'https://k.example/1', 'T']
		]);
	});
	test('Atom says whether text is plain or HTML; links follow xml:base', async () => {
		const { posts } = await pollOf(
			'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl" xml:base="https://k.example/x/"><title type="html">De &lt;b&gt;krant&lt;/b&gt;</title><entry xml:base="y/"><id>1</id><title>1 &lt; 2 &lt;b&gt;</title><link href="z"/><content type="html">&lt;p&gt;een&lt;/p&gt;&lt;p&gt;twee&lt;/p&gt;</content><updated>2026-11-20T07:45:00+01:00</updated></entry></feed>'
		);
		expect(posts[0]).toMatchObject({
			text: '1 < 2 <b>.\n\neen\n\ntwee',
			url: 'https://k.example/x/y/z',
			publishedAt: '2026-11-20T06:45:00.000Z',
			lang: 'nl'
		});
		expect(posts[0]?.author?.name).toBe('De krant');
	});
	test('media come from enclosures and Media RSS, each picture once; a feed that names none leaves them unknown', async () => {
		const ns = '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title>';
		const { posts } = await pollOf(
			`${ns}<item><title>Een</title><enclosure url="https://k.example/a.mp3" type="audio/mpeg" length="9"/></item>
			<item><title>Twee</title>
				<media:content url="https://k.example/a-400.jpg" medium="image"><media:description>Bruin &lt;b&gt;water&lt;/b&gt;</media:description></media:content>
				<media:content url="https://k.example/a-800.jpg" medium="image"><media:description>Bruin &lt;b&gt;water&lt;/b&gt;</media:description></media:content>
				<media:group><media:content url="https://k.example/b.mp4" type="video/mp4" duration="21"/><media:content url="https://k.example/b.webm" type="video/webm" duration="21"/></media:group></item>
			<item><title>Drie</title><media:thumbnail url="https://k.example/c.jpg"/></item>
			<item><title>Vier</title></item></channel></rss>`
		);
		expect(posts.map(({ media }) => media)).toEqual([
			[{ kind: 'sound', description: null, seconds: null }],
			[
				{ kind: 'picture', description: 'Bruin water', seconds: null },
				{ kind: 'video', description: null, seconds: 21 }
			],
			[{ kind: 'picture', description: null, seconds: null }],
			undefined
		]);
		const atom = await pollOf(
			'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id><title>Een</title><link rel="enclosure" href="https://k.example/plan.pdf" type="application/pdf" title="Vluchtplan"/></entry></feed>'
		);
		expect(atom.posts[0]?.media).toEqual([{ kind: 'file', description: 'Vluchtplan', seconds: null }]);
		const json = await pollOf(
			JSON.stringify({
				version: 'https://jsonfeed.org/version/1.1',
				title: 'T',
				items: [
					{
						id: '1',
						content_text: 'Een',
						image: 'https://k.example/a',
						attachments: [{ url: 'https://k.example/b.mp4', mime_type: 'video/mp4', duration_in_seconds: 5 }]
					}
				]
			})
		);
		expect(json.posts[0]?.media).toEqual([
			{ kind: 'video', description: null, seconds: 5 },
			{ kind: 'picture', description: null, seconds: null }
		]);
	});
	test('HTML in a title becomes text and scripts are removed; what only looks like HTML stays', async () => {
		const result = await pollOf(
			rss(
				item('1', '&lt;b&gt;Brand&lt;/b&gt; &amp;amp; rook&lt;script&gt;alert(1)&lt;/script&gt;') +
					item('2', '1 &lt; 2') +
					item('3', '<![CDATA[<em>Nieuw</em>: Tom &amp; Jip]]>')
			)
		);
		expect(texts(result)).toEqual(['Brand & rook', '1 < 2', 'Nieuw: Tom & Jip']);
	});
	test.each([
		['Brand &amp;amp; rook', 'Brand & rook'],
		['Brand &amp;amp;amp; rook', 'Brand & rook'],
		['&amp;lt;b&amp;gt;Brand&amp;lt;/b&amp;gt; in Zuid', 'Brand in Zuid'],
		['Zo&amp;amp;#8217;n brand', 'Zo’n brand'],
		['&amp;amp;quot;Brand&amp;amp;quot;', '"Brand"'],
		['Eerste&amp;lt;br/&amp;gt;tweede', 'Eerste\ntweede'],
		['<![CDATA[Brand &amp;amp; rook]]>', 'Brand & rook'],
		['A&amp;B en R&amp;D', 'A&B en R&D'],
		['1 &lt; 2 &amp; 3 &gt; 2', '1 < 2 & 3 > 2'],
		['Code x&lt;y', 'Code x<y']
	])('a title that was escaped twice: %s', async (title, text) => {
		expect(texts(await pollOf(rss(item('1', title))))).toEqual([text]);
	});
	test.each([
		['xml:base of the feed', ' xml:base="https://k.example/x/"', '', 'y', 'https://k.example/x/y'],
		['xml:base of the item', ' xml:base="https://k.example/x/"', ' xml:base="z/"', 'y', 'https://k.example/x/z/y'],
		['a whole address', ' xml:base="https://k.example/x/"', '', 'https://a.example/1', 'https://a.example/1'],
		['from the root', ' xml:base="https://k.example/x/"', '', '/y', 'https://k.example/y'],
		['without a scheme', ' xml:base="https://k.example/x/"', '', '//a.example/y', 'https://a.example/y'],
		['a base that is no address', ' xml:base="javascript:x"', '', 'https://a.example/1', 'https://a.example/1']
	])('links in RSS follow %s', async (_, feedBase, itemBase, link, url) => {
		const feed = `<rss version="2.0"${feedBase}><channel><title>T</title><item${itemBase}><title>Brand</title><link>${link}</link></item></channel></rss>`;
		expect((await pollOf(feed)).posts.map((post) => post.url)).toEqual([url]);
	});
	test.each([
		[
			'<title>Brand</title><media:group><media:description>Rook boven Zuid</media:description></media:group>',
			'Brand.\n\nRook boven Zuid'
		],
		['<media:title>Brand</media:title><media:description>Rook</media:description>', 'Brand.\n\nRook'],
		[
			'<title>Brand</title><description>Vuur</description><media:description>Rook</media:description>',
			'Brand.\n\nVuur'
		],
		['<title>Brand</title><content:encoded>&lt;p&gt;Heel verhaal&lt;/p&gt;</content:encoded>', 'Brand.\n\nHeel verhaal']
	])('the text of %s', async (words, text) => {
		const feed = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item>${words}</item></channel></rss>`;
		expect(texts(await pollOf(feed))).toEqual([text]);
	});
	test('a summary that begins with the title does not repeat the title', async () => {
		expect(
			texts(await pollOf(rss('<item><title>Brand</title><description>Brand in Zuid.</description></item>')))
		).toEqual(['Brand in Zuid.']);
	});
	test('without an id the address is the id, without an address the content is; without a date there is none', async () => {
		const { posts } = await pollOf(
			rss(
				'<item><title>a</title><link>https://k.example/a</link></item><item><title>b</title></item><item><title>c</title></item>'
			)
		);
		expect(posts.map(({ externalId }) => externalId)).toEqual([
			'https://k.example/a',
			expect.stringMatching(/^sha256:/),
			expect.stringMatching(/^sha256:/)
		]);
		expect(new Set(posts.map(({ externalId }) => externalId)).size).toBe(3);
		expect(posts.every(({ publishedAt }) => publishedAt === null)).toBe(true);
	});
	test('dates are read in every format that sites use; a date in the future is accepted here and judged when it is stored', async () => {
		const dated = (date: string): string => `<item><title>${date}</title><pubDate>${date}</pubDate></item>`;
		const { posts } = await pollOf(
			rss(
				[
					'Fri, 20 Nov 2026 07:45:00 CET',
					'2026-11-20T07:45:00+01:00',
					'20-11-2026 07:45',
					'vr, 20 nov 2026 07:45:00 +0100',
					'Sat, 20 Nov 2027 06:45:00 GMT',
					'gisteren'
				]
					.map(dated)
					.join('')
			)
		);
		expect(posts.map(({ publishedAt }) => publishedAt)).toEqual([
			...Array.from({ length: 4 }, () => '2026-11-20T06:45:00.000Z'),
			'2027-11-20T06:45:00.000Z',
			null
		]);
	});
	test('addresses that are not web links are left out', async () => {
		const { posts } = await pollOf(
			rss('<item><guid>javascript:alert(1)</guid><title>a</title><link>javascript:alert(1)</link></item>')
		);
		expect(posts[0]?.url).toBeNull();
	});
});

describe('an item that was read before', () => {
	test('is requested with the conditions that the server gave, and not read again', async () => {
		const reply: Reply = {
			body: rss(item('1', 'een')),
			headers: { ETag: 'W/"v1"', 'Last-Modified': 'Fri, 20 Nov 2026 12:00:00 GMT' }
		};
		const server = await feedOf(reply);
		const first = await poll(server);
		expect(server.requests[0]?.headers['if-none-match']).toBeUndefined();
		Object.assign(reply, { status: 304, body: '' });
		const second = await poll(server, { cursor: JSON.parse(JSON.stringify(first.cursor)) });
		expect([server.requests[1]?.headers['if-none-match'], server.requests[1]?.headers['if-modified-since']]).toEqual([
			'W/"v1"',
			'Fri, 20 Nov 2026 12:00:00 GMT'
		]);
		expect(second).toMatchObject({ posts: [], problem: null, cursor: first.cursor, next: 60_000 });
	});
	test('is returned once, and again when its text changed: same id, later version', async () => {
		const reply: Reply = { body: rss(item('1', 'een') + item('2', 'twee')) };
		const server = await feedOf(reply);
		const first = await poll(server);
		expect(texts(first)).toEqual(['een', 'twee']);
		expect(texts(await poll(server, { cursor: first.cursor }))).toEqual([]);
		reply.body = rss(item('3', 'drie') + item('1', 'een, verbeterd') + item('2', 'twee'));
		const third = await poll(server, { cursor: first.cursor });
		expect(third.posts.map(({ externalId, text }) => [externalId, text])).toEqual([
			['3', 'drie'],
			['1', 'een, verbeterd']
		]);
		expect(texts(await poll(server, { cursor: third.cursor }))).toEqual([]);
	});
	test('may have any id, also the name of a property that every object has', async () => {
		expect(
			texts(await pollOf(rss(item('constructor', 'een') + item('__proto__', 'twee') + item('toString', 'drie'))))
		).toEqual(['een', 'twee', 'drie']);
	});
	test('is read from the beginning again after a cursor that makes no sense', async () => {
		expect(
			texts(await poll(await feedOf({ body: rss(item('1', 'een')) }), { cursor: { seen: 7, etag: 'a\nb' } }))
		).toEqual(['een']);
	});
	test('a condition that cannot be sent is not kept', async () => {
		const server = await feedOf({ body: rss(item('1', 'een')), headers: { ETag: `"${'x'.repeat(2_000)}"` } });
		expect((await poll(server)).cursor.etag).toBeNull();
	});
});

test.each([
	'<!DOCTYPE rss>',
	'<!-- x --><!DOCTYPE rss SYSTEM "http://127.0.0.1/x">',
	'<!DOCTYPE rss PUBLIC "-//X" "x.dtd">'
])('a document type that declares nothing is skipped: %s', async (doctype) => {
	const body = `${doctype}<rss version="2.0"><channel><title>x</title>${item('1', 'een')}</channel></rss>`;
	expect(texts(await pollOf(body))).toEqual(['een']);
});

describe('items that share an id', () => {
	const dated = (minute: number, text: string): string =>
		`<item><guid isPermaLink="false">liveblog</guid><title>${text}</title><pubDate>Fri, 20 Nov 2026 14:${String(minute)}:00 +0100</pubDate></item>`;
	test('are a post each in a liveblog, and only the new ones when it grows', async () => {
		const reply: Reply = { body: rss(dated(10, 'een') + dated(11, 'twee')) };
		const server = await feedOf(reply);
		const first = await poll(server);
		expect(first.posts.map(({ text, row }) => [text, row?.alone])).toEqual([
			['een', true],
			['twee', true]
		]);
		reply.body = rss(dated(12, 'drie') + dated(11, 'twee') + dated(10, 'een'));
		expect(texts(await poll(server, { cursor: first.cursor }))).toEqual(['drie']);
	});
	test('and have the same time are not edits of each other', async () => {
		const result = await pollOf(rss(dated(10, 'een') + dated(10, 'twee')));
		expect(result.posts.map(({ text, row }) => [text, row?.alone])).toEqual([
			['een', false],
			['twee', false]
		]);
	});
});

describe('the author is the person who wrote it, not the site that passed it on', () => {
	const collected =
		'<item><title>Grote brand aan de haven - RTV Voorbeeld</title><link>https://news.google.com/rss/articles/1</link><guid>1</guid><description>&lt;a href="https://news.google.com/rss/articles/1"&gt;Grote brand aan de haven&lt;/a&gt;&amp;nbsp;&lt;font&gt;RTV Voorbeeld&lt;/font&gt;</description><source url="https://www.rtv.example">RTV Voorbeeld</source></item>';
	test('news from an aggregator: the medium of the item, and the headline once', async () => {
		const { posts } = await pollOf(rss(collected));
		expect(posts).toMatchObject([
			{
				text: 'Grote brand aan de haven',
				url: 'https://news.google.com/rss/articles/1',
				author: { externalId: 'rtv.example', name: 'RTV Voorbeeld' }
			}
		]);
	});
	test('a forum: the person, without a kind', async () => {
		const body = rss('<item><guid>1</guid><title>Rook</title><dc:creator>/u/marloes</dc:creator></item>');
		const { posts } = await poll(await feedOf({ body }), { platform: 'forum' });
		expect(posts[0]?.author).toEqual({ externalId: 'marloes', handle: 'marloes', name: 'marloes', followers: null });
	});
	test.skipIf(!existsSync('../shared/data/cases'))('the shared cases', async () => {
		const file = (name: string): string => readFileSync(`../shared/data/cases/${name}`, 'utf8');
		expect((await pollOf(file('20-feed-one-guid/01-same-guid.xml'))).posts).toHaveLength(5);
		const news = (await pollOf(file('22-google-news/03-google-news.xml'))).posts;
		expect(news.map(({ author, text }) => [author?.name, text])).toEqual([
			['RTV Noord', 'Grote brand in loods aan de haven'],
			['AD.nl', 'Loodsbrand: ramen en deuren dicht']
		]);
	});
});

describe('when a feed is requested again', () => {
	test('after a minute; later when a cache would give the same answer, at most five minutes', async () => {
		expect((await pollOf(rss(''))).next).toBe(60_000);
		expect((await pollOf(rss(''), { 'cache-control': 'public, max-age=120' })).next).toBe(120_000);
		expect((await pollOf(rss(''), { 'cache-control': 'max-age=86400' })).next).toBe(300_000);
	});
	test('varied by up to ten percent, so that not all feeds are requested at once', async () => {
		const server = await feedOf({ body: rss('') });
		expect((await poll(server, { random: () => 0 })).next).toBe(54_000);
		expect((await poll(server, { random: () => 0.999_999 })).next).toBe(66_000);
	});
	test('twice as late after each failure, up to fifteen minutes, and after the usual time when it works again', async () => {
		const reply: Reply = { status: 500 };
		const server = await feedOf(reply);
		let cursor: unknown = null;
		const waits: number[] = [];
		for (let n = 0; n < 6; n++) {
			const result = await poll(server, { cursor });
			expect(result).toMatchObject({ posts: [], problem: { code: 'status', status: 500 } });
			({ cursor } = result);
			waits.push(result.next / 60_000);
		}
		expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
		Object.assign(reply, { status: 200, body: rss(item('1', 'een')) });
		expect(await poll(server, { cursor })).toMatchObject({ next: 60_000, problem: null, cursor: { failures: 0 } });
	});
	test('a failure does not forget what was read', async () => {
		const reply: Reply = { body: rss(item('1', 'een')), headers: { etag: '"1"' } };
		const server = await feedOf(reply);
		const { cursor } = await poll(server);
		Object.assign(reply, { status: 503 });
		expect((await poll(server, { cursor })).cursor).toEqual({ ...cursor, failures: 1 });
	});
	test.each([
		['120', 120_000],
		['Fri, 20 Nov 2026 13:30:00 GMT', 1_800_000],
		['5', 60_000],
		['99999999', 86_400_000],
		['Fri, 20 Nov 2020 13:30:00 GMT', 60_000],
		['soon', 60_000]
	])('no sooner than Retry-After: %s', async (header, next) => {
		const server = await feedOf({ status: 429, headers: { 'Retry-After': header } });
		expect(await poll(server)).toMatchObject({ next, problem: { code: 'status', status: 429 } });
	});
	test('a feed that moved is followed', async () => {
		const there = await feedOf({ body: rss(item('1', 'een')) });
		const server = await feedOf({ status: 301, headers: { location: `${there.origin}/new` } });
		expect(texts(await poll(server))).toEqual(['een']);
	});
	test('a server that never answers is reported as a problem after a timeout', async () => {
		const server = await localServer(() => undefined);
		servers.push(server);
		const result = await poll(server, { fetch: guardedFetch({ allow: ['127.0.0.1/32'], milliseconds: 100 }) });
		expect(result).toMatchObject({ problem: { code: 'timeout', status: null }, next: 60_000 });
	});
	test('an address that may not be requested is a problem too', async () => {
		const server = await feedOf({ body: rss('') });
		expect((await poll(server, { fetch: guardedFetch() })).problem?.code).toBe('inner');
	});
});

describe('encodings', () => {
	const title = 'Café “De Één” – 5 €';
	const latin = Buffer.from(
		Array.from(title, (letter) => ({ '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 })[letter] ?? letter.charCodeAt(0))
	);
	const around = (declaration: string, text: Buffer): Buffer =>
		Buffer.concat([
			Buffer.from(`${declaration}<rss version="2.0"><channel><item><title>`),
			text,
			Buffer.from('</title></item></channel></rss>')
		]);
	const wide = (bom: boolean): Buffer =>
		Buffer.from(
			`${bom ? '\ufeff' : ''}<?xml version="1.0" encoding="UTF-16"?><rss version="2.0"><channel><item><title>${title}</title></item></channel></rss>`,
			'utf16le'
		);
	test.each<[string, Buffer, string]>([
		['UTF-8', around('<?xml version="1.0"?>', Buffer.from(title)), ''],
		['UTF-8 with a byte order mark', Buffer.concat([Buffer.from('\ufeff'), around('', Buffer.from(title))]), ''],
		[
			'UTF-8 that says it is Latin 1',
			around('<?xml version="1.0" encoding="iso-8859-1"?>', Buffer.from(title)),
			'charset=iso-8859-1'
		],
		['Windows-1252 by its declaration', around('<?xml version="1.0" encoding="windows-1252"?>', latin), ''],
		['Windows-1252 that calls itself ISO-8859-1', around("<?xml version='1.0' encoding='ISO-8859-1'?>", latin), ''],
		['Windows-1252 by its header', around('', latin), 'charset="windows-1252"'],
		['Windows-1252 that says nothing', around('', latin), ''],
		['Windows-1252 that says it is UTF-8', around('<?xml version="1.0" encoding="utf-8"?>', latin), 'charset=utf-8'],
		['UTF-16, little end first, marked', wide(true), ''],
		['UTF-16, little end first, unmarked', wide(false), ''],
		['UTF-16, big end first', wide(true).swap16(), '']
	])('%s', async (_, body, charset) => {
		expect(texts(await pollOf(body, { 'content-type': `text/xml; ${charset}` }))).toEqual([title]);
	});
	test('one broken byte in UTF-8 costs one letter, not the feed', async () => {
		const body = Buffer.concat([
			Buffer.from(rss('<item><title>één brånd ')),
			Buffer.from([0xff]),
			Buffer.from('</title></item>')
		]);
		expect(texts(await pollOf(body))).toEqual(['één brånd \ufffd']);
	});
});

describe('what is no feed, or is made to do harm, is refused', () => {
	test.each<[string, string, FeedResult['problem']]>([
		[
			'an HTML page',
			'<!DOCTYPE html><html><head><title>Inloggen</title></head></html>',
			{ code: 'html', status: null }
		],
		['an HTML page without a type', '<html lang="nl"><body>x</body></html>', { code: 'html', status: null }],
		['nothing', ' \n', { code: 'empty', status: null }],
		['other JSON', '{"error":"x"}', { code: 'unreadable', status: null }],
		[
			'JSON that was cut',
			'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1",',
			{ code: 'unreadable', status: null }
		],
		['text', 'Too many requests', { code: 'unreadable', status: null }],
		[
			'an entity bomb',
			'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><rss version="2.0"><channel><title>&lol2;</title></channel></rss>',
			{ code: 'doctype', status: null }
		],
		[
			'an external entity',
			'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>',
			{ code: 'doctype', status: null }
		],
		[
			'tags without bottom',
			`<rss version="2.0"><channel>${'<a>'.repeat(300_000)}`,
			{ code: 'unreadable', status: null }
		],
		[
			'a reserved name',
			rss('<item><title>x</title><__proto__><polluted>1</polluted></__proto__></item>'),
			{ code: 'unreadable', status: null }
		]
	])('%s', async (_, body, problem) => {
		expect(await pollOf(body)).toMatchObject({ posts: [], problem });
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
	test('a document type inside quoted text is ordinary text', async () => {
		expect(
			(await pollOf(rss('<item><title>a</title><description><![CDATA[<!DOCTYPE html><p>x</p>]]></description></item>')))
				.problem
		).toBeNull();
	});
	test('of a truncated feed the complete items are read and the rest is counted', async () => {
		const whole = rss(item('1', 'een') + item('2', 'twee'));
		const result = await pollOf(whole.slice(0, whole.indexOf('twee') + 2));
		expect(texts(result)).toEqual(['een']);
		expect(result.skipped).toEqual({ count: 1, reasons: { cut: 1 } });
	});
	test('items without text, and the same item twice, are skipped and counted', async () => {
		const result = await pollOf(
			rss(
				item('1', 'een') +
					item('1', 'een') +
					'<item><guid>leeg</guid></item><item><guid>ook leeg</guid><title> </title></item>'
			)
		);
		expect(texts(result)).toEqual(['een']);
		expect(result.skipped).toEqual({ count: 3, reasons: { double: 1, empty: 2 } });
	});
	test('of a hundred thousand items the first thousand are read and the rest is counted', async () => {
		const items = Array.from({ length: 100_000 }, (_, n) => `<item><title>${n}</title></item>`);
		// Time enough, also on a busy machine: it is the count that is tested.
		const result = await poll(await feedOf({ body: rss(items.join('')) }), { limits: { milliseconds: 60_000 } });
		expect(result.posts).toHaveLength(1_000);
		expect(result.skipped).toEqual({ count: 99_000, reasons: { tooMany: 99_000 } });
	});
	test('millions of character references are read in another thread, and not for long', async () => {
		const server = await feedOf({ body: rss(`<item><title>${'&#65;'.repeat(1_000_000)}</title></item>`) });
		let beats = 0;
		const beat = setInterval(() => beats++, 5);
		const result = await poll(server);
		clearInterval(beat);
		expect(texts(result)[0]).toMatch(/^A{9000,}.* \[…\]$/);
		expect(beats).toBeGreaterThan(10);
		expect((await poll(server, { limits: { milliseconds: 1 } })).problem).toEqual({ code: 'tooSlow', status: null });
	});
	test('one item of fifty megabytes is refused', async () => {
		const server = await localServer((_, response) => {
			response.writeHead(200).write('<rss version="2.0"><channel><item><title>');
			const part = Buffer.alloc(1_000_000, 'x');
			let left = 50;
			const more = (): void => {
				while (left-- > 0 && !response.destroyed) if (!response.write(part)) return;
				response.end('</title></item></channel></rss>');
			};
			response.on('drain', more);
			more();
		});
		servers.push(server);
		expect(await poll(server)).toMatchObject({ posts: [], problem: { code: 'tooLarge', status: null } });
	});
	test('one item of four megabytes becomes a post of normal length', async () => {
		const result = await pollOf(rss(item('1', 'lang '.repeat(800_000))));
		expect(result.posts[0]?.text.length).toBeLessThanOrEqual(10_000);
	});
});
