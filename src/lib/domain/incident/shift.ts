import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId } from '../core/ids';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';

const ShiftStart = z.object({ by: PersonId, at: Moment });

/**
 * The person who leads the analysis, since when on the incident's clock, and their predecessor. A person takes a shift;
 * nobody assigns it.
 */
export const Shift = ShiftStart.extend({ before: ShiftStart.nullable() });
export type Shift = z.infer<typeof Shift>;

declare module '../core/state' {
	interface Singles {
		shift: Shift;
	}
}

/** States: I have read the handover and continue from here. */
export const takeShift = command('shift.take', {
	input: () => z.strictObject({}),
	allow: analysts,
	refusals: ['shift.yours'],
	decide(_, { state, actor, now }) {
		if (state.shift?.by === actor.id) throw new Refusal('shift.yours');
		return shiftTaken({ by: actor.id, at: now, before: state.shift && { by: state.shift.by, at: state.shift.at } });
	}
});
export const shiftTaken = event('shift.taken', {
	data: () => Shift,
	evolve(state, shift) {
		state.shift = shift;
	}
});
