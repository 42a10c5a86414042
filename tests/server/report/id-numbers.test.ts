import { expect, test } from 'vitest';
import { bytesOf, IdNumbers } from '$lib/server/read/report/history/id-numbers';
import { numbersFrom } from '../../bench/made-up-posts';

/** So many ids by chance, of which some come again and many end alike, so that they want the same slot. */
function idsFrom(seed: number, many: number): string[] {
	const number = numbersFrom(seed);
	const hex = (below: number, digits: number): string =>
		Math.floor(number() * below)
			.toString(16)
			.padStart(digits, '0');
	return Array.from({ length: many }, () =>
		`${'0'.repeat(20)}${hex(many / 50, 4)}${hex(100, 8)}`.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
	);
}

test.each([1, 1_024, 1_025, 9_000])('%i ids keep the numbers that they got the first time', (many) => {
	const ids = idsFrom(many, many);
	const [numbers, expected] = [new IdNumbers(), new Map<string, number>()];
	const wrong = ids.filter((id) => {
		const isKnownWrong = numbers.find(bytesOf(id)) !== expected.get(id);
		if (!expected.has(id)) expected.set(id, expected.size);
		return isKnownWrong || numbers.numberOf(bytesOf(id)) !== expected.get(id);
	});
	expect(wrong).toEqual([]);
	expect(numbers.size).toBe(expected.size);
	const apart = [...expected].filter(
		([id, number]) =>
			numbers.textOf(number) !== id || numbers.find(Buffer.concat([Buffer.of(7), bytesOf(id)]), 1) !== number
	);
	expect(apart).toEqual([]);
});
