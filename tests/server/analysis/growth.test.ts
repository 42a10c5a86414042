import { describe, expect, test } from 'vitest';
import { comesBack, growthClass } from '$lib/server/analysis/growth';

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

describe('a looked-at story', () => {
	const looked = { posts: 4, platforms: ['x'] };

	test('comes back at three times its posts', () => {
		expect(comesBack(looked, { posts: 11, platforms: ['x'] })).toBe(false);
		expect(comesBack(looked, { posts: 12, platforms: ['x'] })).toBe(true);
	});

	test('does not come back below ten posts, however much it grew', () => {
		expect(comesBack({ posts: 1, platforms: ['x'] }, { posts: 9, platforms: ['x'] })).toBe(false);
		expect(comesBack({ posts: 1, platforms: ['x'] }, { posts: 10, platforms: ['x'] })).toBe(true);
	});

	test('comes back on a platform where it was not, with one post', () => {
		expect(comesBack(looked, { posts: 5, platforms: ['x', 'facebook'] })).toBe(true);
	});

	test('stays away when a platform falls off', () => {
		expect(comesBack({ posts: 4, platforms: ['x', 'facebook'] }, { posts: 5, platforms: ['x'] })).toBe(false);
	});
});
