import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	busiest,
	countIn,
	lastUnfinished,
	periodLength,
	rumourPeriods,
	sinceStart,
	unfinishedOf
} from '$lib/desk/views/chart-periods';
import { FindingId, momentOf, SourceId } from '$lib/domain/core/ids';
import type { TimeSeries } from '$lib/domain/overview/figures';
import { differs } from '$lib/domain/stories/trend';
import { moments } from '$lib/i18n/moments';
import { spread } from '$lib/ui/charts/drawing/placing';
import { axisWidth, lanesFor, shareIn, timeTicks, valueTicks, type TimeSpan } from '$lib/ui/charts/drawing/time-axis';
import { fresh } from '../domain/in-memory-incident';

const dutch = moments('nl');
const textsOf = (span: TimeSpan, maxTicks: number): string[] =>
	timeTicks(span, maxTicks, dutch).map(({ text }) => text);
const span = { from: '2026-11-20T11:30:00.000Z', until: '2026-11-20T13:30:00.000Z' };

test('a time has a position between the first step and the last time measured', () => {
	expect(shareIn('2026-11-20T11:30:00Z', span)).toBe(0);
	expect(shareIn('2026-11-20T12:30:00Z', span)).toBe(0.5);
	expect(shareIn('2026-11-20T13:30:00Z', span)).toBe(1);
	expect(shareIn('2026-11-20T13:31:00Z', span)).toBeNull();
	expect(shareIn('2026-11-20T11:29:59Z', span)).toBeNull();
});

test('the axis has round times and its own end, and nothing after it', () => {
	expect(textsOf(span, 6)).toEqual(['12.30', '13.00', '13.30', '14.00', '14.30']);
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 2, max: 20 }), (minutes, maxTicks) => {
			const until = new Date(Date.parse(span.from) + minutes * 60_000).toISOString();
			const ticks = timeTicks({ from: span.from, until }, maxTicks, dutch);
			expect(ticks.at(-1)).toMatchObject({ at: until, share: 1 });
			expect(ticks.length).toBeLessThanOrEqual(maxTicks + 1);
			for (const { at, share } of ticks) {
				expect(at <= until && at >= span.from).toBe(true);
				expect(share).toBeGreaterThanOrEqual(0);
			}
		})
	);
});

test('over several days, midnight is labelled as the day that begins, and the times between are clock times', () => {
	const from = '2026-11-20T14:20:00.000Z';
	expect(textsOf({ from, until: '2026-11-21T02:10:00.000Z' }, 7)).toEqual([
		...['16.00', '18.00', '20.00', '22.00', '21 nov', '03.10']
	]);
	expect(textsOf({ from, until: '2026-11-23T10:00:00.000Z' }, 8)).toEqual([
		...['21 nov', '12.00', '22 nov', '12.00', '23 nov', '11.00']
	]);
	expect(textsOf({ from, until: '2026-12-04T10:00:00.000Z' }, 9)).toEqual([
		...['22 nov', '24 nov', '26 nov', '28 nov', '30 nov', '2 dec', '11.00']
	]);
	// Through the nights of both changes.
	expect(textsOf({ from: '2026-10-23T22:00:00.000Z', until: '2026-10-26T23:00:00.000Z' }, 9)).toEqual([
		...['24 okt', '12.00', '25 okt', '12.00', '26 okt', '12.00', '00.00']
	]);
	expect(textsOf({ from: '2026-03-27T23:00:00.000Z', until: '2026-03-29T22:00:00.000Z' }, 6)).toEqual([
		...['28 mrt', '12.00', '29 mrt', '12.00', '00.00']
	]);
});

test('times in a span of several days include the day, those within one day do not', () => {
	const { clockIn } = dutch;
	const [morning, evening, next] = ['2026-11-20T08:00:00Z', '2026-11-20T19:00:00Z', '2026-11-21T07:00:00Z'];
	expect(clockIn({ from: morning, until: evening })(evening)).toBe('20.00');
	expect(clockIn({ from: morning, until: next })(evening)).toBe('20 nov 20.00');
	expect(moments('en').clockIn({ from: morning, until: next })(next)).toBe('21 Nov 08:00');
});

test('the value lines are round, and the highest value fits below the top', () => {
	expect(valueTicks(167)).toEqual({ top: 200, ticks: [100, 200] });
	expect(valueTicks(0.41)).toMatchObject({ top: expect.closeTo(0.6, 5) as number });
	fc.assert(
		fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (highest) => {
			const { top, ticks } = valueTicks(highest);
			expect(top).toBeGreaterThanOrEqual(highest * 0.999);
			expect(ticks.length).toBeLessThanOrEqual(3);
		})
	);
});

test('no label of an own action is crossed by a line or touches another', () => {
	const word = fc.record({ at: fc.integer({ min: 0, max: 1200 }), width: fc.integer({ min: 8, max: 200 }) });
	fc.assert(
		fc.property(fc.array(word, { maxLength: 12 }), (found) => {
			const words = found.sort((a, b) => a.at - b.at);
			const lanes = lanesFor(words);
			words.forEach(({ at, width }, index) => {
				words.forEach((other, earlier) => {
					if (earlier >= index || other.at <= at - width) return;
					// The line of the earlier one runs through this word: it must end below it, and so must its word.
					expect(lanes[earlier]).toBeLessThan(lanes[index] ?? 0);
				});
			});
		})
	);
	expect(
		lanesFor([
			{ at: 300, width: 80 },
			{ at: 400, width: 80 }
		])
	).toEqual([0, 0]);
});

test('labels at the ends of lines keep apart and stay inside', () => {
	const placed = spread([100, 104, 102, 290], 20, 0, 300);
	const sorted = [...placed].sort((a, b) => a - b);
	for (let at = 1; at < sorted.length; at += 1)
		expect((sorted[at] ?? 0) - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(20);
	expect(Math.max(...placed)).toBeLessThanOrEqual(300);
	expect(placed[0]).toBeLessThan(placed[2] ?? 0);
	expect(placed[2]).toBeLessThan(placed[1] ?? 0);
});

test('periods begin at round times, lose no post, and end with the measurement', () => {
	const series: TimeSeries = {
		from: momentOf(Date.parse('2026-11-20T11:35:00.000Z')),
		until: momentOf(Date.parse('2026-11-20T13:52:00.000Z')),
		step: 5,
		steps: 28,
		sources: [],
		attitudes: [],
		emotions: [],
		outages: [],
		actions: [],
		rumours: [{ rumour: fresh(FindingId), posts: Array.from({ length: 28 }, (_, at) => at) }]
	};
	expect(periodLength(series, 12)).toBe(15);
	const periods = rumourPeriods(series, 12);
	expect(periods[0]?.from).toBe(series.from);
	expect(periods.slice(1).map(({ from }) => Number(from.slice(14, 16)) % 15)).toEqual(periods.slice(1).map(() => 0));
	expect(periods.at(-1)?.to).toBe(series.until);
	expect(periods.reduce((sum, { n }) => sum + n, 0)).toBe((27 * 28) / 2);
});

test('a difference is stated only when it is more than chance', () => {
	expect([differs(29, 120), differs(429, 406), differs(3, 5)]).toEqual([true, false, false]);
});

const [source, rumour] = [fresh(SourceId), fresh(FindingId)];
/** Counts per five minutes that are those of a source and a rumour at once. */
const seriesOf = (posts: readonly number[], minutes: number, from = '2026-11-20T11:35:00.000Z'): TimeSeries => ({
	from: momentOf(Date.parse(from)),
	until: momentOf(Date.parse(from) + minutes * 60_000),
	step: 5,
	steps: posts.length,
	emotions: [],
	attitudes: [],
	outages: [],
	actions: [],
	sources: [{ source, posts: [...posts] }],
	rumours: [{ rumour, posts: [...posts] }]
});

test('an unfinished period changes no line, sentence or comparison of a chart', () => {
	const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 70 });
	fc.assert(
		fc.property(counts, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 99 }), (posts, into, other) => {
			const minutes = (posts.length - 1) * 5 + into;
			const drawn = (last: number) => {
				const series = seriesOf([...posts.slice(0, -1), last], minutes);
				const rumours = rumourPeriods(series, 18);
				expect(unfinishedOf(rumours)?.until).toBe(series.until);
				return {
					counts: rumours.map((period) => countIn(period, rumour)),
					busiest: busiest(series)
				};
			};
			expect(drawn(other)).toEqual(drawn(posts.at(-1) ?? 0));
			expect(lastUnfinished(seriesOf(posts, minutes))).toEqual({ count: posts.at(-1), minutes: into });
			expect(lastUnfinished(seriesOf(posts, posts.length * 5))).toBeNull();
		})
	);
});

test('counts are compared only over periods of equal length', () => {
	// From 11.35 to 12.10 in periods of ten minutes: the first has five minutes, and the last is over.
	const periods = rumourPeriods(seriesOf([5, 5, 5, 5, 5, 5, 5], 35), 4);
	expect(periods.map((period) => countIn(period, rumour))).toEqual([null, 10, 10, 10]);
	expect(unfinishedOf(periods)).toBeNull();
});

test('the time before the start of an incident does not count as zero', () => {
	const end = Date.parse('2026-11-20T12:00:00.000Z');
	const at = (start: string) => sinceStart([0, 2, 0, 0, 3], { end, minutes: 10, start });
	expect(at('2026-11-20T11:00:00.000Z')).toEqual([0, 2, 0, 0, 3]);
	expect(at('2026-11-20T11:35:00.000Z')).toEqual([null, 2, 0, 0, 3]);
	expect(at('2026-11-20T11:45:00.000Z')).toEqual([null, 2, null, 0, 3]);
});

test('the numbers of an axis fit beside the plot', () => {
	for (const highest of [1, 20, 167, 98_000]) {
		const texts = valueTicks(highest).ticks.map(String);
		expect(axisWidth(texts, 8)).toBeGreaterThan(8 * Math.max(...texts.map(({ length }) => length)));
	}
});
