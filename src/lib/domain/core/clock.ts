import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { millisecondsOf, Moment, momentOf } from './ids';
import { Refusal } from './refusal';

/** The incident's clock: at `wall` it showed `incident`, and since then it runs `speed` times as fast as the wall's; 0 is pause. A real incident has none and uses the wall's. */
export const Clock = z.object({ wall: Moment, incident: Moment, speed: z.number().min(0).max(60) });
export type Clock = z.infer<typeof Clock>;

/** What the incident's clock shows at a moment on the wall's. */
export function incidentTime(clock: Readonly<Clock> | null, wall: Moment): Moment {
	if (!clock) return wall;
	const passed = Math.max(0, millisecondsOf(wall) - millisecondsOf(clock.wall));
	return momentOf(Math.round(millisecondsOf(clock.incident) + passed * clock.speed));
}

/**
 * The last moment on the wall's clock at which the incident's showed at most this.
 * @param clocks all that were ever set, in order
 * @returns null when it still does not show more (it stands still before it)
 */
export function lastWallAt(clocks: readonly Readonly<Clock>[], moment: Moment): Moment | null {
	const wanted = millisecondsOf(moment);
	const at = clocks.findLastIndex(({ incident }) => incident <= moment);
	const [clock, next] = [clocks[at], clocks[at + 1]];
	const until = next ? millisecondsOf(next.wall) : Infinity;
	const reached = clock
		? clock.speed === 0
			? Infinity
			: millisecondsOf(clock.wall) + (wanted - millisecondsOf(clock.incident)) / clock.speed
		: wanted;
	const last = Math.min(reached, until);
	return last === Infinity ? null : momentOf(Math.floor(last));
}

/** Plays, pauses, speeds up or jumps ahead; `incident` null keeps the moment it shows now. The clock never goes back: what was seen stays seen. */
export const setClock = command('exercise.setClock', {
	input: z.strictObject({ speed: Clock.shape.speed, incident: Moment.nullable() }),
	allow: ['analyst', 'spokesperson', 'system'],
	decide({ speed, incident }, { state, now, wallNow }) {
		if (!state.incident?.exercise) throw new Refusal('incident.notExercise');
		if (incident !== null && incident < now) throw new Refusal('clock.back');
		return clockSet({ wall: wallNow, incident: incident ?? now, speed });
	}
});
export const clockSet = event('exercise.clockSet', {
	data: Clock,
	evolve(state, clock) {
		state.clock = clock;
	}
});
