import { expect, test } from 'vitest';
import { reconnectPause } from '$lib/desk/sync/transport';
import { numbersFrom } from '../bench/made-up-posts';

/** When each browser is connected again after an outage of this many milliseconds that began for all at once. */
function arrivals(browsers: number, outage: number, attempt: number): number[] {
	const chance = numbersFrom(outage + browsers);
	return Array.from({ length: browsers }, () => {
		let at = 0;
		for (let failed = 0; ; failed += 1) {
			at += reconnectPause(failed, chance());
			if (at >= outage) return at - outage;
			at += attempt;
		}
	});
}
/** The largest part of them that comes in one half second. */
function densest(times: readonly number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	let highest = 0;
	let from = 0;
	for (const [to, time] of sorted.entries()) {
		while (time - (sorted[from] ?? 0) > 500) from += 1;
		highest = Math.max(highest, to - from + 1);
	}
	return highest / times.length;
}

test.each([
	{ outage: 100, maxShare: 0.55 },
	{ outage: 1_000, maxShare: 0.35 },
	{ outage: 2_000, maxShare: 0.3 },
	// After an attempt of four seconds in vain all are in their second pause, which is still short.
	{ outage: 4_000, maxShare: 0.3 },
	...[11_000, 20_000, 30_000, 60_000, 600_000].map((outage) => ({ outage, maxShare: 0.25 }))
])('after $outage ms without a server browsers reconnect spread out, and soon', ({ outage, maxShare }) => {
	// An attempt is refused at once, or waits in vain for four seconds.
	for (const attempt of [1, 4_000]) {
		const times = arrivals(2_000, outage, attempt);
		if (attempt === 1) expect(densest(times), 'refused at once').toBeLessThan(maxShare);
		else expect(densest(times.filter((time) => time > 0)), 'waited in vain').toBeLessThan(maxShare);
		expect(Math.max(...times)).toBeLessThan(9_000 + attempt);
	}
});

test('the first attempt comes soon, and no pause is zero or longer than nine seconds', () => {
	for (const chance of [0, 0.5, 1]) {
		expect(reconnectPause(0, chance)).toBeLessThanOrEqual(1_100);
		for (const failed of [0, 1, 5, 50, 5_000]) {
			expect(reconnectPause(failed, chance)).toBeGreaterThan(100);
			expect(reconnectPause(failed, chance)).toBeLessThan(9_000);
		}
	}
});
