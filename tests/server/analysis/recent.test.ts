import { expect, test } from 'vitest';
import { Recent } from '$lib/server/analysis/recent';

test('keeps the newest so many, and forgets the oldest first', () => {
	const recent = new Recent<number>(3);
	for (let at = 1; at <= 5; at++) recent.set(`${at}`, at);
	expect(['1', '2', '3', '4', '5'].map((key) => recent.get(key))).toEqual([undefined, undefined, 3, 4, 5]);
});

test('a key that is set again keeps its place and takes no other’s', () => {
	const recent = new Recent<string>(2);
	recent.set('a', 'one');
	recent.set('a', 'two');
	recent.set('b', 'three');
	expect([...recent]).toEqual([
		['a', 'two'],
		['b', 'three']
	]);
});
