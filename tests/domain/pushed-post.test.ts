import { expect, test } from 'vitest';
import { z } from 'zod';
import { PushedPost } from '$lib/domain/posts/entry/pushed-post';

const least = { externalId: '1', text: 'Rook boven de haven' };
const optionalFields = Object.keys(PushedPost.shape).filter((name) => !(name in least));

test('a field that may be left out may also be null, and means the same', () => {
	expect(optionalFields.length).toBeGreaterThan(9);
	const without = PushedPost.parse(least);
	for (const name of optionalFields) expect(PushedPost.parse({ ...least, [name]: null }), name).toEqual(without);
	const author = { externalId: 'a' };
	const withAuthor = PushedPost.parse({ ...least, author });
	expect(PushedPost.parse({ ...least, author: { ...author, handle: null, name: null, followers: null } })).toEqual(
		withAuthor
	);
	const media = [{ kind: 'picture' }];
	expect(PushedPost.parse({ ...least, media: [{ kind: 'picture', description: null, seconds: null }] })).toEqual(
		PushedPost.parse({ ...least, media })
	);
	for (const wrong of [
		{ ...least, externalId: null },
		{ ...least, text: null },
		{ ...least, author: { externalId: null } }
	])
		expect(PushedPost.safeParse(wrong).success).toBe(false);
});

test.each([
	['2026-11-20T13:03:00Z', '2026-11-20T13:03:00Z'],
	['2026-11-20T13:03:00+0000', '2026-11-20T13:03:00+00:00'],
	['2026-11-20T14:03:00+0100', '2026-11-20T14:03:00+01:00'],
	['2026-11-20T08:03:00.123-0500', '2026-11-20T08:03:00.123-05:00'],
	['2026-11-20T14:03:00+01', '2026-11-20T14:03:00+01:00'],
	['2026-11-20T14:03+01:00', null],
	['2026-11-20T14:03:00', null],
	['2026-11-20', null],
	['20-11-2026 14:03', null],
	['', null]
])('the moment %s is read as %s', (publishedAt, read) => {
	const parsed = PushedPost.safeParse({ ...least, publishedAt });
	expect(parsed.success ? parsed.data.publishedAt : null).toBe(read);
});

test('the description of the API says what may be left out', () => {
	const { required } = z.toJSONSchema(PushedPost, { io: 'input', unrepresentable: 'any' });
	expect(required).toEqual(['externalId', 'text']);
});
