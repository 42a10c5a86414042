import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId } from '../core/ids';
import { Refusal } from '../core/refusal';
import { LooseText, Text } from '../core/text';

/** A court, an inquiry or a complaint asks for what an incident holds: as long as it stands retention waits. The moment is the wall's. */
export const LegalHold = z.object({ by: PersonId, at: Moment, why: LooseText(500) });
export type LegalHold = z.infer<typeof LegalHold>;

export const holdIncident = command('incident.hold', {
	input: z.strictObject({ why: Text(500) }),
	allow: ['coordinator', 'administrator'],
	during: 'openOrClosed',
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

/** Retention goes on from the moment the incident was closed: what is over its term goes soon after. */
export const endHold = command('incident.endHold', {
	input: z.strictObject({ why: Text(500) }),
	allow: ['coordinator', 'administrator'],
	during: 'openOrClosed',
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
