import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId } from '../core/ids';
import { coordinatorsAndAdministrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LooseText, Text } from '../core/text';

/**
 * A court, an inquiry or a complaint needs the incident's data: retention waits while the hold lasts. `at` is on the
 * wall clock.
 */
export const LegalHold = z.object({ by: PersonId, at: Moment, why: LooseText(500) });
export type LegalHold = z.infer<typeof LegalHold>;

export const holdIncident = command('incident.hold', {
	input: z.strictObject({ why: Text(500) }),
	allow: coordinatorsAndAdministrators,
	during: 'openOrClosed',
	refusals: ['hold.standing'],
	decide({ why }, { state, actor, wallNow }) {
		if (state.incident?.hold) throw new Refusal('hold.standing');
		return incidentHeld({ by: actor.id, at: wallNow, why });
	}
});
export const incidentHeld = event('incident.held', {
	data: LegalHold,
	evolve(state, hold) {
		if (state.incident) state.incident = { ...state.incident, hold };
	}
});

/** Ends the hold. Retention counts from the closing of the incident, so data past its term are removed soon after. */
export const endHold = command('incident.endHold', {
	input: z.strictObject({ why: Text(500) }),
	allow: coordinatorsAndAdministrators,
	during: 'openOrClosed',
	refusals: ['hold.absent'],
	decide({ why }, { state }) {
		if (!state.incident?.hold) throw new Refusal('hold.absent');
		return holdEnded({ why });
	}
});
export const holdEnded = event('incident.holdEnded', {
	data: z.object({ why: LooseText(500) }),
	evolve(state) {
		if (state.incident) state.incident = { ...state.incident, hold: null };
	}
});
