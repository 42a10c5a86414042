import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { millisecondsOf, Moment, PersonId } from '../core/ids';
import { coordinatorsAndAdministrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LooseText, Text } from '../core/text';

/**
 * A court, an inquiry or a complaint needs the incident's data: retention waits while the hold lasts. `at` is on the
 * wall clock.
 */
export const LegalHold = z.object({ by: PersonId, at: Moment, why: LooseText(500, 'ownWords') });
export type LegalHold = z.infer<typeof LegalHold>;

export const holdIncident = command('incident.hold', {
	input: () => z.strictObject({ why: Text(500, 'ownWords') }),
	allow: coordinatorsAndAdministrators,
	proof: 'second',
	during: 'openOrClosed',
	refusals: ['hold.standing', 'retention.busy'],
	decide({ why }, { state, actor, wallNow }) {
		if (state.incident?.hold) throw new Refusal('hold.standing');
		if (state.incident?.masked?.done === null) throw new Refusal('retention.busy');
		return incidentHeld({ by: actor.id, at: wallNow, why });
	}
});
export const incidentHeld = event('incident.held', {
	data: () => LegalHold,
	evolve(state, hold) {
		if (state.incident) state.incident = { ...state.incident, hold };
	}
});

/** Ends the hold. The term goes on where the hold stopped it, and lasts a week more at least. */
export const endHold = command('incident.endHold', {
	input: () => z.strictObject({ why: Text(500, 'ownWords') }),
	allow: coordinatorsAndAdministrators,
	proof: 'second',
	during: 'openOrClosed',
	refusals: ['hold.absent'],
	decide({ why }, { state }) {
		if (!state.incident?.hold) throw new Refusal('hold.absent');
		return holdEnded({ why });
	}
});
export const holdEnded = event('incident.holdEnded', {
	data: () => z.object({ why: LooseText(500, 'ownWords') }),
	evolve(state, _, { wallAt: until }) {
		const { incident } = state;
		if (!incident?.hold) return;
		const { closed, hold, endedHolds } = incident;
		const from = closed && closed.wallAt > hold.at ? closed.wallAt : hold.at;
		const milliseconds = (endedHolds?.milliseconds ?? 0) + Math.max(0, millisecondsOf(until) - millisecondsOf(from));
		state.incident = { ...incident, hold: null, endedHolds: closed && { milliseconds, until } };
	}
});
