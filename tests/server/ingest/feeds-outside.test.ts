import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kindOfNew } from '$lib/domain/posts/author';
import { htmlToText } from '$lib/server/ingest/pipeline/html-text';
import { cleanText } from '$lib/server/ingest/pipeline/clean-text';
import { pollFeed, type FeedResult } from '$lib/server/ingest/protocols/feed/feed';
import type { FetchResponse } from '$lib/server/platform/net/guarded-fetch';

/*
 * Feeds as programs outside give them: networks, communities, collectors and the sites of media. All texts are our own.
 */

/** Reads a document as the program does, as the answer of this address. */
function poll(
	address: string,
	body: string,
	more: Partial<FetchResponse> & { cursor?: unknown } = {}
): Promise<FeedResult> {
	const answer = { status: 200, headers: new Map<string, string>(), body: Buffer.from(body), address, ...more };
	return pollFeed({
		address,
		cursor: more.cursor ?? null,
		fetch: () => Promise.resolve(answer),
		now: Date.UTC(2026, 10, 28),
		random: () => 0.5
	});
}
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
interface Item {
	readonly title?: string;
	readonly link?: string;
	readonly guid?: string;
	/** HTML. */
	readonly text?: string;
	readonly by?: string;
	readonly at?: string;
	/** Other elements. */
	readonly more?: string;
}
const item = ({ title, link, guid, text, by, at, more = '' }: Item): string =>
	`<item>${title === undefined ? '' : `<title>${escaped(title)}</title>`}${link ? `<link>${escaped(link)}</link>` : ''}${
		guid ? `<guid isPermaLink="false">${escaped(guid)}</guid>` : ''
	}${text === undefined ? '' : `<description>${escaped(text)}</description>`}${by ? `<dc:creator>${escaped(by)}</dc:creator>` : ''}${
		at ? `<pubDate>${at}</pubDate>` : ''
	}${more}</item>`;
const rss = (title: string, link: string | null, items: readonly Item[], more = ''): string =>
	`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>${escaped(title)}</title>${
		link ? `<link>${escaped(link)}</link>` : ''
	}${more}${items.map(item).join('')}</channel></rss>`;
const made = (generator: string): string => `<generator>${generator}</generator>`;
const atom = (title: string, more: string, entry: string): string =>
	`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>${title}</title>${more}<entry>${entry}</entry></feed>`;

const withEmpty = [
	'iframe',
	'video',
	'audio',
	'script',
	'style',
	'object',
	'embed',
	'canvas',
	'select',
	'noscript',
	'template',
	'svg',
	'math',
	'textarea',
	'title'
];
describe('words after an element that closes itself are kept', () => {
	test.each(withEmpty)('<%s/> in XHTML, in HTML and in RSS', async (name) => {
		const words = `<p>Eerst.</p><${name} class="x"/><p>Dan de school.</p>`;
		const xhtml = atom(
			'T',
			'',
			`<id>1</id><title>K</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${words}</div></content>`
		);
		const html = atom('T', '', `<id>1</id><title>K</title><content type="html">${escaped(words)}</content>`);
		const quoted = rss('T', null, [{ title: 'K', more: `<description><![CDATA[${words}]]></description>` }]);
		const bare = rss('T', null, [{ title: 'K', more: `<description>${words}</description>` }]);
		const coded = rss('T', null, [
			{
				title: 'K',
				more: `<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[${words}]]></content:encoded>`
			}
		]);
		const json = JSON.stringify({
			version: 'https://jsonfeed.org/version/1.1',
			title: 'T',
			items: [{ id: '1', title: 'K', content_html: words }]
		});
		for (const body of [xhtml, html, quoted, bare, coded, json])
			expect((await poll('https://a.example/', body)).posts.map(({ text }) => text)).toEqual([
				'K.\n\nEerst.\n\nDan de school.'
			]);
	});
	test.each([
		['a script that has an end', 'a<script src="x" />geheim()</script>b', 'ab'],
		['two, of which one has an end', 'a<iframe/>b<iframe src="x"></iframe>c', 'abc'],
		['an end tag right behind it', 'a<iframe src="x" /></iframe>b<iframe src="y" />c', 'abc'],
		['one within another', 'a<object><object data="x"/></object>b', 'ab'],
		['in capitals', 'a<IFRAME SRC="x"/>b', 'ab'],
		['an address that ends in a slash', 'a<iframe src=https://x.example/>b', 'ab'],
		['over several lines', 'a<video\n src="x"\n/>b', 'ab'],
		['many', 'a<iframe/>b<script/>c<style/>d', 'abcd'],
		['an element that HTML hides', 'a<style>p{}</style>b<video>kan niet</video>c', 'abc'],
		['a script that closes none', 'a<script>x', 'a']
	])('HTML: %s', (_, html, text) => {
		expect(cleanText(htmlToText(html))).toBe(text);
	});
	test('XHTML: an element within one of its name', () => {
		expect(
			cleanText(htmlToText('a<svg><svg/></svg>b<object><object/><p/></object>c', undefined, { isXml: true }))
		).toBe('abc');
	});
});

/** The platform, the author and the text of each post, and `>` before what is a share. */
const read = ({ posts }: FeedResult) =>
	posts.map(
		({ platform, author, text, shares }) =>
			`${shares ? '> ' : ''}${platform} ${author?.name ?? '-'} (${author?.handle ?? '-'}): ${text}`
	);

const NETWORK_FEEDS: readonly (readonly [string, string, string, readonly string[]])[] = [
	[
		'Mastodon, an account',
		'https://sociaal.example/@kade.rss',
		rss('Buurt De Kade', 'https://sociaal.example/@kade', [
			{ link: 'https://sociaal.example/@kade/114000000000000001', text: '<p>Ramen dicht in de Kade</p>' }
		]),
		['mastodon Buurt De Kade (kade@sociaal.example): Ramen dicht in de Kade']
	],
	[
		'Mastodon, a hashtag',
		'https://sociaal.example/tags/rook.rss',
		rss('#rook', 'https://sociaal.example/tags/rook', [
			{ link: 'https://ergens.example/@piet/114000000000000002', text: '<p>Sirenes bij ons #rook</p>' }
		]),
		['mastodon piet@ergens.example (piet@ergens.example): Sirenes bij ons #rook']
	],
	[
		'Mastodon by an older program',
		'https://sociaal.example/users/kade.atom',
		atom(
			'Kade',
			'<link rel="alternate" href="https://sociaal.example/@kade"/>',
			'<id>1</id><title>New status by kade</title><link href="https://sociaal.example/users/kade/statuses/114000000000000003"/><author><name>kade</name></author><content type="html">&lt;p&gt;Het stinkt hier&lt;/p&gt;</content>'
		),
		['mastodon kade (kade@sociaal.example): Het stinkt hier']
	],
	[
		'Bluesky',
		'https://bsky.app/profile/did:plc:a/rss',
		rss('@mien.example - Mien Dobbe', 'https://bsky.app/profile/mien.example', [
			{
				link: 'https://bsky.app/profile/mien.example/post/3k',
				guid: 'at://did:plc:a/app.bsky.feed.post/3k',
				text: 'Brug staat open\n\n[contains quote post or other embedded content]'
			}
		]),
		['bluesky Mien Dobbe (mien.example): Brug staat open']
	],
	[
		'Nitter, a share and an answer',
		'https://vogel.example/kade/rss',
		rss('De Kade / @kade', 'https://vogel.example/kade', [
			{
				title: 'RT by @kade: Wie heeft mijn hond gezien?',
				by: '@sjaan',
				link: 'https://vogel.example/sjaan/status/1859000000000000002#m',
				text: '<p>Wie heeft mijn hond gezien?</p>'
			},
			{
				title: 'R to @sjaan: Bel de dierenambulance',
				by: '@kade',
				link: 'https://vogel.example/kade/status/1859000000000000003#m',
				text: '<p>Bel de dierenambulance</p>'
			}
		]),
		[
			'x sjaan (sjaan): Wie heeft mijn hond gezien?',
			'> x De Kade (kade): Wie heeft mijn hond gezien?',
			'x De Kade (kade): Bel de dierenambulance'
		]
	],
	[
		'RSSHub, X',
		'https://hub.example/twitter/user/kade',
		rss(
			'Twitter @De Kade',
			'https://x.com/kade',
			[
				{
					title: 'RT Sjaan: Niet langs de brug rijden',
					by: 'De Kade',
					link: 'https://x.com/kade/status/1859000000000000004',
					text: 'RT <a href="https://x.com/sjaan">Sjaan</a>: Niet langs de brug rijden'
				}
			],
			made('RSSHub')
		),
		['x Sjaan (Sjaan): Niet langs de brug rijden', '> x De Kade (kade): Niet langs de brug rijden']
	],
	[
		'RSSHub, a channel of Telegram',
		'https://rsshub.app/telegram/channel/kade',
		rss(
			'Kade Actueel - Telegram Channel',
			'https://t.me/s/kade',
			[
				{
					title: '🖼 Rookwolk boven de Kade, blijf binnen',
					by: 'Kade Actueel',
					link: 'https://t.me/kade/12',
					text: '<p>Rookwolk boven de Kade, blijf binnen</p>'
				}
			],
			made('RSSHub')
		),
		['other Kade Actueel (kade): Rookwolk boven de Kade, blijf binnen']
	],
	[
		'RSS-Bridge, Facebook',
		'https://brug.example/?bridge=Facebook',
		atom(
			'Wijkraad - Facebook Bridge',
			'<generator>RSS-Bridge</generator><link rel="alternate" href="https://www.facebook.com/wijkraad"/>',
			'<id>https://www.facebook.com/wijkraad/posts/1</id><title>Wijkraad: Vanavond is er koffie in de…</title><link href="https://www.facebook.com/wijkraad/posts/1"/><author><name>Wijkraad</name></author><content type="html">&lt;p&gt;Vanavond is er koffie in de kantine.&lt;/p&gt;</content>'
		),
		['facebook Wijkraad (wijkraad): Vanavond is er koffie in de kantine.']
	],
	[
		'RSS-Bridge, Instagram',
		'https://brug.example/?bridge=Instagram',
		atom(
			'Instagram Bridge',
			'<generator>RSS-Bridge</generator>',
			'<id>2</id><title>Foto van de rook</title><link href="https://www.instagram.com/p/AbC/"/><author><name>@mien.foto</name></author><content type="html">Foto van de rook</content>'
		),
		['instagram mien.foto (mien.foto): Foto van de rook']
	],
	[
		'YouTube',
		'https://www.youtube.com/feeds/videos.xml?channel_id=1',
		atom(
			'Kade TV',
			'<link rel="alternate" href="https://www.youtube.com/channel/1"/>',
			'<id>yt:video:a</id><title>Brand in de loods</title><link rel="alternate" href="https://www.youtube.com/watch?v=a"/><author><name>Kade TV</name></author><media:group><media:title>Brand in de loods</media:title><media:description>Opnames van vanmiddag</media:description></media:group>'
		),
		['other Kade TV (Kade TV): Brand in de loods.\n\nOpnames van vanmiddag']
	],
	[
		'PeerTube',
		'https://tube.example/feeds/videos.xml',
		rss('Kade op film', 'https://tube.example', [
			{
				title: 'Bluswerk',
				by: 'Kade op film',
				link: 'https://tube.example/w/hq1eAbCdEfGhJkLmNpQrSt',
				text: 'Drie kwartier bluswerk'
			}
		]),
		['other Kade op film (Kade op film): Bluswerk.\n\nDrie kwartier bluswerk']
	],
	[
		'Pixelfed',
		'https://pix.example/users/mien.atom',
		atom(
			'mien on Pixelfed',
			'<link rel="alternate" href="https://pix.example/mien"/>',
			'<id>3</id><title>No caption</title><link href="https://pix.example/p/mien/600000000000000001"/><author><name>mien</name></author><content type="html">Vlammen gezien vanaf de dijk</content>'
		),
		['other mien (mien@pix.example): Vlammen gezien vanaf de dijk']
	],
	[
		'Reddit',
		'https://www.reddit.com/r/kade/.rss',
		atom(
			'Kade',
			'<link rel="alternate" href="https://www.reddit.com/r/kade/"/>',
			'<author><name>/u/piet_k</name></author><id>t3_1</id><title>Stroom weg?</title><link href="https://www.reddit.com/r/kade/comments/1/a/"/><content type="html">&lt;div&gt;&lt;p&gt;Hele straat donker.&lt;/p&gt;&lt;/div&gt; &amp;#32; submitted by &amp;#32; &lt;a href="https://www.reddit.com/user/piet_k"&gt; /u/piet_k &lt;/a&gt; &lt;br/&gt; &lt;span&gt;&lt;a href="https://a.example/"&gt;[link]&lt;/a&gt;&lt;/span&gt; &amp;#32; &lt;span&gt;&lt;a href="https://a.example/"&gt;[comments]&lt;/a&gt;&lt;/span&gt;</content>'
		),
		['forum piet_k (piet_k): Stroom weg?\n\nHele straat donker.']
	],
	[
		'Lemmy',
		'https://lem.example/feeds/c/kade.xml',
		rss('Kade - lem', 'https://lem.example/c/kade', [
			{
				title: 'Pont vaart niet',
				by: 'https://lem.example/u/piet',
				link: 'https://krant.example/pont',
				text: 'submitted by <a href="https://lem.example/u/piet">piet</a> to <a href="https://lem.example/c/kade">kade</a><br>15 points | <a href="https://lem.example/post/1">3 comments</a><br><a href="https://krant.example/pont">https://krant.example/pont</a><p>Omrijden dus</p>',
				more: '<comments>https://lem.example/post/1</comments>'
			}
		]),
		['forum piet (piet@lem.example): Pont vaart niet.\n\nOmrijden dus']
	],
	[
		'Discourse',
		'https://praat.example/latest.rss',
		rss('Praat mee', 'https://praat.example/latest', [
			{
				title: 'Weer stank',
				by: '@piet Piet Kok',
				link: 'https://praat.example/t/weer-stank/12',
				text: '<p>Alweer!</p><p><small>3 posts - 2 participants</small></p><p><a href="https://praat.example/t/12">Read full topic</a></p>'
			}
		]),
		['forum Piet Kok (piet): Weer stank.\n\nAlweer!']
	],
	[
		'Tumblr',
		'https://mien.tumblr.com/rss',
		rss(
			'Mien kijkt',
			'https://mien.tumblr.com/',
			[{ title: 'Photo', link: 'https://mien.tumblr.com/post/700/a', text: '<p>De lucht is zwart</p>' }],
			made('Tumblr')
		),
		['other Mien kijkt (mien): De lucht is zwart']
	],
	[
		'Flickr',
		'https://www.flickr.com/services/feeds/photos_public.gne',
		atom(
			'Uploads from Mien',
			'<link rel="alternate" href="https://www.flickr.com/photos/mien/"/>',
			'<id>4</id><title>Wolk</title><link rel="alternate" href="https://www.flickr.com/photos/mien/5/"/><author><name>Mien D</name></author><content type="html">&lt;p&gt;&lt;a href="https://www.flickr.com/people/mien/"&gt;Mien D&lt;/a&gt; posted a photo:&lt;/p&gt;&lt;p&gt;Vanaf de dijk&lt;/p&gt;</content>'
		),
		['other Mien D (Mien D): Wolk.\n\nVanaf de dijk']
	],
	[
		'comments below articles of WordPress',
		'https://dorp.example/comments/feed/',
		rss('Reacties op Dorpskrant', 'https://dorp.example', [
			{
				title: 'Reactie op Brand door Truus',
				by: 'Truus',
				link: 'https://dorp.example/1/#comment-12',
				text: 'Mijn zus woont daar'
			}
		]),
		['forum Truus (Truus): Mijn zus woont daar']
	]
];
describe('a feed of a network', () => {
	test.each(NETWORK_FEEDS)(
		'%s: the words once, by who wrote them; a share is a share',
		async (_, address, body, posts) => {
			const result = await poll(address, body);
			expect(read(result)).toEqual(posts);
			expect(
				result.posts.filter((post) => post.author && kindOfNew(post.author, post.platform, []) === 'media')
			).toEqual([]);
			// What is shared comes first, and a share names it.
			const ids = result.posts.map(({ externalId }) => externalId);
			for (const [at, { shares }] of result.posts.entries()) if (shares) expect(ids.indexOf(shares)).toBe(at - 1);
		}
	);
	test.each([
		['@mien: @piet: woorden', 'Woorden die beginnen als een naam: zo gaat dat'],
		['a person who shares food', 'Mijn buurman deelde soep uit aan de brandweer'],
		['a colon', 'Let op: de brug is dicht']
	])('other words are no share: %s', async (_, text) => {
		const result = await poll(
			'https://sociaal.example/@kade.rss',
			rss('Kade', 'https://sociaal.example/@kade', [
				{ title: text, link: 'https://sociaal.example/@kade/114000000000000001', text }
			])
		);
		expect(read(result)).toEqual([`mastodon Kade (kade@sociaal.example): ${text}`]);
	});
	test.each([
		['RT @sjaan: Blijf weg', 'sjaan'],
		['RT @sjaan Blijf weg', 'sjaan'],
		['🔁 @sjaan: Blijf weg', 'sjaan'],
		['Boost @sjaan@elders.example: Blijf weg', 'sjaan@elders.example'],
		['Kade shared a status by sjaan: Blijf weg', 'sjaan'],
		['Kade reposted Sjaan’s post: Blijf weg', 'Sjaan'],
		['Kade deelde een bericht van Sjaan: Blijf weg', 'Sjaan'],
		['Forwarded from Sjaan: Blijf weg', 'Sjaan']
	])('shares in words: %s', async (text, handle) => {
		const { posts } = await poll(
			'https://hub.example/a',
			rss('Kade', 'https://x.com/kade', [{ text, link: 'https://x.com/kade/status/1859000000000000001' }])
		);
		expect(posts.map(({ author, text: words, shares }) => [author?.handle, words, shares !== null])).toEqual([
			[handle, 'Blijf weg', false],
			['kade', 'Blijf weg', true]
		]);
	});
});

const coded = (address: string): string =>
	Buffer.from(`\x08\x13"${String.fromCharCode(address.length)}${address}\xd2\x01\0`, 'latin1').toString('base64url');
const COLLECTED: readonly (readonly [string, string, string, string, string])[] = [
	[
		'Google Alerts',
		'https://www.google.com/alerts/feeds/1/2',
		atom(
			'Google Alert - rook',
			'',
			'<id>1</id><title type="html">&lt;b&gt;Rook&lt;/b&gt; trekt weg</title><link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://www.havenkrant.example/1&amp;ct=ga"/><author><name/></author>'
		),
		'havenkrant.example',
		'https://www.havenkrant.example/1'
	],
	[
		'Google News, the address inside',
		'https://news.google.com/rss',
		rss('"rook" - Google Nieuws', 'https://news.google.com/', [
			{
				title: 'Rook trekt weg - Havenkrant',
				link: `https://news.google.com/rss/articles/${coded('https://havenkrant.example/2026/rook')}?oc=5`
			}
		]),
		'Havenkrant',
		'https://havenkrant.example/2026/rook'
	],
	[
		'Google News, without it',
		'https://news.google.com/rss',
		rss('Google News', 'https://news.google.com/', [
			{ title: 'Rook trekt weg - Havenkrant', link: 'https://news.google.com/rss/articles/1' }
		]),
		'Havenkrant',
		'https://news.google.com/rss/articles/1'
	],
	[
		'Bing News',
		'https://www.bing.com/news/search?q=rook&format=rss',
		rss('rook - BingNews', 'https://www.bing.com/news/search?q=rook', [
			{
				title: 'Rook trekt weg',
				link: 'http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fhavenkrant.example%2f2&c=1'
			}
		]),
		'havenkrant.example',
		'https://havenkrant.example/2'
	],
	[
		'Talkwalker Alerts',
		'https://alerts.talkwalker.com/feed/1',
		rss('Talkwalker Alerts: rook', 'https://www.talkwalker.com/alerts', [
			{ title: 'Rook trekt weg', link: 'https://havenkrant.example/3' }
		]),
		'havenkrant.example',
		'https://havenkrant.example/3'
	],
	[
		'Inoreader',
		'https://www.inoreader.com/stream/user/1',
		rss('Map crisis', 'https://www.inoreader.com', [
			{
				title: 'Rook trekt weg',
				link: 'https://havenkrant.example/4',
				by: 'J. Smit',
				more: '<source url="https://havenkrant.example/rss">Havenkrant</source>'
			}
		]),
		'Havenkrant',
		'https://havenkrant.example/4'
	],
	[
		'Feedly',
		'https://feedly.com/f/a',
		rss('Board', 'https://feedly.com', [{ title: 'Rook trekt weg', link: 'https://havenkrant.example/5' }]),
		'havenkrant.example',
		'https://havenkrant.example/5'
	],
	[
		'FreshRSS',
		'https://lezen.example/i/?a=rss',
		rss(
			'Alles',
			'https://lezen.example/i/',
			[{ title: 'Rook trekt weg', link: 'https://havenkrant.example/6', by: 'J. Smit' }],
			made('FreshRSS')
		),
		'havenkrant.example',
		'https://havenkrant.example/6'
	],
	[
		'Tiny Tiny RSS',
		'https://lezen.example/public.php',
		atom(
			'Gedeeld',
			'<generator>Tiny Tiny RSS/21</generator><link rel="alternate" href="https://lezen.example/"/>',
			'<id>2</id><title>Rook trekt weg</title><link href="https://havenkrant.example/7"/><source><id>https://havenkrant.example/rss</id><title>Havenkrant</title></source>'
		),
		'Havenkrant',
		'https://havenkrant.example/7'
	],
	[
		'RSS-Bridge, one site',
		'https://brug.example/?bridge=X',
		rss(
			'Havenkrant - RSS-Bridge',
			'https://havenkrant.example/',
			[{ title: 'Rook trekt weg', link: 'https://havenkrant.example/8' }],
			made('RSS-Bridge')
		),
		'Havenkrant',
		'https://havenkrant.example/8'
	],
	[
		'a proxy of feeds',
		'http://feeds.feedburner.com/havenkrant',
		rss('Havenkrant', 'https://havenkrant.example', [
			{ title: 'Rook trekt weg', link: 'https://havenkrant.example/9?utm_source=feedburner' }
		]),
		'Havenkrant',
		'https://havenkrant.example/9?utm_source=feedburner'
	],
	[
		'any site with only addresses of others',
		'https://planeet.example/rss',
		rss('Planeet', 'https://planeet.example/', [{ title: 'Rook trekt weg', link: 'https://havenkrant.example/10' }]),
		'havenkrant.example',
		'https://havenkrant.example/10'
	],
	[
		'a counter of clicks',
		'https://planeet.example/rss',
		rss('Planeet', 'https://planeet.example/', [
			{ title: 'Rook trekt weg', link: 'https://planeet.example/out?url=https%3A%2F%2Fhavenkrant.example%2F11' }
		]),
		'havenkrant.example',
		'https://havenkrant.example/11'
	]
];
describe('a collector', () => {
	test.each(COLLECTED)(
		'%s is not the medium, and its address is not the article’s',
		async (_, address, body, name, url) => {
			const { posts } = await poll(address, body);
			expect(
				posts.map((post) => [
					post.platform,
					post.author?.name,
					post.author?.externalId.split('.')[0],
					post.url,
					post.text
				])
			).toEqual([['news', name, 'havenkrant', url, 'Rook trekt weg']]);
		}
	);
	test('a newsletter by kill-the-newsletter is of who sent it', async () => {
		const body = atom(
			'Brief',
			'<link rel="alternate" href="https://kill-the-newsletter.com/feeds/1"/>',
			'<id>urn:1</id><title>Kade dicht</title><author><name>nieuws@gemeente.example</name></author><link href="https://kill-the-newsletter.com/feeds/1/entries/2.html"/><content type="html">&lt;p&gt;Rij om.&lt;/p&gt;&lt;p&gt;&lt;small&gt;Kill the Newsletter! feed settings&lt;/small&gt;&lt;/p&gt;</content>'
		);
		expect(read(await poll('https://kill-the-newsletter.com/feeds/1.xml', body))).toEqual([
			'news nieuws@gemeente.example (gemeente.example): Kade dicht.\n\nRij om.'
		]);
	});
	test('an alert about a post on a network is of its writer; without a name it has no sender', async () => {
		const body = rss('Google Alert - rook', 'https://www.google.com', [
			{ title: 'Rook hier', link: 'https://www.google.com/url?url=https://www.facebook.com/wijkraad/posts/1' },
			{ title: 'Rook daar', link: 'https://www.google.com/url?url=https://www.reddit.com/r/kade/comments/1/a/' }
		]);
		expect(read(await poll('https://www.google.com/alerts/feeds/1', body))).toEqual([
			'facebook wijkraad (wijkraad): Rook hier',
			'forum - (-): Rook daar'
		]);
	});
});

const UPDATES: readonly (readonly [string, Item, Item])[] = [
	[
		'comments behind the title',
		{ title: 'Brand (12 reacties)', guid: '1' },
		{ title: 'Brand (13 reacties)', guid: '1' }
	],
	['a number behind the title', { title: 'Brand (12)', guid: '1' }, { title: 'Brand (13)', guid: '1' }],
	[
		'a line of counters',
		{ title: 'Brand', guid: '1', text: '<p>Vuur</p><p>15 points | 3 comments</p>' },
		{ title: 'Brand', guid: '1', text: '<p>Vuur</p><p>19 points | 4 comments</p>' }
	],
	[
		'views in a sentence',
		{ title: 'Brand', guid: '1', text: 'Vuur. Views: 1.204 en meer.' },
		{ title: 'Brand', guid: '1', text: 'Vuur. Views: 1.377 en meer.' }
	],
	[
		'times read',
		{ title: 'Brand', guid: '1', text: 'Vuur, 12x bekeken vandaag' },
		{ title: 'Brand', guid: '1', text: 'Vuur, 300x bekeken vandaag' }
	],
	[
		'an age',
		{ title: 'Brand', guid: '1', text: 'Vuur, 3 minuten geleden gemeld' },
		{ title: 'Brand', guid: '1', text: 'Vuur, 2 uur geleden gemeld' }
	],
	[
		'the module for comments',
		{ title: 'Brand', guid: '1', more: '<slash:comments>3</slash:comments>' },
		{ title: 'Brand', guid: '1', more: '<slash:comments>4</slash:comments>' }
	],
	[
		'a checksum',
		{ title: 'Brand', guid: '1', text: 'Vuur. Kenmerk 97a32a1995caacdab374463b5fe92e4c hier.' },
		{ title: 'Brand', guid: '1', text: 'Vuur. Kenmerk 12a32a1995caacdab374463b5fe92e4d hier.' }
	],
	[
		'tracking in a link',
		{ title: 'Brand', guid: '1', text: '<a href="https://a.example/?utm_source=1">Vuur</a>' },
		{ title: 'Brand', guid: '1', text: '<a href="https://a.example/?utm_source=2">Vuur</a>' }
	],
	[
		'the time of each poll',
		{ title: 'Brand', guid: '1', at: 'Sat, 28 Nov 2026 14:03:00 +0100' },
		{ title: 'Brand', guid: '1', at: 'Sat, 28 Nov 2026 14:04:00 +0100' }
	],
	['http and https', { title: 'Brand', guid: 'http://a.example/1' }, { title: 'Brand', guid: 'https://a.example/1' }],
	['www.', { title: 'Brand', guid: 'https://www.a.example/1' }, { title: 'Brand', guid: 'https://a.example/1' }],
	['a last slash', { title: 'Brand', link: 'https://a.example/1' }, { title: 'Brand', link: 'https://a.example/1/' }],
	[
		'tracking in the id',
		{ title: 'Brand', guid: 'https://a.example/1?fbclid=a' },
		{ title: 'Brand', guid: 'https://a.example/1?fbclid=b' }
	],
	[
		'a number of the version',
		{ title: 'Brand', guid: 'https://a.example/1#0', link: 'https://a.example/1?at_medium=RSS' },
		{ title: 'Brand', guid: 'https://a.example/1#3', link: 'https://a.example/1?at_medium=RSS' }
	]
];
describe('an item that did not change', () => {
	test.each(UPDATES)('is no new version: %s', async (_, before, after) => {
		const address = 'https://a.example/rss';
		const first = await poll(address, rss('Krant', 'https://a.example/', [before]));
		expect(first.posts).toHaveLength(1);
		expect((await poll(address, rss('Krant', 'https://a.example/', [after]), { cursor: first.cursor })).posts).toEqual(
			[]
		);
	});
	test.each<readonly [string, Item, Item]>([
		['a number of people', { title: '12 gewonden', guid: '1' }, { title: '13 gewonden', guid: '1' }],
		['words', { title: 'Brand', guid: '1' }, { title: 'Brand geblust', guid: '1' }],
		[
			'another item behind a hash',
			{ title: 'Brand', guid: 'https://a.example/#een' },
			{ title: 'Brand', guid: 'https://a.example/#twee' }
		],
		[
			'another item by its query',
			{ title: 'Brand', guid: 'https://a.example/?p=1' },
			{ title: 'Brand', guid: 'https://a.example/?p=2' }
		],
		['another path', { title: 'Brand', guid: 'https://a.example/A' }, { title: 'Brand', guid: 'https://a.example/a' }]
	])('is one when it has %s', async (_, before, after) => {
		const first = await poll('https://a.example/rss', rss('Krant', null, [before]));
		expect(
			(await poll('https://a.example/rss', rss('Krant', null, [after]), { cursor: first.cursor })).posts
		).toHaveLength(1);
	});
});

describe('news', () => {
	const kindsOf = ({ posts }: FeedResult) =>
		posts.map(({ author, platform }) => author && kindOfNew(author, platform, []));
	test.each<readonly [string, string, string, Item, string | null]>([
		['by a journalist', 'Havenkrant', 'https://havenkrant.example/', { by: 'J. Smit' }, 'media'],
		['by the medium itself', 'RTV Kade', 'https://rtvkade.example/', { by: 'RTV Kade' }, 'media'],
		['by nobody', 'Havenkrant', 'https://havenkrant.example/', {}, 'media'],
		['without a title', '', 'https://havenkrant.example/', {}, 'media'],
		['from another host of its site', 'Havenkrant', 'https://www.havenkrant.example/', {}, 'media'],
		['of a municipality', 'Gemeente Kade', 'https://kade.example/', { by: 'webredactie' }, 'media'],
		[
			'with a medium for each item',
			'Samen',
			'https://samen.example/',
			{ more: '<source url="https://rtv.example/rss">RTV Kade</source>' },
			'media'
		],
		[
			'of a person who named it so',
			'Het weblog van Mien Dobbe',
			'https://mien.example/',
			{ by: 'Mien Dobbe' },
			'unknown'
		],
		['of a person by name', 'Mien Dobbe’s dagboek', 'https://mien.example/', { by: 'Mien Dobbe' }, 'unknown'],
		['at a host of many people', 'Wijk en water', 'https://wijkenwater.wordpress.com/', {}, 'unknown'],
		['at another host of many people', 'Wijk en water', 'https://mien.blogspot.com/', {}, 'unknown']
	])('has the medium as its sender, a person keeps a pseudonym: %s', async (_, title, link, more, kind) => {
		expect(kindsOf(await poll(`${link}rss`, rss(title, link, [{ title: 'Rook', link: `${link}1`, ...more }])))).toEqual(
			[kind]
		);
	});
	test('the search profile decides first', () => {
		const author = { handle: 'kade.example', name: 'Gemeente Kade', externalId: 'kade.example', isMedium: true };
		expect(kindOfNew(author, 'news', [{ account: 'Kade.example', kind: 'organisation' }])).toBe('organisation');
		expect(kindOfNew(author, 'news', [])).toBe('media');
	});
	test.each([
		['Brand in loods', 'De brandweer is er.', 'Brand in loods.\n\nDe brandweer is er.'],
		['Brand in loods!', 'De brandweer is er.', 'Brand in loods!\n\nDe brandweer is er.'],
		['Wat brandt daar?', 'Een loods.', 'Wat brandt daar?\n\nEen loods.'],
		['‘Wij zijn veilig.’', 'Dat zegt een bewoner.', '‘Wij zijn veilig.’\n\nDat zegt een bewoner.'],
		['Brand', 'Brandweer rukt uit', 'Brand.\n\nBrandweer rukt uit'],
		['Brand in loods', 'Brand in loods: niemand gewond.', 'Brand in loods: niemand gewond.'],
		['Brand in loods - Havenkrant', 'Niemand gewond.', 'Brand in loods.\n\nNiemand gewond.'],
		[
			'Grote brand in loods, rook trekt naar…',
			'Grote brand in loods, rook trekt naar de wijk.',
			'Grote brand in loods, rook trekt naar de wijk.'
		],
		[
			'Grote brand in loods, rook trekt naar de wijk.',
			'Grote brand in loods, rook […]',
			'Grote brand in loods, rook trekt naar de wijk.'
		],
		['Brand in loods', '<p>Brand in loods</p>', 'Brand in loods'],
		['', 'Alleen dit.', 'Alleen dit.'],
		['Alleen dit', '', 'Alleen dit'],
		[
			'Reactie op brandbrief van burgemeester',
			'Het rijk komt met geld.',
			'Reactie op brandbrief van burgemeester.\n\nHet rijk komt met geld.'
		],
		['112', 'Het nummer werkt weer.', '112.\n\nHet nummer werkt weer.']
	])('title and summary are sentences, once: %s + %s', async (title, text, expected) => {
		const { posts } = await poll(
			'https://havenkrant.example/rss',
			rss('Havenkrant', 'https://havenkrant.example/', [{ title, text, link: 'https://havenkrant.example/1' }])
		);
		expect(posts.map((post) => post.text)).toEqual([expected]);
	});
	test.each([
		['RSS', rss('Havenkrant', null, [])],
		['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"><title>Havenkrant</title></feed>'],
		['JSON Feed', '{"version":"https://jsonfeed.org/version/1.1","title":"Havenkrant","items":[]}']
	])('an empty feed says its name: %s', async (_, body) => {
		expect(await poll('https://havenkrant.example/rss', body)).toMatchObject({
			name: 'Havenkrant',
			posts: [],
			problem: null
		});
	});
});

describe('lines that are not words of the writer', () => {
	test.each([
		'The post <a href="https://a.example/1">Rook</a> appeared first on <a href="https://a.example">Krant</a>.',
		'Het bericht <a href="https://a.example/1">Rook</a> verscheen eerst op <a href="https://a.example">Krant</a>.',
		'Der Beitrag Rook erschien zuerst auf Krant.',
		'L’article Rook est apparu en premier sur Krant.',
		'<a href="https://a.example/1">Lees meer</a>',
		'<a href="https://a.example/1">Lees verder »</a>',
		'<a href="https://a.example/1">Continue reading Rook →</a>',
		'<a href="https://a.example/1">Read more...</a>',
		'via <a href="https://b.example">RTV Kade</a>',
		'<a href="https://a.example/f">Facebook</a> <a href="https://a.example/t">Twitter</a> <a href="https://a.example/w">WhatsApp</a>',
		'Deel dit bericht: Facebook | X | LinkedIn | E-mail',
		'12 reacties',
		'Score: 14 · 3 comments',
		'submitted by mien to kade',
		'Powered by Krantmaker',
		'© 2026 Krant'
	])('%s', async (line) => {
		const body = rss('Krant', 'https://a.example/', [
			{ title: 'Rook', link: 'https://a.example/1', text: `<p>De wijk ruikt het.</p><p>${line}</p>` }
		]);
		expect((await poll('https://a.example/rss', body)).posts.map(({ text }) => text)).toEqual([
			'Rook.\n\nDe wijk ruikt het.'
		]);
	});
	test.each([
		'Lees meer boeken, zegt de bibliotheek in haar jaarlijkse campagne voor alle kinderen van de stad.',
		'Via de noordkant kunt u de wijk nog verlaten.',
		'Er waren 12 reacties op de oproep van de burgemeester.',
		'Facebook en Twitter waren een uur onbereikbaar.',
		'Deel dit met uw buren die geen telefoon hebben.',
		'De post op de Kade is dicht.',
		'Bekijk de kaart met afgesloten wegen.',
		'Afmelden voor de opvang kan tot vijf uur.',
		'Geplaatst door de gemeente zijn hekken langs de hele kade.'
	])('a sentence stays: %s', async (line) => {
		const body = rss('Krant', 'https://a.example/', [
			{ title: 'Rook', link: 'https://a.example/1', text: `<p>Zo is het.</p><p>${line}</p>` }
		]);
		expect((await poll('https://a.example/rss', body)).posts.map(({ text }) => text)).toEqual([
			`Rook.\n\nZo is het.\n\n${line}`
		]);
	});
});

describe('feeds that people reported elsewhere', () => {
	test.each<readonly [string, string, string, readonly string[]]>([
		[
			'a title that is a link',
			'https://a.example/atom',
			atom(
				'T',
				'',
				'<id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="https://a.example/1">Help! Rook</a></div></title>'
			),
			['news T (a.example): Help! Rook']
		],
		[
			'an author with a title',
			'https://a.example/rss',
			rss('T', null, [{ more: '<author><name>Jan</name><title>Directeur</title></author><title>Rook</title>' }]),
			['news T (a.example): Rook']
		],
		[
			'elements with only attributes that do not end',
			'https://a.example/rss',
			rss(
				'T',
				null,
				[{ title: 'Rook', more: '<enclosure url="x.mp3" type="audio/mpeg">' }, { title: 'Vuur' }],
				'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="x">'
			),
			['news T (a.example): Rook', 'news T (a.example): Vuur']
		],
		[
			'a redirect of the program that passes it on',
			'https://feeds.feedburner.com/a',
			rss('Havenkrant', 'https://havenkrant.example', [
				{ title: 'Rook', link: 'http://feedproxy.google.com/~r/a/~3/Zx/', guid: 'https://havenkrant.example/1' }
			]),
			['news Havenkrant (havenkrant.example): Rook']
		],
		[
			'an error of a bridge',
			'https://brug.example/',
			rss(
				'Brug',
				null,
				[{ title: 'Bridge returned error 500! (19876)', text: 'Error message: x' }],
				made('RSS-Bridge')
			),
			[]
		],
		[
			'an article that a member of a community posted',
			'https://hn.example/newest',
			rss('Nieuwste', 'https://praat.example/newest', [
				{
					title: 'Rook',
					by: 'jan',
					link: 'https://krant.example/1',
					text: '<p>Article URL: https://krant.example/1</p><p>Points: 3</p><p># Comments: 0</p>',
					more: '<comments>https://praat.example/item?id=1</comments>'
				}
			]),
			['forum jan (jan): Rook']
		],
		[
			'a post on top of an account',
			'https://vogel.example/kade/rss',
			rss('De Kade / @kade', 'https://vogel.example/kade', [
				{
					title: 'Pinned: Hallo',
					by: '@kade',
					link: 'https://vogel.example/kade/status/1859000000000000001#m',
					text: 'Hallo'
				}
			]),
			['x De Kade (kade): Hallo']
		],
		[
			'a medium that links to a network',
			'https://omroep.example/rss',
			rss('Omroep', 'https://www.omroep.example/', [
				{ title: 'Film', by: 'Redactie', link: 'https://www.youtube.com/watch?v=1' },
				{ title: 'Rook', link: 'https://www.omroep.example/1' }
			]),
			['news Omroep (omroep.example): Film', 'news Omroep (omroep.example): Rook']
		],
		[
			'HTML without a type',
			'https://a.example/atom',
			atom('T', '', '<id>1</id><title>Rook</title><content>&lt;p&gt;een&lt;/p&gt;&lt;p&gt;twee&lt;/p&gt;</content>'),
			['news T (a.example): Rook.\n\neen\n\ntwee']
		],
		[
			'a forum',
			'https://forum.example/feed.php',
			atom(
				'Forum',
				'<link href="https://forum.example/index.php"/>',
				'<author><name>Jan_76</name></author><id>https://forum.example/viewtopic.php?p=5#p5</id><link href="https://forum.example/viewtopic.php?p=5#p5"/><title>Rook</title><content type="html">Ik ook&lt;p&gt;Statistieken: Geplaatst door Jan_76&lt;/p&gt;</content>'
			),
			['forum Jan_76 (Jan_76): Rook.\n\nIk ook']
		]
	])('%s', async (_, address, body, posts) => {
		expect(read(await poll(address, body))).toEqual(posts);
	});
});

const page = (head: string, body = ''): string =>
	`<!doctype html><html><head><title>Krant</title>${head}</head><body>${body}</body></html>`;
const link = (href: string, type = 'application/rss+xml', title = ''): string =>
	`<link rel="alternate" type="${type}" title="${title}" href="${href}">`;
describe('a web page leads to its feeds', () => {
	test.each<readonly [string, string, readonly string[]]>([
		['RSS', page(link('https://a.example/rss')), ['https://a.example/rss']],
		['Atom, from the root', page(link('/feed', 'application/atom+xml')), ['https://a.example/feed']],
		[
			'JSON Feed, beside the page',
			page(link('feed.json', 'application/feed+json')),
			['https://a.example/nieuws/feed.json']
		],
		['several', page(link('/1') + link('/2', 'application/atom+xml')), ['https://a.example/1', 'https://a.example/2']],
		['one twice', page(link('/1') + link('https://a.example/1')), ['https://a.example/1']],
		[
			'that of comments is left out',
			page(link('/1') + link('/comments/feed', 'application/rss+xml', 'Krant » Reacties feed')),
			['https://a.example/1']
		],
		['only that of comments', page(link('/comments/feed')), ['https://a.example/comments/feed']],
		['in the body', page('', link('/1')), ['https://a.example/1']],
		['an incomplete type', page(link('/1', 'rss+xml')), ['https://a.example/1']],
		[
			'feed: for https:',
			page(link('feed://b.example/1') + link('feed:https://b.example/2')),
			['https://b.example/1', 'https://b.example/2']
		],
		['a base', page(`<base href="https://b.example/x/">${link('1')}`), ['https://b.example/x/1']],
		[
			'more words in rel, in capitals',
			page('<LINK REL="home Alternate" TYPE="application/RSS+xml" HREF="/1">'),
			['https://a.example/1']
		],
		[
			'XHTML',
			`<?xml version="1.0"?>${page('<link rel="alternate" type="application/rss+xml" href="/1"/>')}`,
			['https://a.example/1']
		],
		[
			'other alternates',
			page(
				'<link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" type="text/css" href="/1"><link rel="alternate" type="application/json+oembed" href="/2">'
			),
			[]
		],
		['no web addresses', page(link('javascript:alert(1)') + link('')), []]
	])('%s', async (_, body, feeds) => {
		const result = await poll('https://a.example/nieuws/', body);
		expect(result.problem).toEqual({ code: 'html', status: null });
		expect(result.feeds?.map(({ address }) => address)).toEqual(feeds);
	});
	test('by its header', async () => {
		const headers = new Map([
			['link', '</a.css>; rel=preload, </feed>; rel="alternate"; type="application/rss+xml"; title="Krant"']
		]);
		expect((await poll('https://a.example/', page(''), { headers })).feeds).toEqual([
			{ title: 'Krant', address: 'https://a.example/feed' }
		]);
	});
});

describe.skipIf(!existsSync('../shared/data/cases'))('the shared cases', () => {
	const file = (name: string): string => readFileSync(`../shared/data/cases/${name}`, 'utf8');
	test('39: words after elements that close themselves', async () => {
		const texts = [
			...(await poll('https://blog.example/atom', file('39-feed-selfclosed/10-selfclosed.atom'))).posts,
			...(await poll('https://dorp.example/rss', file('39-feed-selfclosed/10-selfclosed.rss'))).posts
		].map(({ text }) => text);
		for (const words of [
			'kinderen staan op het plein.',
			'dicht voor al het verkeer.',
			'Verzamelplek is de sporthal.',
			'moeten hun huis uit.',
			'De opvang is in de sporthal.'
		])
			expect(texts.filter((text) => text.includes(words))).toHaveLength(1);
	});
	test('50: the words once, of who wrote them', async () => {
		const { posts } = await poll('https://nitter.example/wijkraad/rss', file('50-social-feed-weak/12-nitter.rss'));
		expect(posts.map(({ author, shares }) => [author?.handle, shares !== null])).toEqual([
			['wijkraad', false],
			['marloes_proef', false],
			['wijkraad', true],
			['wijkraad', false]
		]);
		for (const { text, platform } of posts) {
			expect(platform).toBe('x');
			expect(text).not.toMatch(/^RT by|^R to|\n/);
		}
	});
});
