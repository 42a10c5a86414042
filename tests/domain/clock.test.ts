import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidentTime, lastWallAt, type Clock } from '$lib/domain/core/clock';
import { momentOf, type Moment } from '$lib/domain/core/ids';

const start = Date.parse('2026-11-20T12:00:00.000Z');
const at = (seconds: number): Moment => momentOf(start + seconds * 1000);

/** Clocks as people set them: played, paused and jumped ahead, but never back. */
const clocks = fc
	.array(
		fc.record({
			wall: fc.integer({ min: 1, max: 500 }),
			speed: fc.constantFrom(0, 1, 10, 60),
			ahead: fc.constantFrom(0, 0, 300)
		}),
		{
			maxLength: 8
		}
	)
	.map((steps): Clock[] => {
		const set: Clock[] = [];
		let wall = 0;
		for (const { wall: passed, speed, ahead } of steps) {
			wall += passed;
			const shown = Date.parse(incidentTime(set.at(-1) ?? null, at(wall)));
			set.push({ wall: at(wall), incident: momentOf(shown + ahead * 1000), speed });
		}
		return set;
	});
const clockAt = (set: readonly Clock[], wall: Moment): Clock | null =>
	set.findLast((clock) => clock.wall <= wall) ?? null;

test('the last wall moment for an incident moment shows no more than it, and a little later shows more', () => {
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
