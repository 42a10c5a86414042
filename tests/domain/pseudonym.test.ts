import { expect, test } from 'vitest';
import { AuthorNumber } from '$lib/domain/core/ids';
import { pseudonym } from '$lib/domain/stories/pseudonym';

const named = (number: number, language: 'nl' | 'en') => pseudonym(AuthorNumber.parse(number), language);

test('author 12 is Reiger 12 in Dutch and Heron 12 in English', () => {
	expect([named(12, 'nl'), named(12, 'en')]).toEqual(['Reiger 12', 'Heron 12']);
});

test('no two authors share a pseudonym, and adjacent numbers have different birds', () => {
	const names = Array.from({ length: 5000 }, (_, i) => named(i + 1, 'nl'));
	expect(new Set(names).size).toBe(5000);
	const birds = names.slice(0, 64).map((name) => name.replace(/ \d+$/, ''));
	expect(new Set(birds).size).toBe(64);
	expect(new Set(Array.from({ length: 64 }, (_, i) => named(i + 1, 'en').replace(/ \d+$/, ''))).size).toBe(64);
});
