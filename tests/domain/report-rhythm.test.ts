import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import { closeIncident, reopenIncident, setPhase } from '$lib/domain/incident/incident';
import { dueAfter, nextReport } from '$lib/domain/report/due';
import { reportRhythm } from '$lib/domain/report/rhythm';
import { DAILY, setReportDue, WEEKLY } from '$lib/domain/report/version';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { moments } from '$lib/i18n/moments';
import { Scene } from './report-facts';
import { bram, carla, noon } from './in-memory-incident';

const DAY = 24 * 60;
const { exact, clock } = moments('nl');
const shown = (at: Moment | null): string | null => at && exact(at).replace(/\.00 uur$/, '');

/** An acute incident with a report every half hour, and the last one just released. */
function acute(): Scene {
	const scene = new Scene();
	scene.incident.when(setReportDue, { due: { at: scene.at(30), every: 30 } }, bram);
	scene.release(65);
	return scene;
}
const phase = (scene: Scene, minute: number, to: 'acute' | 'followUp' | 'aftercare'): Scene => {
	scene.clock(minute).incident.when(setPhase, { phase: to }, carla);
	return scene;
};
const next = (scene: Scene) => nextReport(scene.incident.state);
const reportWaits = (scene: Scene, minute: number) =>
	waitingWork(scene.incident.state, bram, scene.at(minute), null, () => null).mine.filter(
		({ kind }) => kind === 'report'
	);

describe('aftercare', () => {
	test('has one report a week, first a week later at ten in the morning', () => {
		const scene = phase(acute(), 70, 'aftercare');
		expect(shown(next(scene).due)).toBe('27 november 2026, 10.00');
		scene.release(6 * DAY);
		expect(shown(next(scene).due), 'a day early is this week’s').toBe('4 december 2026, 10.00');
		expect(scene.report(7 * DAY).due, 'the report itself says the same').toBe(next(scene).due);
	});

	test('asks for its report from the day before, and calls it late after a day, not after half an hour', () => {
		const scene = phase(acute(), 70, 'aftercare');
		const due = (millisecondsOf(next(scene).due ?? noon) - millisecondsOf(noon)) / 60_000;
		expect(reportWaits(scene, 100)).toEqual([]);
		expect(reportWaits(scene, due - DAY - 1)).toEqual([]);
		expect(reportWaits(scene, due - 60)).toMatchObject([{ due: next(scene).due }]);
		expect(reportWaits(scene, due + 60), 'it waits, and is not late').toMatchObject([{ due: null }]);
		expect(reportWaits(scene, due + DAY + 1)).toMatchObject([{ due: next(scene).due }]);
	});

	test('has the rhythm that somebody sets in it, also none, and keeps it when it comes back', () => {
		const scene = phase(acute(), 70, 'aftercare');
		const daily = { at: scene.at(DAY), every: DAILY, meetings: [] };
		scene.incident.when(setReportDue, { due: daily }, bram);
		expect(reportRhythm(scene.incident.state)).toEqual(daily);
		phase(scene, 2 * DAY, 'acute');
		phase(scene, 3 * DAY, 'aftercare');
		expect(reportRhythm(scene.incident.state)).toEqual(daily);
		scene.incident.when(setReportDue, { due: null }, bram);
		expect(next(scene)).toMatchObject({ number: 2, due: null, late: null });
	});

	test('gives the old rhythm back when it ends, from that moment on: nothing is late at once', () => {
		const scene = phase(phase(acute(), 70, 'aftercare'), 10 * DAY + 5, 'acute');
		expect(reportRhythm(scene.incident.state)).toMatchObject({ every: 30, at: scene.at(30) });
		expect(next(scene).due).toBe(scene.at(10 * DAY + 30));
		expect(reportWaits(scene, 10 * DAY + 5)).toEqual([]);
	});

	test('goes on after closing and reopening', () => {
		const scene = phase(acute(), 70, 'aftercare');
		const before = next(scene);
		scene.clock(80).incident.when(closeIncident, {}, carla);
		scene.clock(90).incident.when(reopenIncident, { why: 'Nog een vraag' }, carla);
		expect(next(scene)).toEqual(before);
	});
});

test('whatever the phases and rhythms, leaving aftercare restores what was set outside it', () => {
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
			const scene = new Scene();
			const set: Record<'inside' | 'outside', unknown> = { inside: undefined, outside: null };
			for (const [at, each] of steps.entries()) {
				scene.clock(at * 600);
				const { state } = scene.incident;
				if ('phase' in each) phase(scene, at * 600, each.phase);
				else {
					const due = each.rhythm && { ...each.rhythm, at: scene.at(each.rhythm.at), meetings: [] };
					scene.incident.when(setReportDue, { due }, bram);
					set[state.incident?.phase === 'aftercare' ? 'inside' : 'outside'] = due;
				}
				const inForce = reportRhythm(scene.incident.state);
				if (state.incident?.phase !== 'aftercare') expect(inForce).toEqual(set.outside);
				else if (set.inside === undefined) expect(inForce).toMatchObject({ every: WEEKLY });
				else expect(inForce).toEqual(set.inside);
			}
		}),
		{ numRuns: 100 }
	);
});

test('a rhythm of days keeps its time on the clock in summer and winter, and its next moment is always to come', () => {
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
