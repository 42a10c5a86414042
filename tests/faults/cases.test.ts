import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cases } from './cases';

test('every fault of the list has a case, and each case is run or names the tests that cover it', () => {
	const numbers = cases.map(({ number }) => number);
	for (let number = 1; number <= 42; number += 1) expect(numbers).toContain(String(number));
	expect(new Set(numbers).size).toBe(numbers.length);
	for (const { number, run, tests, long } of cases) {
		expect(run ?? tests, number).toBeDefined();
		expect(long, number).toBeGreaterThan(0);
	}
});

test('the named tests exist', () => {
	for (const { number, tests = [] } of cases)
		for (const { file, title } of tests) expect(readFileSync(file, 'utf8'), `${number}: ${title}`).toContain(title);
});
