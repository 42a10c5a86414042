import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId } from '../core/ids';
import { Refusal } from '../core/refusal';

const Taken = z.object({ by: PersonId, at: Moment });

/** Who leads the analysis now, since when on the incident's clock, and who did before; a shift is taken, never given. */
export const Shift = Taken.extend({ before: Taken.nullable() });
export type Shift = z.infer<typeof Shift>;

declare module '../core/state' {
	interface Singles {
		shift: Shift;
	}
}

/** Says: I read the handover and go on from here. */
export const takeShift = command('shift.take', {
	input: z.strictObject({}),
	allow: ['analyst'],
	decide(_, { state, actor, now }) {
		if (state.shift?.by === actor.id) throw new Refusal('shift.yours');
		return shiftTaken({ by: actor.id, at: now, before: state.shift && { by: state.shift.by, at: state.shift.at } });
	}
});
export const shiftTaken = event('shift.taken', {
	data: Shift,
	evolve(state, shift) {
		state.shift = shift;
	}
});
