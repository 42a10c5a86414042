import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Passage } from '$lib/domain/openness/passages';
import { passageAt, passagesOf, rangeOf, withPassages, wordsOfParts } from '$lib/desk/openness/word-choice';

const parts = ['Mevrouw Jansen belde,  twee keer.', '', 'Zij woont in Zuid.'];
const words = wordsOfParts(parts);

test('words keep their position in their part, and a selection across two parts is a passage in each', () => {
	expect(words.map(({ part, from, to }) => parts[part]?.slice(from, to))).toEqual(words.map(({ text }) => text));
	expect(rangeOf(5, 2)).toEqual([2, 5]);
	const passages = passagesOf(words.slice(3, 7), '5-1-2e');
	expect(passages.map(({ part, from, to }) => [part, parts[part]?.slice(from, to)])).toEqual([
		[0, 'twee keer.'],
		[2, 'Zij woont']
	]);
});

test('words marked again take the new ground, and the rest of an older mark keeps its own', () => {
	const choice = fc.tuple(fc.nat(words.length - 1), fc.nat(words.length - 1), fc.constantFrom('5-1-2e', '5-2-1'));
	fc.assert(
		fc.property(fc.array(choice, { minLength: 1, maxLength: 6 }), (choices) => {
			let marked: readonly Passage[] = [];
			const expected = new Map<number, string>();
			for (const [a, b, ground] of choices) {
				const [first, last] = rangeOf(a, b);
				marked = withPassages(marked, passagesOf(words.slice(first, last + 1), ground));
				for (let at = first; at <= last; at += 1) expected.set(at, ground);
			}
			for (const [at, word] of words.entries()) expect(passageAt(marked, word)?.ground).toBe(expected.get(at));
			for (const one of marked)
				for (const other of marked)
					if (one !== other && one.part === other.part) expect(one.to <= other.from || other.to <= one.from).toBe(true);
		})
	);
});

test('several marks at once leave the parts of an older mark between them unchanged', () => {
	const old: Passage[] = [{ part: 0, from: 0, to: 20, ground: '5-2-1' }];
	const at = (from: number, to: number): Passage => ({ part: 0, from, to, ground: '5-1-2e' });
	expect(withPassages(old, [at(2, 4), at(8, 10)]).sort((a, b) => a.from - b.from)).toEqual([
		{ part: 0, from: 0, to: 2, ground: '5-2-1' },
		at(2, 4),
		{ part: 0, from: 4, to: 8, ground: '5-2-1' },
		at(8, 10),
		{ part: 0, from: 10, to: 20, ground: '5-2-1' }
	]);
});
