import { expect, test } from 'vitest';
import { SavedAloud } from '$lib/ui/feedback/saved-aloud';

const saved = { waiting: 0, isLong: false, refused: 0 };

test('at a key that is saved in a moment nothing is said', () => {
	const aloud = new SavedAloud();
	for (const waiting of [1, 0, 1, 2, 1, 0]) expect(aloud.next({ ...saved, waiting })).toBeNull();
});

test('what lasts is said, and when it is over that too, once; not while anything still waits', () => {
	const aloud = new SavedAloud();
	expect(aloud.next({ ...saved, waiting: 2, isLong: true })).toBe('waiting');
	expect(aloud.next({ ...saved, waiting: 3, isLong: true })).toBeNull();
	expect(aloud.next({ ...saved, waiting: 1 })).toBeNull();
	expect(aloud.next(saved)).toBe('saved');
	expect(aloud.next(saved)).toBeNull();
});

test('what was refused is said, also while more waits, and that all is saved once it is gone', () => {
	const aloud = new SavedAloud();
	expect(aloud.next({ waiting: 1, isLong: true, refused: 3 })).toBe('refused');
	expect(aloud.next({ waiting: 0, isLong: false, refused: 3 })).toBeNull();
	expect(aloud.next({ waiting: 0, isLong: false, refused: 4 })).toBe('refused');
	expect(aloud.next(saved)).toBe('saved');
});
