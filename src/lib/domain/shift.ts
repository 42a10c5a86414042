import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { Moment, PersonId } from './ids';
import { Refusal } from './refusal';

const Taken = z.object({ by: PersonId, at: Moment });

/** Who leads the analysis now, since when on the incident's clock, and who did before; a shift is taken, never given. */
export const Shift = Taken.extend({ before: Taken.nullable() });
export type Shift = z.infer<typeof Shift>;

declare module './state' {
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
