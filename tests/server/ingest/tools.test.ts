import { describe, expect, test } from 'vitest';
import { namedField, TOOLS, toolOf } from '$lib/server/ingest/imports/file/columns';
import { lines, postsOf } from './file-rows';

const namesOf = (columns: (typeof TOOLS)[number]['columns']) =>
	Object.entries(columns).flatMap(([field, names]) => names.split(', ').map((name) => [field, name] as const));

describe('the table of tools', () => {
	test('has each service, and says where its names come from', () => {
		const all = TOOLS.map(({ name }) => name).join(' ');
		for (const service of [
			...['Talkwalker', 'Brandwatch', 'Meltwater', 'Coosto', 'Spotler', 'OBI4wan', 'Determ', 'Sprinklr', 'Hootsuite'],
			...['Meta Content Library', '4CAT', 'Zeeschuimer']
		])
			expect(all).toContain(service);
		for (const { name, source } of TOOLS) expect(source.length, name).toBeGreaterThan(10);
	});
	test.each(TOOLS.map((tool) => [tool.name, tool] as const))('%s: each name means its field', (_, tool) => {
		const names = namesOf(tool.columns);
		expect(new Set(names.map(([, name]) => name)).size).toBe(names.length);
		for (const [field, name] of names) {
			expect(namedField(name, tool)?.field, name).toBe(field);
			// Also as other programs write it.
			expect(namedField(name.toUpperCase().replaceAll(' ', '_'), tool)?.field, name).toBe(field);
			expect(
				namedField(
					name.replace(/ (\w)(?=\w)/g, (_, letter: string) => letter.toUpperCase()),
					tool
				)?.field,
				name
			).toBe(field);
		}
		const signature = tool.signature.split(', ').filter((name) => name !== '');
		if (signature.length > 0) expect(toolOf(['x', ...signature, 'y'])?.name).toBe(tool.name);
	});
});

const TEXT = 'Is het water veilig?';
const AT = '2026-11-20T13:03:00.000Z';

describe('one row of each, by its own names', () => {
	test.each<[string, Record<string, string>, [string, string | null, string | null, string | null, string]]>([
		[
			'4CAT',
			{
				id: '7',
				author: 'm',
				author_full: 'Marloes',
				body: TEXT,
				timestamp: '2026-11-20 13:03:00',
				unix_timestamp: '1795179780',
				author_avatar: 'https://x.example/a.jpg',
				tiktok_url: 'https://www.tiktok.com/@m/video/7',
				collected_from_url: 'https://www.tiktok.com/tag/x'
			},
			[TEXT, AT, 'Marloes', 'm', 'tiktok']
		],
		[
			'Meta Content Library',
			{
				id: '1',
				mcl_url: 'https://www.facebook.com/1',
				creation_time: '2026-11-20T13:03:00+00:00',
				modified_time: '2026-11-21T13:03:00+00:00',
				text: TEXT,
				'post_owner.name': 'Buurt Zuid',
				'post_owner.username': 'zuid',
				'surface.name': 'Groep'
			},
			[TEXT, AT, 'Buurt Zuid', 'zuid', 'facebook']
		],
		[
			'CrowdTangle, Instagram',
			{
				Account: 'Buurt Zuid',
				'User Name': 'zuid',
				'Followers at Posting': '9',
				'Post Created': '2026-11-20 14:03:00 CET',
				Type: 'Photo',
				URL: 'https://www.instagram.com/p/a/',
				Title: '',
				Description: TEXT
			},
			[TEXT, AT, 'Buurt Zuid', 'zuid', 'instagram']
		],
		[
			'Talkwalker, a network without a platform of ours',
			{
				url: 'https://www.youtube.com/watch?v=1',
				published: '2026-11-20 14:03:00',
				title: '',
				content: TEXT,
				source_type: 'SOCIALMEDIA_YOUTUBE',
				'extra_author_attributes.name': ''
			},
			[TEXT, AT, null, null, 'other']
		],
		[
			'Brandwatch',
			{
				'Query Name': 'Brand',
				'Resource Id': '7',
				Date: '2026-11-20 14:03:00.0',
				Title: '',
				Snippet: 'Is het…',
				'Full Text': TEXT,
				Url: 'https://x.com/m/status/7',
				Domain: 'x.com',
				'Page Type': 'twitter',
				Author: 'm',
				'Full Name': 'Marloes',
				'Thread Author': 'joep'
			},
			[TEXT, AT, 'Marloes', 'm', 'x']
		],
		[
			'Brandwatch, a forum that is a network',
			{
				'Query Name': 'Brand',
				Date: '2026-11-20 14:03:00',
				'Full Text': TEXT,
				Url: 'https://www.facebook.com/groups/1/posts/2',
				'Page Type': 'forum',
				Author: 'm'
			},
			[TEXT, AT, 'm', 'm', 'facebook']
		],
		[
			'Meltwater, the newer export',
			{
				Date: '20-Nov-2026',
				Time: '02:03 PM',
				'Document ID': '7',
				URL: 'https://x.com/m/status/7',
				'Source Type': 'X',
				'Source Name': 'X',
				'Author Name': 'Marloes',
				'Author Handle': '@m',
				Title: '',
				'Opening Text': 'Is het',
				'Hit Sentence': TEXT
			},
			[TEXT, AT, 'Marloes', 'm', 'x']
		],
		[
			'Coosto',
			{
				datum: '20-11-2026',
				tijd: '14:03:00',
				url: 'https://x.com/m/status/7',
				type: 'microblog',
				discussielengte: '1',
				auteur: 'm',
				volgers: '9',
				'bericht id': '7',
				titel: '',
				'bericht tekst': TEXT
			},
			[TEXT, AT, 'm', 'm', 'x']
		],
		[
			'Spotler Engage',
			{ Publicatiedatum: '20-11-2026 14:03', Auteur: 'Marloes', Bericht: TEXT, Bronsoort: 'Sociaal platform', URL: '' },
			[TEXT, AT, 'Marloes', 'Marloes', 'other']
		],
		[
			'Determ',
			{
				ID: '1',
				Date: '20/11/2026',
				Time: '14:03',
				Title: '',
				Mention_snippet: TEXT,
				Author: '',
				From: 'x.com',
				Source_type: 'twitter',
				Url: 'https://x.com/m/status/1',
				Reach: '9'
			},
			[TEXT, AT, null, null, 'x']
		],
		[
			'Sprinklr',
			{
				snType: 'INSTAGRAM',
				senderScreenName: 'm',
				createdTime: '2026-11-20 14:03',
				permalink: 'https://www.instagram.com/p/a/',
				message: TEXT
			},
			[TEXT, AT, 'm', 'm', 'instagram']
		],
		[
			'Hootsuite',
			{
				'Date (GMT)': '2026-11-20 13:03',
				'Social Network': 'Facebook',
				Account: 'Buurt Zuid',
				'Post Message': TEXT,
				'Post Permalink': 'https://www.facebook.com/1/posts/2'
			},
			[TEXT, AT, 'Buurt Zuid', 'Buurt Zuid', 'facebook']
		]
	])('%s', async (_, row, expected) => {
		const cell = (text: string) => `"${text}"`;
		const [post, ...more] = await postsOf(
			lines(Object.keys(row).map(cell).join(','), Object.values(row).map(cell).join(','))
		);
		expect(more).toEqual([]);
		expect([
			post?.text,
			post?.publishedAt,
			post?.author?.name ?? null,
			post?.author?.handle ?? null,
			post?.platform
		]).toEqual(expected);
	});
});

describe('a word that is no known network', () => {
	test.each(['web', 'Nieuws', 'Blog', 'Forum', 'Message board', 'Sociaal kanaal', 'YouTube', 'Iets nieuws', 'General'])(
		'%s does not beat the address of a network',
		async (word) => {
			const [post] = await postsOf(lines('bron,url,tekst', `${word},https://www.facebook.com/1/posts/2,${TEXT}`));
			expect([post?.platform, post?.author]).toEqual(['facebook', null]);
		}
	);
	test.each(['Sociaal platform', 'Community', 'QA', 'Iets nieuws', 'Gesloten groep'])(
		'%s is no author in a column of kinds',
		async (word) => {
			for (const name of ['Source Type', 'bronsoort', 'Media type', 'sn_type']) {
				const [post] = await postsOf(lines(`${name},datum,tekst`, `${word},20-11-2026 14:03,${TEXT}`));
				expect([post?.platform, post?.author], name).toEqual(['other', null]);
			}
		}
	);
	test('but a medium that a column names is the author of its news', async () => {
		const [post] = await postsOf(lines('bron,datum,tekst', `Omroep Proef,20-11-2026 14:03,${TEXT}`));
		expect([post?.platform, post?.author?.name]).toEqual(['news', 'Omroep Proef']);
	});
});
