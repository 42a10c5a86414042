import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allPosts, busiest, rumourPeriods, momentOfStep } from '$lib/desk/views/chart-periods';
import { FindingId, Moment, SourceId } from '$lib/domain/core/ids';
import type { TimeSeries } from '$lib/domain/overview/figures';
import { wordsIn } from '$lib/i18n/words';
import { timeTicks } from '$lib/ui/charts/drawing/time-axis';
import { fresh } from '../domain/in-memory-incident';

/** From midnight to midnight in the Netherlands, on the days on which the clock changes. */
const october = { from: '2026-10-24T22:00:00.000Z', until: '2026-10-25T23:00:00.000Z', hours: 25 };
const march = { from: '2026-03-28T23:00:00.000Z', until: '2026-03-29T22:00:00.000Z', hours: 23 };
const words = wordsIn('nl');
const { clock, time } = words;

/** As many posts in each hour as its number says, the first of them 1. */
function countedFrom({ from, until, hours }: typeof october): TimeSeries {
	const posts = Array.from({ length: hours }, (_, hour) => hour + 1);
	return {
		from: Moment.parse(from),
		until: Moment.parse(until),
		step: 60,
		steps: hours,
		attitudes: [],
		rumours: [{ rumour: fresh(FindingId), posts }],
		outages: [],
		actions: [],
		sources: [{ source: fresh(SourceId), posts }],
		emotions: []
	};
}
const hoursOf = (series: TimeSeries): string[] =>
	allPosts(series).map((count, step) => `${clock(momentOfStep(series, step))}: ${count}`);

describe('charts on the days on which the clock changes', () => {
	test('in October the hour from two appears twice, each with its own count and its own name', () => {
		const series = countedFrom(october);
		expect(hoursOf(series).slice(0, 6)).toEqual([
			...['00.00: 1', '01.00: 2', '02.00 (zomertijd): 3', '02.00 (wintertijd): 4', '03.00: 5', '04.00: 6']
		]);
		expect(new Set(hoursOf(series)).size).toBe(25);
		const periods = rumourPeriods(series, 25);
		expect(periods.map(({ from, n }) => `${clock(from)}: ${n}`)).toEqual(hoursOf(series));
		const nightSeries = countedFrom({ ...october, until: '2026-10-25T02:00:00.000Z', hours: 4 });
		expect(time(busiest(nightSeries)?.at ?? '')).toBe('02.00 uur (wintertijd)');
	});

	test('in March the hour from two does not exist: no zero bar, no duplicate, no gap', () => {
		const series = countedFrom(march);
		expect(hoursOf(series).slice(0, 4)).toEqual(['00.00: 1', '01.00: 2', '03.00: 3', '04.00: 4']);
		expect(hoursOf(series).at(-1)).toBe('23.00: 23');
		expect(new Set(hoursOf(series)).size).toBe(23);
		const periods = rumourPeriods(series, 23);
		expect(periods.map(({ from, n }) => `${clock(from)}: ${n}`)).toEqual(hoursOf(series));
	});

	test('on such a night the axis is evenly spaced, and no two of its labels read alike or touch', () => {
		const ticksOf = (from: string, until: string, maxTicks: number) =>
			timeTicks({ from, until }, maxTicks, words).map(({ text, share }) => `${text} ${(share * 5).toFixed(1)}`);
		expect(ticksOf('2026-03-28T23:00:00.000Z', '2026-03-29T04:00:00.000Z', 6)).toEqual([
			...['00.00 0.0', '01.00 1.0', '03.00 2.0', '04.00 3.0', '05.00 4.0', '06.00 5.0']
		]);
		expect(ticksOf('2026-10-24T22:00:00.000Z', '2026-10-25T03:00:00.000Z', 24)).toEqual([
			...['00.00 0.0', '01.00 1.0', '02.00 (zomertijd) 2.0', '02.00 (wintertijd) 3.0', '03.00 4.0', '04.00 5.0']
		]);
		const spans = fc.record({
			from: fc.constantFrom(Date.parse(october.from), Date.parse(march.from)),
			start: fc.integer({ min: 0, max: 4 * 60 }),
			minutes: fc.integer({ min: 30, max: 20 * 60 }),
			maxTicks: fc.integer({ min: 2, max: 30 })
		});
		fc.assert(
			fc.property(spans, ({ from, start, minutes, maxTicks }) => {
				const [begin, end] = [from + start * 60_000, from + (start + minutes) * 60_000];
				const ticks = timeTicks(
					{ from: new Date(begin).toISOString(), until: new Date(end).toISOString() },
					maxTicks,
					words
				);
				expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
				const longestText = Math.max(...ticks.map(({ text }) => text.length));
				// In widths of a usual time with the space around it, of which its letters take half.
				const space = (ticks[1]?.share ?? 1) - (ticks[0]?.share ?? 0);
				if (ticks.length > 2) expect(space * maxTicks).toBeGreaterThanOrEqual(longestText / 5 / 2);
			})
		);
	});
});
