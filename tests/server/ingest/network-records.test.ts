import { describe, expect, test } from 'vitest';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { bytes, lines, postsOf } from './file-rows';

/* Posts and comments as the networks' own programs write them, in whatever they are wrapped. */

const ISO = '2026-11-20T13:03:00.000Z';
const SECONDS = 1_795_179_780;
const read = async (file: Uint8Array) =>
	(await postsOf(file)).map(({ text, author, publishedAt, url, platform }) => ({
		text,
		author: author?.name ?? null,
		at: publishedAt,
		url,
		platform
	}));
type Network = 'facebook' | 'instagram' | 'forum' | 'mastodon' | 'bluesky' | 'tiktok' | 'x' | 'other';
const post = (author: string | null, url: string | null, platform: Network, text = 'Is het water veilig?') => ({
	text,
	author,
	at: ISO,
	url,
	platform
});

const youtubeComment = (id: string, textOriginal: string, more = {}) => ({
	kind: 'youtube#comment',
	id,
	snippet: {
		channelId: 'UC-omroep',
		videoId: 'vid1',
		textDisplay: `${textOriginal}<br>`,
		textOriginal,
		authorDisplayName: 'Marloes',
		authorProfileImageUrl: 'https://images.example/m.jpg',
		authorChannelUrl: 'http://www.youtube.com/@marloes',
		publishedAt: ISO,
		updatedAt: '2026-11-21T09:00:00Z',
		...more
	}
});
const graphNode = (id: string, message: string, name: string) => ({
	id,
	message,
	from: { name, id: `9${id}` },
	created_time: '2026-11-20T13:03:00+0000'
});
const redditComment = (id: string, body: string, replies: unknown = '') => ({
	kind: 't1',
	data: {
		id,
		name: `t1_${id}`,
		body,
		body_html: `&lt;p&gt;${body}&lt;/p&gt;`,
		author: 'marloes',
		created_utc: SECONDS,
		permalink: `/r/haven/comments/a/b/${id}/`,
		link_permalink: 'https://www.reddit.com/r/haven/comments/a/b/',
		link_title: 'Brand',
		link_author: 'joep',
		parent_id: 't3_a',
		subreddit: 'haven',
		replies
	}
});
const status = (id: string, content: string, more = {}) => ({
	id,
	created_at: ISO,
	in_reply_to_id: null,
	url: `https://haven.example/@m/${id}`,
	content,
	language: 'nl',
	account: {
		id: '5',
		acct: 'm',
		display_name: 'Marloes',
		url: 'https://haven.example/@m',
		created_at: '2018-01-01T00:00:00.000Z',
		note: '<p>Woont aan de haven en schrijft over boten, katten en het weer</p>'
	},
	...more
});
const blueskyPost = (key: string, text: string) => ({
	post: {
		uri: `at://did:plc:a/app.bsky.feed.post/${key}`,
		author: { did: 'did:plc:a', handle: 'm.bsky.social', displayName: 'Marloes', createdAt: '2023-01-01T00:00:00Z' },
		record: { text, createdAt: ISO, langs: ['nl'] },
		indexedAt: '2026-11-20T13:04:00.000Z'
	}
});
const collected = (platform: string, data: unknown) => ({
	nav_index: '1:1',
	item_id: '1',
	timestamp_collected: 1_795_999_999_000,
	source_platform: platform,
	source_platform_url: `https://www.${platform}/@marloes`,
	source_url: `https://www.${platform}/api/items`,
	user_agent: 'Mozilla/5.0',
	data
});
const TEXT = 'Is het water veilig?';

const cases: Readonly<Record<string, readonly [unknown, unknown[]]>> = {
	'YouTube, threads of comments with an answer': [
		{
			kind: 'youtube#commentThreadListResponse',
			items: [
				{
					kind: 'youtube#commentThread',
					id: 'c1',
					snippet: { videoId: 'vid1', topLevelComment: youtubeComment('c1', TEXT), totalReplyCount: 1 },
					replies: { comments: [youtubeComment('c1.r', 'Nee', { authorDisplayName: 'Joep', parentId: 'c1' })] }
				}
			]
		},
		[
			post('Marloes', 'https://www.youtube.com/watch?v=vid1&lc=c1', 'other'),
			post('Joep', 'https://www.youtube.com/watch?v=vid1&lc=c1.r', 'other', 'Nee')
		]
	],
	'YouTube, a comment of which only the marked-up words were requested': [
		[youtubeComment('c1', TEXT, { textOriginal: undefined, textDisplay: 'Is het <b>water</b> veilig?', videoId: '' })],
		[post('Marloes', null, 'other')]
	],
	'YouTube, videos': [
		{
			items: [
				{
					id: { kind: 'youtube#video', videoId: 'v7' },
					snippet: {
						publishedAt: ISO,
						channelId: 'UC',
						title: 'Brand',
						description: 'In de haven',
						channelTitle: 'Omroep'
					}
				}
			]
		},
		[post('Omroep', 'https://www.youtube.com/watch?v=v7', 'other', 'Brand\n\nIn de haven')]
	],
	'Facebook, comments': [
		{ data: [{ ...graphNode('1_2', TEXT, 'Marloes'), permalink_url: 'https://www.facebook.com/1/posts/2' }] },
		[post('Marloes', 'https://www.facebook.com/1/posts/2', 'facebook')]
	],
	'Facebook, comments below the post of a page': [
		{
			data: [
				{ ...graphNode('1_1', 'Blijf binnen', 'Gemeente'), comments: { data: [graphNode('1_2', TEXT, 'Marloes')] } }
			]
		},
		[post('Gemeente', null, 'facebook', 'Blijf binnen'), post('Marloes', null, 'facebook')]
	],
	'Instagram, comments': [
		{ data: [{ id: '1', text: TEXT, username: 'marloes', timestamp: '2026-11-20T13:03:00+0000', media: { id: '9' } }] },
		[post('marloes', null, 'instagram')]
	],
	'Instagram, media': [
		[{ id: '1', caption: TEXT, username: 'marloes', timestamp: ISO, permalink: 'https://www.instagram.com/p/a/' }],
		[post('marloes', 'https://www.instagram.com/p/a/', 'instagram')]
	],
	'Reddit, a post with comments and what was removed': [
		[
			{
				kind: 'Listing',
				data: {
					children: [
						{
							kind: 't3',
							data: {
								id: 'a',
								name: 't3_a',
								title: 'Brand',
								selftext: '',
								author: 'joep',
								created_utc: SECONDS,
								permalink: '/r/haven/comments/a/b/',
								url: 'https://omroep.example/brand',
								subreddit: 'haven'
							}
						}
					]
				}
			},
			{
				kind: 'Listing',
				data: {
					children: [
						redditComment('c', TEXT, { kind: 'Listing', data: { children: [redditComment('d', 'Nee')] } }),
						redditComment('e', '[removed]')
					]
				}
			}
		],
		[
			post('joep', 'https://www.reddit.com/r/haven/comments/a/b/', 'forum', 'Brand'),
			post('marloes', 'https://www.reddit.com/r/haven/comments/a/b/c/', 'forum'),
			post('marloes', 'https://www.reddit.com/r/haven/comments/a/b/d/', 'forum', 'Nee')
		]
	],
	'Mastodon, a timeline': [
		[status('1', '<p>Is het <b>water</b> veilig?</p>')],
		[post('Marloes', 'https://haven.example/@m/1', 'mastodon')]
	],
	'Mastodon, a thread': [
		{ ancestors: [status('1', `<p>${TEXT}</p>`)], descendants: [status('2', '<p>Nee</p>', { in_reply_to_id: '1' })] },
		[
			post('Marloes', 'https://haven.example/@m/1', 'mastodon'),
			post('Marloes', 'https://haven.example/@m/2', 'mastodon', 'Nee')
		]
	],
	'Mastodon, the archive of an account': [
		{
			type: 'OrderedCollection',
			orderedItems: [
				{
					id: 'https://haven.example/1/activity',
					type: 'Create',
					published: ISO,
					object: {
						id: 'https://haven.example/1',
						type: 'Note',
						attributedTo: 'https://haven.example/users/m',
						content: '<p>Is het <b>water</b> veilig?</p>',
						published: ISO,
						url: 'https://haven.example/@m/1'
					}
				}
			]
		},
		[post('m@haven.example', 'https://haven.example/@m/1', 'mastodon')]
	],
	'Bluesky, a feed': [
		{ feed: [blueskyPost('3k', TEXT)] },
		[post('Marloes', 'https://bsky.app/profile/m.bsky.social/post/3k', 'bluesky')]
	],
	'Bluesky, a thread': [
		{ thread: { ...blueskyPost('3k', TEXT), replies: [blueskyPost('3m', 'Nee')] } },
		[
			post('Marloes', 'https://bsky.app/profile/m.bsky.social/post/3k', 'bluesky'),
			post('Marloes', 'https://bsky.app/profile/m.bsky.social/post/3m', 'bluesky', 'Nee')
		]
	],
	'TikTok, comments for research, without names': [
		{ data: { comments: [{ id: '7', video_id: '9', text: TEXT, create_time: SECONDS, parent_comment_id: '9' }] } },
		[post(null, null, 'tiktok')]
	],
	'TikTok, videos for research': [
		{
			data: {
				videos: [
					{
						id: '7',
						video_description: TEXT,
						create_time: SECONDS,
						username: 'marloes',
						voice_to_text: 'heel iets anders'
					}
				]
			}
		},
		[post('marloes', 'https://www.tiktok.com/@marloes/video/7', 'tiktok')]
	],
	'X, posts with their authors beside them': [
		{
			data: [
				{ id: '18', text: TEXT, author_id: '5', created_at: ISO },
				{ id: '19', text: 'Nee', author_id: '6', created_at: ISO }
			],
			includes: { users: [{ id: '5', username: 'marloes', name: 'Marloes', created_at: '2010-01-01T00:00:00.000Z' }] }
		},
		[post('Marloes', 'https://x.com/marloes/status/18', 'x'), post(null, 'https://x.com/i/status/19', 'x', 'Nee')]
	],
	'X, a share with what it shares': [
		[
			{
				id_str: '18',
				created_at: 'Fri Nov 20 13:03:00 +0000 2026',
				text: `RT @m: ${TEXT}`,
				user: { name: 'Joep', screen_name: 'joep' },
				retweeted_status: {
					id_str: '17',
					created_at: 'Fri Nov 20 13:03:00 +0000 2026',
					full_text: TEXT,
					user: { name: 'Marloes', screen_name: 'm' }
				}
			}
		],
		[
			post('Joep', 'https://x.com/joep/status/18', 'x', `RT @m: ${TEXT}`),
			post('Marloes', 'https://x.com/m/status/17', 'x')
		]
	]
};
const collectedCases: Readonly<Record<string, readonly [unknown, unknown]>> = {
	'TikTok, a video': [
		collected('tiktok.com', {
			id: '7',
			desc: TEXT,
			createTime: SECONDS,
			author: { uniqueId: 'm', nickname: 'Marloes', signature: 'Woont aan de haven en schrijft over boten' },
			music: { title: 'geluid', authorName: 'x' }
		}),
		post('Marloes', 'https://www.tiktok.com/@m/video/7', 'tiktok')
	],
	'TikTok, a comment': [
		collected('tiktok.com', {
			cid: '7',
			aweme_id: '9',
			text: TEXT,
			create_time: SECONDS,
			user: { unique_id: 'm', nickname: 'Marloes' },
			share_info: { url: 'https://m.tiktok.com/v/9.html', title: 'Video van Joep' }
		}),
		post('Marloes', null, 'tiktok')
	],
	Instagram: [
		collected('instagram.com', {
			pk: '7',
			code: 'Ca',
			taken_at: SECONDS,
			caption: { text: TEXT, created_at: SECONDS },
			user: { username: 'm', full_name: 'Marloes' }
		}),
		post('Marloes', 'https://www.instagram.com/p/Ca/', 'instagram')
	],
	Threads: [
		collected('threads.net', {
			pk: '7',
			code: 'Ca',
			taken_at: SECONDS,
			caption: { text: TEXT },
			user: { username: 'marloes', full_name: null },
			text_post_app_info: { direct_reply_count: 1 }
		}),
		post('marloes', 'https://www.threads.com/@marloes/post/Ca', 'other')
	],
	...Object.fromEntries(
		['core', 'legacy'].map((place) => [
			`X, the author below ${place}`,
			[
				collected('twitter.com', {
					rest_id: '18',
					core: { user_results: { result: { rest_id: '5', [place]: { screen_name: 'm', name: 'Marloes' } } } },
					legacy: { full_text: 'Is het', created_at: 'Fri Nov 20 13:03:00 +0000 2026', id_str: '18' },
					note_tweet: { note_tweet_results: { result: { text: TEXT } } }
				}),
				post('Marloes', 'https://x.com/m/status/18', 'x')
			]
		])
	)
};

const limited = collected('x.com', {
	__typename: 'TweetWithVisibilityResults',
	tweet: {
		rest_id: '18',
		core: { user_results: { result: { core: { screen_name: 'm', name: 'Marloes' } } } },
		legacy: { full_text: TEXT, created_at: 'Fri Nov 20 13:03:00 +0000 2026' }
	}
});

describe('a comment has its own words, author, moment and address, not those of the channel or the video', () => {
	test.each(Object.entries(cases))('%s', async (_, [value, expected]) => {
		const file = bytes(JSON.stringify(value));
		expect((await preview(file)).problems.filter(({ code }) => code !== 'sameUrl')).toEqual([]);
		expect(await read(file)).toEqual(expected);
	});
	test.each(Object.entries(collectedCases))('collected by Zeeschuimer: %s', async (_, [value, expected]) => {
		expect(await read(lines(JSON.stringify(value)))).toEqual([expected]);
		expect(await read(lines(JSON.stringify(value), '', JSON.stringify(value)))).toEqual([expected, expected]);
	});
	test('a post that X shows to few is read from where it is', async () => {
		expect(await read(lines(JSON.stringify(limited)))).toEqual([post('Marloes', 'https://x.com/m/status/18', 'x')]);
	});
	test('lines of several networks are all read, and a page that is unknown is not read as its collection', async () => {
		const unknown = collected('linkedin.com', { urn: '1', commentary: { words: 'Iets' } });
		const file = lines(
			...[...Object.values(collectedCases).map(([value]) => value), unknown].map((value) => JSON.stringify(value))
		);
		expect(await read(file)).toEqual(Object.values(collectedCases).map(([, expected]) => expected));
		expect(await read(lines(JSON.stringify(unknown)))).toEqual([]);
	});
});

describe('the same names as columns of a table', () => {
	test.each([
		[
			[
				'commentId,videoId,textOriginal,authorDisplayName,authorChannelUrl,channelTitle,videoTitle,publishedAt,updatedAt'
			],
			[`c1,v1,${TEXT},Marloes,http://www.youtube.com/@m,Omroep,Brand,${ISO},2026-11-21T09:00:00Z`],
			post('Marloes', null, 'other')
		],
		[
			['id,isReplyTo,authorName,authorChannelUrl,text,publishedAt'],
			[`c1,,Marloes,http://www.youtube.com/@m,${TEXT},${ISO}`],
			post('Marloes', null, 'other')
		],
		[
			['id,from.name,from.id,created_time,permalink_url,message'],
			[`1_2,Marloes,9,2026-11-20T13:03:00+0000,https://www.facebook.com/1/posts/2,${TEXT}`],
			post('Marloes', 'https://www.facebook.com/1/posts/2', 'facebook')
		],
		[
			['author,author_profile_url,body,created_utc,link_title,permalink,retrieved_on'],
			[`marloes,https://www.reddit.com/user/marloes,${TEXT},${SECONDS},Brand,https://www.reddit.com/r/a/c/,1795999999`],
			post('marloes', 'https://www.reddit.com/r/a/c/', 'forum')
		],
		[
			['id,created_at,account.display_name,account.acct,account.url,url,content'],
			[`1,${ISO},Marloes,m,https://haven.example/@m,https://haven.example/@m/1,${TEXT}`],
			post('Marloes', 'https://haven.example/@m/1', 'other')
		],
		[
			['uri,author.displayName,author.handle,record.text,record.createdAt,indexedAt'],
			[`at://did:plc:a/app.bsky.feed.post/3k,Marloes,m,${TEXT},${ISO},2026-11-20T13:04:00Z`],
			post('Marloes', null, 'other')
		],
		[
			['id,video_description,create_time,username,voice_to_text'],
			[`7,${TEXT},${SECONDS},marloes,Heel iets anders wat in de video wordt gezegd`],
			post('marloes', null, 'other')
		],
		[
			['id,author_id,author.username,author.name,created_at,text,collected_at'],
			[`18,5,m,Marloes,${ISO},${TEXT},2026-11-29T10:00:00Z`],
			post('Marloes', null, 'other')
		]
	])('%s', async (header, row, expected) => {
		expect(await read(lines(...header, ...row))).toEqual([expected]);
	});
});
