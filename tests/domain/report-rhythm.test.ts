import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import { closeIncident, reopenIncident, setPhase } from '$lib/domain/incident/incident';
import { dueAfter, nextReport } from '$lib/domain/report/due';
import { reportRhythm } from '$lib/domain/report/rhythm';
import { DAILY, setReportDue, WEEKLY } from '$lib/domain/report/version';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { moments } from '$lib/i18n/moments';
import { ReportFixture } from './report-facts';
import { bram, carla, noon, reader } from './in-memory-incident';

const DAY = 24 * 60;
const { exact, clock } = moments('nl');
const shown = (at: Moment | null): string | null => at && exact(at).replace(/\.00 uur$/, '');

/** An acute incident with a report every half hour, and the last one just released. */
function acute(): ReportFixture {
	const fixture = new ReportFixture();
	fixture.incident.when(setReportDue, { due: { at: fixture.at(30), every: 30 } }, bram);
	fixture.release(65);
	return fixture;
}
const phase = (fixture: ReportFixture, minute: number, to: 'acute' | 'followUp' | 'aftercare'): ReportFixture => {
	fixture.clock(minute).incident.when(setPhase, { phase: to }, carla);
	return fixture;
};
const next = (fixture: ReportFixture) => nextReport(fixture.incident.state);
const reportWaits = (fixture: ReportFixture, minute: number) =>
	waitingWork(fixture.incident.state, reader(bram), fixture.at(minute), null, () => null).mine.filter(
		({ kind }) => kind === 'report'
	);

describe('aftercare', () => {
	test('has one report a week, the first a week later at ten in the morning', () => {
		const fixture = phase(acute(), 70, 'aftercare');
		expect(shown(next(fixture).due)).toBe('27 november 2026, 10.00');
		fixture.release(6 * DAY);
		expect(shown(next(fixture).due), 'a day early is this week’s').toBe('4 december 2026, 10.00');
		expect(fixture.report(7 * DAY).due, 'the report itself says the same').toBe(next(fixture).due);
	});

	test('asks for its report from a day before, and calls it late after a day instead of half an hour', () => {
		const fixture = phase(acute(), 70, 'aftercare');
		const due = (millisecondsOf(next(fixture).due ?? noon) - millisecondsOf(noon)) / 60_000;
		expect(reportWaits(fixture, 100)).toEqual([]);
		expect(reportWaits(fixture, due - DAY - 1)).toEqual([]);
		expect(reportWaits(fixture, due - 60)).toMatchObject([{ due: next(fixture).due }]);
		expect(reportWaits(fixture, due + 60), 'it waits, and is not late').toMatchObject([{ due: null }]);
		expect(reportWaits(fixture, due + DAY + 1)).toMatchObject([{ due: next(fixture).due }]);
	});

	test('keeps the rhythm that somebody set in it, or none, when the incident returns to it', () => {
		const fixture = phase(acute(), 70, 'aftercare');
		const daily = { at: fixture.at(DAY), every: DAILY, meetings: [] };
		fixture.incident.when(setReportDue, { due: daily }, bram);
		expect(reportRhythm(fixture.incident.state)).toEqual(daily);
		phase(fixture, 2 * DAY, 'acute');
		phase(fixture, 3 * DAY, 'aftercare');
		expect(reportRhythm(fixture.incident.state)).toEqual(daily);
		fixture.incident.when(setReportDue, { due: null }, bram);
		expect(next(fixture)).toMatchObject({ number: 2, due: null, late: null });
	});

	test('restores the old rhythm from the moment it ends, so that nothing is late at once', () => {
		const fixture = phase(phase(acute(), 70, 'aftercare'), 10 * DAY + 5, 'acute');
		expect(reportRhythm(fixture.incident.state)).toMatchObject({ every: 30, at: fixture.at(30) });
		expect(next(fixture).due).toBe(fixture.at(10 * DAY + 30));
		expect(reportWaits(fixture, 10 * DAY + 5)).toEqual([]);
	});

	test('continues after closing and reopening', () => {
		const fixture = phase(acute(), 70, 'aftercare');
		const before = next(fixture);
		fixture.clock(80).incident.when(closeIncident, {}, carla);
		fixture.clock(90).incident.when(reopenIncident, { why: 'Nog een vraag' }, carla);
		expect(next(fixture)).toEqual(before);
	});
});

test('for any phases and rhythms, leaving aftercare restores what was set outside it', () => {
	const rhythm = fc.option(
		fc.record({
			at: fc.integer({ min: 0, max: 30 * DAY }),
			every: fc.constantFrom(30 as const, 60 as const, DAILY, WEEKLY, null)
		}),
		{ nil: null }
	);
	const step = fc.oneof(
		fc.record({ phase: fc.constantFrom('acute' as const, 'followUp' as const, 'aftercare' as const) }),
		fc.record({ rhythm })
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
			const fixture = new ReportFixture();
			const set: Record<'inside' | 'outside', unknown> = { inside: undefined, outside: null };
			for (const [at, each] of steps.entries()) {
				fixture.clock(at * 600);
				const { state } = fixture.incident;
				if ('phase' in each) phase(fixture, at * 600, each.phase);
				else {
					const due = each.rhythm && { ...each.rhythm, at: fixture.at(each.rhythm.at), meetings: [] };
					fixture.incident.when(setReportDue, { due }, bram);
					set[state.incident?.phase === 'aftercare' ? 'inside' : 'outside'] = due;
				}
				const inForce = reportRhythm(fixture.incident.state);
				if (state.incident?.phase !== 'aftercare') expect(inForce).toEqual(set.outside);
				else if (set.inside === undefined) expect(inForce).toMatchObject({ every: WEEKLY });
				else expect(inForce).toEqual(set.inside);
			}
		}),
		{ numRuns: 100 }
	);
});

test('a rhythm of days keeps its time on the clock in summer and winter, and its next moment is always in the future', () => {
	const day = fc.integer({ min: 0, max: 800 }).map((days) => Date.parse('2026-01-01T09:00:00Z') + days * 86_400_000);
	const minutes = fc.integer({ min: 0, max: 1439 });
	fc.assert(
		fc.property(
			day,
			minutes,
			fc.constantFrom(DAILY, WEEKLY),
			fc.integer({ min: 0, max: 400 }),
			(from, of, every, on) => {
				const rhythm = { at: momentOf(from + of * 60_000), every, meetings: [] };
				const measured = momentOf(millisecondsOf(rhythm.at) + on * 7_777 * 60_000);
				const due = dueAfter(rhythm, measured);
				expect(due !== null && due > measured).toBe(true);
				const wait = millisecondsOf(due ?? noon) - millisecondsOf(measured);
				expect(wait).toBeLessThan((every + 3 * DAY) * 60_000);
				// The night in which the clock goes forward has no time between two and three.
				const time = clock(rhythm.at);
				if (!time.startsWith('02') && !time.startsWith('03')) expect(clock(due ?? noon)).toBe(time);
			}
		)
	);
});
