import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastWallAt, type Clock } from '$lib/domain/core/clock';
import { incidentTime } from '$lib/domain/core/present';
import { momentOf, type Moment } from '$lib/domain/core/ids';

const start = Date.parse('2026-11-20T12:00:00.000Z');
const at = (seconds: number): Moment => momentOf(start + seconds * 1000);

/** Clocks as people set them: played, paused and jumped ahead, but never back; some stop at the end of a script. */
const clocks = fc
	.tuple(
		fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined }),
		fc.array(
			fc.record({
				wall: fc.integer({ min: 1, max: 500 }),
				speed: fc.constantFrom(0, 1, 10, 60),
				ahead: fc.constantFrom(0, 0, 300)
			}),
			{
				maxLength: 8
			}
		)
	)
	.map(([end, steps]): Clock[] => {
		const until = end === undefined ? {} : { until: at(end) };
		const set: Clock[] = [];
		let wall = 0;
		for (const { wall: passed, speed, ahead } of steps) {
			wall += passed;
			const shown = Date.parse(incidentTime(set.at(-1) ?? null, at(wall)));
			const incident = Math.min(shown + ahead * 1000, end === undefined ? Infinity : start + end * 1000);
			set.push({ wall: at(wall), incident: momentOf(Math.max(shown, incident)), speed, ...until });
		}
		return set;
	});
const clockAt = (set: readonly Clock[], wall: Moment): Clock | null =>
	set.findLast((clock) => clock.wall <= wall) ?? null;

test('the last wall-clock moment for an incident moment shows no more than that moment, and a second later shows more', () => {
	fc.assert(
		fc.property(clocks, fc.integer({ min: 0, max: 40_000 }), (set, seconds) => {
			const moment = at(seconds);
			const wall = lastWallAt(set, moment);
			const far = at(100_000);
			if (wall === null) {
				expect(incidentTime(clockAt(set, far), far) <= moment).toBe(true);
				return;
			}
			const before = momentOf(Date.parse(wall) - 1);
			expect(incidentTime(clockAt(set, before), before) <= moment).toBe(true);
			const after = momentOf(Date.parse(wall) + 1000);
			expect(incidentTime(clockAt(set, after), after) >= moment).toBe(true);
		})
	);
});

test('the clock of an exercise stops at the end of its script, at any speed and however long it runs', () => {
	const clock = { wall: at(0), incident: at(0), speed: 60, until: at(600) };
	expect(incidentTime(clock, at(9))).toBe(at(540));
	expect(incidentTime(clock, at(10))).toBe(at(600));
	expect(incidentTime(clock, at(10_000))).toBe(at(600));
	expect(lastWallAt([clock], at(599))).not.toBeNull();
	expect(lastWallAt([clock], at(600))).toBeNull();
});
