import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { millisecondsOf, Moment, momentOf, PersonId } from '../core/ids';
import { administrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';

/** An account that an administrator opened for somebody. */
export const AccountReset = z.object({
	by: PersonId,
	/** On the wall clock. */
	at: Moment,
	/** By another administrator: this is the same person as before. */
	confirmed: z.object({ by: PersonId, at: Moment }).nullable()
});
type AccountReset = z.infer<typeof AccountReset>;

/** How long such an account approves nothing, in milliseconds: somebody else may sit behind it. */
const RESET_RESTS = 24 * 60 * 60 * 1000;

/** From when a person approves again on the wall clock; null when nothing stands in the way. */
export const approvesFrom = (reset: Readonly<AccountReset> | null): Moment | null =>
	reset && !reset.confirmed ? momentOf(millisecondsOf(reset.at) + RESET_RESTS) : null;

/** The reset of this account that still holds back its approvals. @throws Refusal */
function restingReset(state: ReadState, person: PersonId, wallNow: Moment): Readonly<AccountReset> {
	const found = state.people.get(person);
	if (!found) throw new Refusal('person.absent');
	const from = approvesFrom(found.reset);
	if (!found.reset || from === null || from <= wallNow) throw new Refusal('person.notReset');
	return found.reset;
}

/**
 * A second administrator knows that it is the same person who has the account now. Never the one who opened it, nor the
 * person.
 */
export const confirmReset = command('person.confirmReset', {
	input: () => z.strictObject({ person: PersonId }),
	allow: administrators,
	during: 'installation',
	approves: true,
	refusals: ['person.absent', 'person.notReset', 'person.resetOwn'],
	decide({ person }, { state, actor, wallNow }) {
		const { by } = restingReset(state, person, wallNow);
		if (actor.id === by || actor.id === person) throw new Refusal('person.resetOwn');
		return resetConfirmed({ person, confirmed: { by: actor.id, at: wallNow } });
	}
});
export const resetConfirmed = event('person.resetConfirmed', {
	data: () => z.object({ person: PersonId, confirmed: AccountReset.shape.confirmed }),
	evolve(state, { person, confirmed }) {
		const reset = state.people.get(person)?.reset;
		if (reset) change(state.people, person, { reset: { ...reset, confirmed } });
	}
});
