import { describe, expect, test } from 'vitest';
import { readPace } from '$lib/domain/posts/silence';

/** The minute at which posts stop; any number will do. */
const stop = 30_000_000;
/** So many posts a minute, up to and including the minute of the stop, and another number after it. */
function talking(perMinute: number, afterwards = 0, hours = 4): Map<number, number> {
	const minutes = new Map<number, number>();
	let owed = 0;
	for (let minute = stop - hours * 60; minute <= stop + 300; minute++) {
		owed += minute <= stop ? perMinute : afterwards;
		if (owed < 1) continue;
		minutes.set(minute, Math.floor(owed));
		owed -= Math.floor(owed);
	}
	return minutes;
}
const silentAfter = (minutes: Map<number, number>, after: number, since = 0) => {
	const upTo = new Map([...minutes].filter(([minute]) => minute <= stop + after));
	return readPace(upTo, stop + after, since)?.silentSince ?? null;
};

describe('a source that stops', () => {
	test.each([
		[40, 3],
		[10, 3],
		[3, 8],
		[1, 24]
	])('of %i posts a minute is silent after %i minutes, and not before', (perMinute, after) => {
		const minutes = talking(perMinute);
		expect(silentAfter(minutes, after - 1)).toBeNull();
		expect(silentAfter(minutes, after)).toBe(stop);
		expect(silentAfter(minutes, 200)).toBe(stop);
	});
	test('of a few posts an hour is never reported as silent, because that cannot be known', () => {
		expect(readPace(talking(0.1), stop, 0)).toBeNull();
		expect(readPace(talking(0.1), stop + 240, 0)).toBeNull();
		expect(readPace(new Map(), stop, 0)).toBeNull();
	});
	test('is active again when posts come as before, and not with the first straggler', () => {
		const minutes = talking(40);
		for (let minute = stop + 1; minute <= stop + 30; minute++) minutes.delete(minute);
		minutes.set(stop + 30, 1);
		expect(silentAfter(minutes, 30)).not.toBeNull();
		for (let minute = stop + 31; minute <= stop + 40; minute++) minutes.set(minute, 40);
		expect(silentAfter(minutes, 40)).toBeNull();
	});
});

test('is silent when it falls to a trickle, but not when it halves', () => {
	expect(silentAfter(talking(40, 1), 30)).not.toBeNull();
	expect(silentAfter(talking(40, 20), 60)).toBeNull();
	expect(silentAfter(talking(40, 4), 60)).toBeNull();
});
test('is not silent after a slow fall, as at night', () => {
	const minutes = new Map<number, number>();
	let owed = 0;
	for (let minute = 0; minute <= 300; minute++) {
		owed += 20 * 0.5 ** (minute / 60);
		if (owed >= 1) minutes.set(stop - 300 + minute, Math.floor(owed));
		owed -= Math.floor(owed);
	}
	for (let minute = 0; minute <= 300; minute++) {
		const upTo = new Map([...minutes].filter(([at]) => at <= stop - 300 + minute));
		expect(readPace(upTo, stop - 300 + minute, 0)?.silentSince ?? null).toBeNull();
	}
});
test('silence while nobody followed the source does not count', () => {
	expect(silentAfter(talking(40), 30, stop + 29)).toBeNull();
	expect(silentAfter(talking(40), 34, stop + 29)).toBe(stop + 29);
});
test('posts that a source already has when it is connected do not count for its pace', () => {
	expect(readPace(new Map([[stop, 500]]), stop + 60, stop)).toBeNull();
});
test('the current pace is given next to the normal one', () => {
	expect(readPace(talking(6), stop, 0)).toMatchObject({ normal: 6, now: 6, silentSince: null });
	expect(readPace(talking(6, 2), stop + 5, 0)).toMatchObject({ now: 2, silentSince: null });
});
