import { describe, expect, test } from 'vitest';
import { AuthorKind, isPublicKind, kindOfNew } from '$lib/domain/posts/author';
import { Platform } from '$lib/domain/posts/platform';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { lines, postsOf } from './file-rows';

const author = { handle: '@Jan', name: 'Jan de Wit', externalId: 'jan@a.example' };

describe('the kind of an author', () => {
	test.each(Platform.options)(
		'%s: unknown when nothing says it, otherwise a resident; never media by default',
		(platform) => {
			expect(kindOfNew(author, platform, [])).toBe(['news', 'other'].includes(platform) ? 'unknown' : 'private');
		}
	);
	test.each([
		['the account', 'jan', 'officeHolder'],
		['with its sign', '@JAN', 'officeHolder'],
		['the name', 'Jan de Wit', 'officeHolder'],
		['the whole address', 'jan@a.example', 'officeHolder'],
		['another account', 'jannie', 'unknown'],
		['part of the name', 'Wit', 'unknown']
	])('comes from the search profile: %s', (_, account, kind) => {
		expect(kindOfNew(author, 'news', [{ account, kind: 'officeHolder' }])).toBe(kind);
	});
	test('an account in the profile without a kind says nothing, and the kind in a script takes precedence', () => {
		expect(kindOfNew(author, 'x', [{ account: 'jan', kind: null }])).toBe('private');
		expect(kindOfNew({ ...author, kind: 'media' }, 'x', [{ account: 'jan', kind: 'organisation' }])).toBe('media');
	});
	test.each(AuthorKind.options)(
		'%s is shown by name only when it is an organisation, a medium or an office holder',
		(kind) => {
			expect(isPublicKind(kind)).toBe(!['private', 'unknown'].includes(kind));
		}
	);
	test('does not come from an imported table, whatever its sources are called', async () => {
		const file = lines(
			'datum;tekst;bron;url',
			'20-11-2026 14:03;Brand;AD.nl;https://ad.example/1',
			'20-11-2026 14:04;Rook;x;'
		);
		expect((await preview(file)).mapping.platform).toBe('other');
		expect((await postsOf(file)).map((post) => post.author?.kind)).toEqual([undefined, undefined]);
	});
});
