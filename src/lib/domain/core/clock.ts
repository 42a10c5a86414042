import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { millisecondsOf, Moment, momentOf } from './ids';
import { deskStaffAndSystem } from './policy';
import { notAfter } from './present';
import { Refusal } from './refusal';

/**
 * The incident's clock: at `wall` it showed `incident`, and since then it runs `speed` times as fast as the wall clock;
 * 0 is paused. It stops by itself at `until`, where the script of an exercise ends. A real incident has no clock of its
 * own and uses the wall clock.
 */
export const Clock = z.object({
	wall: Moment,
	incident: Moment,
	speed: z.number().min(0).max(60),
	until: Moment.optional()
});
export type Clock = z.infer<typeof Clock>;

/**
 * The last wall-clock moment at which the incident's clock showed at most this moment.
 * @param clocks all clocks that were ever set, in order
 * @returns null when the clock is paused before this moment and never passes it
 */
export function lastWallAt(clocks: readonly Readonly<Clock>[], moment: Moment): Moment | null {
	const wanted = millisecondsOf(moment);
	const at = clocks.findLastIndex(({ incident }) => incident <= moment);
	const [clock, next] = [clocks[at], clocks[at + 1]];
	const until = next ? millisecondsOf(next.wall) : Infinity;
	const reached = clock
		? clock.speed === 0 || (clock.until !== undefined && clock.until <= moment)
			? Infinity
			: millisecondsOf(clock.wall) + (wanted - millisecondsOf(clock.incident)) / clock.speed
		: wanted;
	const last = Math.min(reached, until);
	return last === Infinity ? null : momentOf(Math.floor(last));
}

/**
 * Plays, pauses, speeds up or jumps ahead; `incident` null keeps the current time. The clock never goes back, and never
 * past `until`, which stays as it is when absent.
 */
export const setClock = command('exercise.setClock', {
	input: () => z.strictObject({ speed: Clock.shape.speed, incident: Moment.nullable(), until: Moment.optional() }),
	allow: deskStaffAndSystem,
	delivery: 'now',
	refusals: ['clock.back', 'incident.notExercise'],
	decide({ speed, incident, ...input }, { state, now, wallNow }) {
		if (!state.incident?.exercise) throw new Refusal('incident.notExercise');
		const until = input.until ?? state.clock?.until;
		if ((incident ?? now) < now || (until ?? now) < now) throw new Refusal('clock.back');
		const shown = notAfter(until, incident ?? now);
		return clockSet({ wall: wallNow, incident: shown, speed, ...(until !== undefined && { until }) });
	}
});
export const clockSet = event('exercise.clockSet', {
	data: () => Clock,
	evolve(state, clock) {
		state.clock = clock;
	}
});
