import fc from 'fast-check';
import { expect, test } from 'vitest';
import { millisecondsOf, Moment, momentOf } from '$lib/domain/core/ids';
import { DAY, momentOfStep, stepBegin, stepLength, stepOf, stepsBetween, WEEK } from '$lib/domain/core/local-steps';
import { localDay } from '$lib/domain/core/local-time';

/** Zones of both halves of the world, with clocks that change at midnight, and offsets of half and quarter hours. */
const zones = [
	...['Europe/Amsterdam', 'Europe/London', 'America/New_York', 'America/Santiago', 'Africa/Cairo', 'Asia/Beirut'],
	...[
		'Australia/Sydney',
		'Asia/Kathmandu',
		'America/St_Johns',
		'Pacific/Auckland',
		'America/Sao_Paulo',
		'Antarctica/Troll',
		'UTC'
	]
];
const shownIn = (zone: string) => {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
	return (at: string | number): string => format.format(new Date(at));
};
const moment = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2037, 0) }).map(momentOf);
const zone = fc.constantFrom(...zones);

test('a day begins when its date first shows, in every zone and on every date', () => {
	fc.assert(
		fc.property(zone, moment, (zone, at) => {
			const shown = shownIn(zone);
			const day = (moment: string | number): string => shown(moment).slice(0, 10);
			const from = stepBegin(at, DAY, zone);
			expect(localDay(at, zone)).toBe(day(at));
			expect([from <= at, day(from), day(millisecondsOf(from) - 1) < day(from)]).toEqual([true, day(at), true]);
			const next = momentOfStep({ from, step: DAY }, 1, zone);
			expect([at < next, stepBegin(next, DAY, zone)]).toEqual([true, next]);
		}),
		{ numRuns: 400 }
	);
});

test('steps of any length follow each other without a gap, and each moment is in its own', () => {
	const length = fc.constantFrom(5, 10, 15, 30, 60, 120, 240, 720, DAY, WEEK, 2 * WEEK, 5 * WEEK);
	fc.assert(
		fc.property(zone, moment, length, fc.integer({ min: 0, max: 200 }), (zone, at, step, after) => {
			// The half hours of a zone's offset never move the steps of other zones.
			const steps = { from: stepBegin(at, step, zone), step };
			const later = momentOf(millisecondsOf(at) + after * step * 60_000);
			const place = stepOf(steps, later, zone);
			const [begin, end] = [momentOfStep(steps, place, zone), momentOfStep(steps, place + 1, zone)];
			expect([begin <= later, later < end]).toEqual([true, true]);
			if (step % WEEK === 0) expect(new Date(`${localDay(begin, zone)}T12:00Z`).getUTCDay(), 'Monday').toBe(1);
			if (step <= 60) expect(millisecondsOf(end) - millisecondsOf(begin)).toBe(step * 60_000);
		}),
		{ numRuns: 600 }
	);
});

test.each([
	['a winter day', '2026-01-15T12:00:00.000Z', '2026-01-14T23:00:00.000Z', 24],
	['a summer day', '2026-07-01T22:00:00.000Z', '2026-07-01T22:00:00.000Z', 24],
	['just before a summer midnight', '2026-09-24T21:59:59.999Z', '2026-09-23T22:00:00.000Z', 24],
	['half past midnight', '2026-09-24T22:30:00.000Z', '2026-09-24T22:00:00.000Z', 24],
	['half past one, which UTC counts for the day before', '2026-09-24T23:30:00.000Z', '2026-09-24T22:00:00.000Z', 24],
	['the day of 23 hours', '2026-03-29T10:00:00.000Z', '2026-03-28T23:00:00.000Z', 23],
	['the day before it', '2026-03-28T22:59:00.000Z', '2026-03-27T23:00:00.000Z', 24],
	['the day of 25 hours', '2026-10-25T00:30:00.000Z', '2026-10-24T22:00:00.000Z', 25],
	['its last minute', '2026-10-25T22:59:00.000Z', '2026-10-24T22:00:00.000Z', 25],
	['the day after it', '2026-10-25T23:00:00.000Z', '2026-10-25T23:00:00.000Z', 24],
	['a leap day', '2028-02-29T00:00:00.000Z', '2028-02-28T23:00:00.000Z', 24],
	['the last of the year', '2026-12-31T22:59:00.000Z', '2026-12-30T23:00:00.000Z', 24]
])('in the Netherlands: %s', (_, at, from, hours) => {
	const begin = stepBegin(Moment.parse(at), DAY);
	const end = momentOfStep({ from: begin, step: DAY }, 1);
	expect([begin, (millisecondsOf(end) - millisecondsOf(begin)) / 3_600_000]).toEqual([from, hours]);
});

test('a length is round: at most half a day, a day, or whole weeks, and never one too many', () => {
	const minutes = fc.integer({ min: 1, max: 4_000 * DAY });
	fc.assert(
		fc.property(moment, minutes, fc.integer({ min: 1, max: 130 }), (first, minutes, most) => {
			const until = momentOf(millisecondsOf(first) + minutes * 60_000);
			const { from, step, steps } = stepsBetween(first, until, most, 5);
			expect(DAY % step === 0 || step % WEEK === 0).toBe(true);
			expect(steps <= most || step >= minutes).toBe(true);
			expect(from <= first && until <= momentOfStep({ from, step }, steps)).toBe(true);
			expect(momentOfStep({ from, step }, steps - 1) < until).toBe(true);
		})
	);
	expect([stepLength(133 * DAY, 120), stepLength(1_000 * DAY, 120), stepLength(40 * DAY, 6, DAY)]).toEqual([
		WEEK,
		2 * WEEK,
		WEEK
	]);
});
