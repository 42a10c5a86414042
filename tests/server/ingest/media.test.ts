import { expect, test } from 'vitest';
import { mediaKindOf, type PostMedia } from '$lib/domain/posts/media';
import { push } from '$lib/server/ingest/entry/push';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { postOf, Record } from '$lib/server/ingest/protocols/bluesky-post';
import { postsOf as postsOfStatus, Status } from '$lib/server/ingest/protocols/mastodon/status';
import { Source } from '$lib/domain/posts/source';
import { IncidentId, SourceId } from '$lib/domain/core/ids';
import { fresh } from '../../domain/in-memory-incident';
import { lines, postsOf } from './file-rows';

const shown = (kind: PostMedia['kind'], description: string | null = null, seconds: number | null = null) => ({
	kind,
	description,
	seconds
});

test('the kind is known from its name, its type or the extension of its address, and otherwise unknown', () => {
	expect(['image', 'image/png', 'gifv', 'audio/mpeg', 'Foto'].map((name) => mediaKindOf(name))).toEqual([
		'picture',
		'picture',
		'video',
		'sound',
		'picture'
	]);
	expect(mediaKindOf(null, 'https://k.example/a.JPEG?w=4')).toBe('picture');
	expect(mediaKindOf('unknown', 'https://k.example/a.jpg.html')).toBeNull();
	expect(mediaKindOf('application/pdf', 'https://k.example/watch')).toBeNull();
	expect(mediaKindOf('constructor')).toBeNull();
});

test('Mastodon: attachments with description and length, also of a shared post; unknown when a server sends none', () => {
	const status = (more: object): Status =>
		Status.parse({ id: '1', content: '<p>x</p>', account: { acct: 'jan' }, ...more });
	const attachments = [
		{ type: 'image', description: 'Rook boven Zuid' },
		{ type: 'video', description: null, meta: { original: { duration: 20.6 } } },
		{ type: 'gifv', meta: { original: { width: 3 } } },
		{ type: 'unknown' },
		'nonsense'
	];
	const expected = [shown('picture', 'Rook boven Zuid'), shown('video', null, 21), shown('video'), shown('file')];
	const of = (more: object) => postsOfStatus(status(more), 'proef.example').map(({ media }) => media);
	expect(of({ media_attachments: attachments })).toEqual([expected]);
	expect(of({ reblog: status({ id: '2', media_attachments: attachments }) })).toEqual([expected, expected]);
	expect(of({ media_attachments: [] })).toEqual([[]]);
	expect(of({})).toEqual([undefined]);
});

test('Bluesky: pictures with alternative text and videos, also next to a quote; none without an embed', () => {
	const of = (embed?: object) =>
		postOf(Record.parse({ text: 'x', embed }), {
			did: 'did:plc:jan',
			rkey: 'a',
			uri: 'at://did:plc:jan/app.bsky.feed.post/a',
			at: '2026-11-20T12:00:00.000Z'
		}).media;
	const images = [{ alt: 'Rook', image: {} }, { alt: '', image: {} }, { image: {} }];
	expect(of({ images })).toEqual([shown('picture', 'Rook'), shown('picture'), shown('picture')]);
	expect(of({ video: { ref: 'b' }, alt: 'Vlammen' })).toEqual([shown('video', 'Vlammen')]);
	expect(of({ record: { record: { uri: 'at://q' } }, media: { images: images.slice(0, 1) } })).toEqual([
		shown('picture', 'Rook')
	]);
	expect(of({ external: { uri: 'https://k.example/' } })).toEqual([]);
	expect(of()).toEqual([]);
});

test('a file: addresses by their extension, a word or a description; none for an empty cell, unknown without a column', async () => {
	const of = async (header: string, ...cells: string[]) =>
		(await postsOf(lines(`id,text${header}`, ...cells.map((cell, at) => `${at},bericht ${at}${cell}`)))).map(
			({ media }) => media
		);
	expect(
		await of(
			',afbeelding',
			',https://k.example/a.jpg https://k.example/b.mp4',
			',Video',
			',Een glas bruin water',
			',',
			',https://k.example/kijk'
		)
	).toEqual([
		[shown('picture'), shown('video')],
		[shown('video')],
		[shown('file', 'Een glas bruin water')],
		[],
		[shown('file')]
	]);
	expect(await of('', '')).toEqual([undefined]);
});

test('a program: as it says, and unknown when it does not', async () => {
	const collected: RawPost[] = [];
	const ingest = {
		ingest: (_: IncidentId, __: SourceId, posts: readonly RawPost[]) => {
			collected.push(...posts);
			const outcomes = posts.map(() => 'stored' as const);
			return Promise.resolve({ stored: 2, known: 0, edited: 0, backlog: 0, refused: [], outcomes });
		}
	};
	const source = Source.parse({
		id: fresh(SourceId),
		name: 'Koppeling',
		kind: 'program',
		platform: 'other',
		connection: null,
		key: null,
		state: 'active',
		why: ''
	});
	const { results } = await push(ingest, fresh(IncidentId), source, [
		{ externalId: '1', text: 'a', media: [{ kind: 'picture', description: 'Rook' }] },
		{ externalId: '2', text: 'b' },
		{ externalId: '3', text: 'c', media: [{ kind: 'hologram' }] }
	]);
	expect(collected.map(({ media }) => media)).toEqual([[shown('picture', 'Rook')], undefined]);
	expect(results[2]).toMatchObject({ result: 'refused', why: 'invalid', where: 'media.0.kind' });
});
