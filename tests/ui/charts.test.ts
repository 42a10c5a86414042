import { expect, test } from 'vitest';
import { gapsOf, shareOf, stepAt } from '$lib/ui/charts/drawing/steps';
import { drawable } from '$lib/ui/charts/drawing/lines';
import { levelsFor, spread } from '$lib/ui/charts/drawing/placing';

const steps = { start: '2026-11-20T11:30:00Z', minutes: 5, count: 24 };

test('a moment has its place between the beginning of the first step and the end of the last', () => {
	expect(shareOf('2026-11-20T11:30:00Z', steps)).toBe(0);
	expect(shareOf('2026-11-20T12:30:00Z', steps)).toBe(0.5);
	expect(shareOf('2026-11-20T13:30:00Z', steps)).toBe(1);
	expect(shareOf('2026-11-20T13:31:00Z', steps)).toBeNull();
	expect(shareOf('2026-11-20T11:29:59Z', steps)).toBeNull();
});

test('steps are counted in elapsed time, also in the night the clock is put back', () => {
	const night = { start: '2026-10-24T22:00:00Z', minutes: 60, count: 25 };
	expect(stepAt(night, 25)).toBe('2026-10-25T23:00:00.000Z');
});

test('zero was measured, null was not: only null makes a gap, and neighbours make one', () => {
	expect(gapsOf([0, null, null, 3, 0, null])).toEqual([
		[1, 3],
		[5, 6]
	]);
	expect(gapsOf([0, 0, 0])).toEqual([]);
});

test('no share is drawn of fewer than twenty posts', () => {
	expect(drawable([0.5, 0.4, null, 0.3], [19, 20, 80, 7])).toEqual([null, 0.4, null, null]);
});

test('words at lines never touch, and become numbers when they cannot', () => {
	expect(
		levelsFor(
			[
				{ at: 100, width: 80 },
				{ at: 400, width: 80 }
			],
			0,
			3
		)
	).toEqual([0, 0]);
	expect(
		levelsFor(
			[
				{ at: 100, width: 80 },
				{ at: 150, width: 80 },
				{ at: 170, width: 80 }
			],
			0,
			3
		)
	).toEqual([0, 1, 2]);
	expect(
		levelsFor(
			[
				{ at: 100, width: 80 },
				{ at: 110, width: 80 },
				{ at: 120, width: 80 },
				{ at: 130, width: 80 }
			],
			0,
			3
		)
	).toBeNull();
	expect(levelsFor([{ at: 40, width: 80 }], 0, 3)).toBeNull();
});

test('names at the ends of lines keep apart and stay inside', () => {
	const placed = spread([100, 104, 102, 290], 20, 0, 300);
	const sorted = [...placed].sort((a, b) => a - b);
	for (let at = 1; at < sorted.length; at += 1)
		expect((sorted[at] ?? 0) - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(20);
	expect(Math.max(...placed)).toBeLessThanOrEqual(300);
	expect(placed[0]).toBeLessThan(placed[2] ?? 0);
	expect(placed[2]).toBeLessThan(placed[1] ?? 0);
});
