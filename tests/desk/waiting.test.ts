import { expect, test } from 'vitest';
import { momentOf } from '$lib/domain/core/ids';
import type { WorkItem } from '$lib/domain/waiting/work-item';
import { freshRows, frozenRows, newRows, type WaitingEntry } from '$lib/desk/waiting/frozen-rows';
import { joinParts, partsOf } from '$lib/desk/writing/three-parts';
import fc from 'fast-check';

const now = momentOf(0);
const item: WorkItem = {
	key: 'a',
	kind: 'report',
	to: 'report',
	about: '',
	text: null,
	why: 'reportDue',
	by: null,
	names: [],
	number: 1,
	guesses: 0,
	since: now,
	due: null,
	wrong: false,
	person: null,
	role: null
};
const entries = (...keys: string[]): WaitingEntry[] =>
	keys.map((key) => ({ key, item: { ...item, key }, base: '/i', incident: null, now }));
const shown = (rows: ReturnType<typeof frozenRows>): string[] =>
	rows.map(({ entry, isDone }) => (isDone ? `(${entry.key})` : entry.key));

test('the list never jumps: finished items keep their place, and new ones wait until asked for', () => {
	const first = freshRows(entries('a', 'b', 'c'));
	expect(shown(frozenRows(first, entries('x', 'c', 'a')))).toEqual(['a', '(b)', 'c']);
	expect(newRows(first, entries('x', 'c', 'a'))).toBe(1);
	// With nothing left to do there is nothing to keep in its place.
	expect(shown(frozenRows(first, entries('x')))).toEqual(['x']);
	expect(shown(frozenRows(first, []))).toEqual(['(a)', '(b)', '(c)']);
	expect(shown(frozenRows([], entries('x')))).toEqual(['x']);
});

test('a text in three parts is stored as one, and splits into the same parts again', () => {
	expect(partsOf('Feit.\n\nMisverstand.\n\nFeit.\n\nEn meer.')).toEqual({
		fact: 'Feit.',
		misunderstanding: 'Misverstand.',
		again: 'Feit.\n\nEn meer.'
	});
	expect(partsOf('Alleen dit.')).toEqual({ fact: 'Alleen dit.', misunderstanding: '', again: '' });
	const part = fc.stringMatching(/^[a-z]{1,5}( [a-z]{1,5})?(\n[a-z]{1,5})?$/);
	fc.assert(
		fc.property(part, part, part, (fact, misunderstanding, again) => {
			const parts = { fact, misunderstanding, again };
			expect(partsOf(joinParts(parts))).toEqual(parts);
		})
	);
	fc.assert(
		fc.property(fc.string(), (text) => {
			// Looking at a text in parts loses no word of it.
			expect(joinParts(partsOf(text)).replace(/\s+/g, ' ').trim()).toBe(text.replace(/\s+/g, ' ').trim());
		})
	);
});
