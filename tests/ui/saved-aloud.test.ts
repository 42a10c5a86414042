import { expect, test } from 'vitest';
import { SavedAloud } from '$lib/ui/feedback/saved-aloud';

const saved = { waiting: 0, isLong: false, refused: 0 };

test('nothing is announced for a key that is saved in a moment', () => {
	const aloud = new SavedAloud();
	for (const waiting of [1, 0, 1, 2, 1, 0]) expect(aloud.next({ ...saved, waiting })).toBeNull();
});

test('a long wait is announced, and its end once; not while anything still waits', () => {
	const aloud = new SavedAloud();
	expect(aloud.next({ ...saved, waiting: 2, isLong: true })).toBe('waiting');
	expect(aloud.next({ ...saved, waiting: 3, isLong: true })).toBeNull();
	expect(aloud.next({ ...saved, waiting: 1 })).toBeNull();
	expect(aloud.next(saved)).toBe('saved');
	expect(aloud.next(saved)).toBeNull();
});

test('a refusal is announced, also while more waits, and so is that everything is saved once it is gone', () => {
	const aloud = new SavedAloud();
	expect(aloud.next({ waiting: 1, isLong: true, refused: 3 })).toBe('refused');
	expect(aloud.next({ waiting: 0, isLong: false, refused: 3 })).toBeNull();
	expect(aloud.next({ waiting: 0, isLong: false, refused: 4 })).toBe('refused');
	expect(aloud.next(saved)).toBe('saved');
});
