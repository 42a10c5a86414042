import { expect, test } from 'vitest';
import { atSourceOf, goneSince, isAllGone, otherTexts } from '$lib/domain/posts/at-source';
import { ReportFixture } from './report-facts';

const was = (text: string, until: string, deleted = false) => ({ text, until, deleted });

test('a deletion is not an edit: the text it left is not listed as another version', () => {
	expect(otherTexts({ text: 'rook', earlier: [was('rook', '14.05')] })).toEqual([]);
	expect(goneSince({ deleted: true, earlier: [was('rook', '14.05')] })).toBe('14.05');
});

test('an earlier version is listed with the moment until which it was published', () => {
	const earlier = [was('rook en vuur', '14.09'), was('rook', '14.05')];
	expect(otherTexts({ text: 'rook en vuur', earlier })).toEqual([was('rook', '14.05')]);
	expect(goneSince({ deleted: true, earlier })).toBe('14.09');
	expect(goneSince({ deleted: false, earlier })).toBeNull();
});

test('a post that was restored and deleted again counts as gone since the last deletion', () => {
	const earlier = [was('rook', '14.20'), was('rook', '14.15', true), was('rook', '14.05')];
	expect(goneSince({ deleted: true, earlier })).toBe('14.20');
});

test('posts are counted as either edited or gone, and nothing is returned when none changed', () => {
	expect(atSourceOf([null, 'edited', 'gone', 'gone'])).toEqual({ edited: 1, gone: 2 });
	expect(atSourceOf([null, null])).toBeUndefined();
	expect(isAllGone(2, { edited: 0, gone: 2 })).toBe(true);
	expect(isAllGone(2, { edited: 1, gone: 1 })).toBe(false);
	expect(isAllGone(0, { edited: 0, gone: 0 })).toBe(false);
});

test('a line of the report counts changed posts, and a report without changed posts has no such count', () => {
	const fixture = new ReportFixture();
	const story = fixture.story([5, 6]);
	fixture.need('Is het water veilig?', story);
	expect(JSON.stringify(fixture.report(60))).not.toContain('atSource');
	fixture.arrive(story, [7], { changed: 'gone' });
	expect(fixture.report(60).information.needs[0]).toMatchObject({ posts: 3, atSource: { edited: 0, gone: 1 } });
});
