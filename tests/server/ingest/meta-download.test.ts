import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { postsOf } from './file-rows';

/** As Meta writes letters: each byte of UTF-8 as an escaped character. */
const byBytes = (value: unknown): Buffer => {
	const json = Buffer.from(JSON.stringify(value)).toString('latin1');
	return Buffer.from(json.replace(/[\x80-\xff]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`));
};
const timestamp = 1795179780; // 20 November 2026, 13.03 UTC
const textsOf = async (file: Buffer) =>
	(await postsOf(file)).map(({ text, author, publishedAt }) => [
		text,
		author?.handle ?? null,
		publishedAt?.slice(0, 16)
	]);
const at = '2026-11-20T13:03';

describe('a file of “download your information” of Meta', () => {
	test.each<[string, unknown, unknown[]]>([
		[
			'posts of a page, one of them a shared link',
			[
				{
					timestamp,
					data: [{ post: 'Bij café ’t Hoekje staat alles vol rook 🔥' }],
					title: 'Dorpsraad heeft een bericht geplaatst.'
				},
				{
					timestamp,
					attachments: [{ data: [{ external_context: { url: 'https://o.example' } }] }],
					data: [{ update_timestamp: timestamp }, { post: 'De coördinator zegt dat de opvang open is.' }],
					title: 'Dorpsraad heeft een link gedeeld.'
				}
			],
			[
				['Bij café ’t Hoekje staat alles vol rook 🔥', null, at],
				['De coördinator zegt dat de opvang open is.', null, at]
			]
		],
		[
			'comments',
			{
				comments_v2: [
					{
						timestamp,
						data: [{ comment: { timestamp, comment: 'Is de rook giftig? Eén kind hoest.', author: 'Noëlle Proef' } }],
						title: 'Noëlle Proef heeft gereageerd op een bericht.'
					}
				]
			},
			[['Is de rook giftig? Eén kind hoest.', 'Noëlle Proef', at]]
		],
		[
			'posts in a group, in German',
			{
				group_posts_v2: [
					{
						timestamp,
						data: [{ post: 'Das Wasser ist trüb' }, { update_timestamp: timestamp }],
						title: 'Jörg hat einen Beitrag veröffentlicht.'
					}
				]
			},
			[['Das Wasser ist trüb', null, at]]
		],
		[
			'posts of Instagram, with the words of the post or of its photo',
			[
				{ media: [{ uri: 'a.jpg', creation_timestamp: timestamp, title: 'Rook boven de Lönning' }] },
				{
					media: [
						{ uri: 'b.jpg', creation_timestamp: timestamp, title: '' },
						{ uri: 'c.jpg', creation_timestamp: timestamp, title: '' }
					],
					title: 'Twee foto’s van de kade',
					creation_timestamp: timestamp
				}
			],
			[
				['Rook boven de Lönning', null, at],
				['Twee foto’s van de kade', null, at]
			]
		],
		[
			'a chat of Messenger',
			{
				participants: [{ name: 'Noëlle' }, { name: 'Joep' }, { name: 'Sanne' }],
				messages: [
					{ sender_name: 'Noëlle', timestamp_ms: timestamp * 1000, content: 'Het stinkt naar geëxplodeerd rubber 😷' }
				],
				title: 'Buurt'
			},
			[['Het stinkt naar geëxplodeerd rubber 😷', 'Noëlle', at]]
		]
	])('%s', async (_, value, posts) => {
		expect(await textsOf(byBytes(value))).toEqual(posts);
		// The same with letters as they are.
		expect(await textsOf(Buffer.from(JSON.stringify(value)))).toEqual(posts);
	});

	const owner = { value: 'gemeentewaterveen' };
	const comment = (value: string, others: object = {}, name = 'Comment', time = 'Time', ofOwner = 'Media Owner') => ({
		...others,
		string_map_data: { [name]: { value }, [ofOwner]: owner, [time]: { timestamp } }
	});
	const photo = { media_list_data: [{ uri: 'a.jpg' }] };
	const rook = [['Eén rookwolk 😢', null, at]];
	const both = [...rook, ['tweede', null, at]];
	test.each<[string, unknown, unknown[]]>([
		['one', [comment('Eén rookwolk 😢', photo)], rook],
		['without the medium', [comment('Eén rookwolk 😢')], rook],
		['one with and one without the medium', [comment('Eén rookwolk 😢', photo), comment('tweede')], both],
		['one without and one with the medium', [comment('Eén rookwolk 😢'), comment('tweede', photo)], both],
		['of reels', { comments_reels_comments: [comment('Eén rookwolk 😢'), comment('tweede')] }, both],
		['of posts', { comments_media_comments: [comment('Eén rookwolk 😢', photo), comment('tweede')] }, both],
		['of stories, with other lists', { a: [{ uri: 'x' }], comments_story: [comment('Eén rookwolk 😢')] }, rook],
		['in Dutch', [comment('Eén rookwolk 😢', {}, 'Reactie', 'Tijd', 'Eigenaar van media')], rook],
		['in German', [comment('Eén rookwolk 😢', {}, 'Kommentar', 'Zeit', 'Medieninhaber')], rook],
		['in French', [comment('Eén rookwolk 😢', {}, 'Commentaire', 'Heure', 'Propriétaire du média')], rook],
		[
			'with the owner first',
			[{ string_map_data: { 'Media Owner': owner, Comment: { value: 'Eén rookwolk 😢' }, Time: { timestamp } } }],
			rook
		],
		[
			'with an address',
			[
				{
					string_map_data: {
						Comment: { value: 'Eén rookwolk 😢', href: '', timestamp: 0 },
						Time: { href: '', value: '', timestamp }
					}
				}
			],
			rook
		],
		[
			'without a moment',
			[{ string_map_data: { Comment: { value: 'Eén rookwolk 😢' }, 'Media Owner': owner } }],
			[['Eén rookwolk 😢', null, undefined]]
		],
		[
			'as a list of labels',
			[
				{
					timestamp,
					media: [],
					label_values: [
						{ label: 'Comment', value: 'Eén rookwolk 😢' },
						{ label: 'Media Owner', ...owner }
					]
				}
			],
			rook
		],
		[
			'as a list with the moment',
			[
				{
					label_values: [
						{ label: 'Comment', value: 'Eén rookwolk 😢' },
						{ label: 'Time', timestamp_value: timestamp }
					],
					fbid: '1'
				}
			],
			rook
		],
		['without words', [comment('Eén rookwolk 😢'), comment('')], rook]
	])('comments of Instagram: %s', async (_, value, posts) => {
		for (const file of [byBytes(value), Buffer.from(JSON.stringify(value))]) {
			expect(await textsOf(file)).toEqual(posts);
			expect((await preview(file)).columns.filter(({ takenAs }) => takenAs === 'text')).toHaveLength(1);
		}
	});

	test('a post without words is refused as one, and its title is never its text', async () => {
		const value = [
			{
				timestamp,
				data: [{ post: 'Er is brand bij de haven, blijf binnen.' }],
				title: 'Raad heeft een bericht geplaatst.'
			},
			{ timestamp, data: [{ update_timestamp: timestamp }], title: 'Raad heeft een foto toegevoegd.' }
		];
		expect((await textsOf(byBytes(value))).map(([text]) => text)).toEqual(['Er is brand bij de haven, blijf binnen.']);
	});
});

test.each(['Überall Rauch', 'Ã« is hoe een ë eruitziet als het misgaat’', '© 2026 RTV', 'naïef Ã', 'Zoë'])(
	'letters that are as they should be stay: %s',
	async (text) => {
		const file = Buffer.from(JSON.stringify([{ date: '2026-11-20T13:03:00Z', text, author: 'a' }]));
		expect((await postsOf(file)).map((post) => post.text)).toEqual([text]);
	}
);

const CASES = '../shared/data/cases';
test.skipIf(!existsSync(CASES))('the failing inputs of Meta read as their notes say', async () => {
	const files = ['32-meta-posts-lost', '33-meta-letters'].flatMap((folder) =>
		readdirSync(join(CASES, folder))
			.filter((name) => name.endsWith('.json'))
			.map((name) => join(CASES, folder, name))
	);
	expect(files).toHaveLength(3);
	const all = await Promise.all(
		files.map(async (file) => {
			const bytes = readFileSync(file);
			expect((await preview(bytes)).problems.map(({ code }) => code)).not.toContain('brokenLetters');
			return (await postsOf(bytes)).map(({ text, author }) => `${author?.name ?? ''}: ${text}`);
		})
	);
	const read = all.flat().join('\n');
	expect(all.map(({ length }) => length)).toEqual([3, 3, 2]);
	expect(read).toContain('geëxplodeerd rubber');
	expect(read).toContain('Noëlle Proef');
	expect(read).not.toMatch(/[ÃÂ]|heeft een bericht geplaatst/);
});
