import { describe, expect, test } from 'vitest';
import { growthClass } from '$lib/server/analysis/growth';

describe('growth class', () => {
	test('is the whole part of log₃ of the posts, exact at every power of three', () => {
		for (let power = 0, bound = 1; power <= 30; power++, bound *= 3) {
			expect(growthClass(bound)).toBe(power);
			if (bound > 1) expect(growthClass(bound - 1)).toBe(power - 1);
			expect(growthClass(bound + 1)).toBe(power);
		}
	});

	test('is 0 for a story that has no post in the window', () => {
		expect(growthClass(0)).toBe(0);
	});
});
