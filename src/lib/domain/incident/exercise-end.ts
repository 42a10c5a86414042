import { z } from 'zod';
import { clockSet } from '../core/clock';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId } from '../core/ids';
import { deskStaffAndSystem, isAllowed, onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';

/**
 * Ends an exercise for everyone in it: its clock stops, nothing is added any more, and the debrief opens. The system
 * actor ends it where its script ends; people may end it earlier.
 */
export const endExercise = command('exercise.end', {
	input: () => z.strictObject({}),
	allow: deskStaffAndSystem,
	delivery: 'now',
	refusals: ['exercise.ended', 'incident.notExercise'],
	decide(_, { state, actor, now, wallNow }) {
		const { incident, clock } = state;
		if (!incident?.exercise) throw new Refusal('incident.notExercise');
		if (incident.ended) throw new Refusal('exercise.ended');
		const at = isAllowed(actor.roles, onlySystem) ? (clock?.until ?? now) : now;
		return [
			clockSet({ wall: wallNow, incident: at, speed: 0, until: at }),
			exerciseEnded({ ended: { by: actor.id, at } })
		];
	}
});
export const exerciseEnded = event('exercise.ended', {
	data: () => z.object({ ended: z.object({ by: PersonId, at: Moment }) }),
	evolve(state, { ended }) {
		if (state.incident) state.incident = { ...state.incident, ended };
		// Computer colleagues stop too, and what they did can no longer be undone.
		if (state.computers)
			state.computers = { ...state.computers, stopped: { ...(state.computers.stopped ?? ended), undo: false } };
	}
});
