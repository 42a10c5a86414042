import { expect, test } from 'vitest';
import { Moment } from '$lib/domain/core/ids';
import { RECENT_BUCKETS, recentAt } from '$lib/domain/stories/card';

const made = Date.parse('2026-11-20T14:00:00Z');
const minutes = (count: number): number => made + count * 60_000;
const card = (newestAt: number, recent: readonly number[]) => ({
	newestAt: Moment.parse(new Date(newestAt).toISOString()),
	recent: [...Array<number>(RECENT_BUCKETS - recent.length).fill(0), ...recent]
});
const last = (values: readonly number[], count: number): readonly number[] => values.slice(-count);

test('the bars of a story that went quiet end now, not when its card was created', () => {
	const busy = card(minutes(-1), [3, 8, 20]);
	expect(recentAt(busy, minutes(0))).toEqual(busy.recent);
	expect(last(recentAt(busy, minutes(6)), 4)).toEqual([3, 8, 20, 0]);
	expect(last(recentAt(busy, minutes(44)), 10)).toEqual([20, ...Array<number>(9).fill(0)]);
	expect(recentAt(busy, minutes(600))).toEqual(Array<number>(RECENT_BUCKETS).fill(0));
});

test('quiet time that the card already includes is not counted twice', () => {
	const quiet = card(minutes(-12), [5, 0, 0]);
	expect(recentAt(quiet, minutes(0))).toEqual(quiet.recent);
	expect(last(recentAt(quiet, minutes(4)), 4)).toEqual([5, 0, 0, 0]);
	const none = card(minutes(-600), [0]);
	expect(recentAt(none, minutes(30))).toEqual(none.recent);
});
