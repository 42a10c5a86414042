import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { areOtherEyes, eyesOfActor, SeenAct, seenAct } from '../core/eyes';
import { PersonId } from '../core/ids';
import { administrators, administratorsAndSystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';
import { eyesAt, isStillOpen, waysInto } from './account-ways';

/**
 * A second administrator confirms that the right person has the account now. That administrator is independent of it:
 * not the person, not the one who opened the account, and with an account that neither of them opened.
 */
export const confirmPerson = command('person.confirm', {
	input: () => z.strictObject({ person: PersonId }),
	allow: administrators,
	during: 'installation',
	refusals: ['person.absent', 'person.notOpened', 'person.sharedEyes', 'person.stillOpen'],
	decide({ person }, { state, actor, wallNow }) {
		if (!state.people.has(person)) throw new Refusal('person.absent');
		if (!waysInto(state, person, wallNow).some(({ way }) => way.holders.length > 0))
			throw new Refusal('person.notOpened');
		if (!areOtherEyes(eyesAt(state, person, wallNow), eyesOfActor(actor))) throw new Refusal('person.sharedEyes');
		if (isStillOpen(state, person, wallNow)) throw new Refusal('person.stillOpen');
		return personConfirmed({ person, confirmed: seenAct(actor, wallNow) });
	}
});
export const personConfirmed = event('person.confirmed', {
	data: () => z.object({ person: PersonId, confirmed: SeenAct }),
	evolve(state, { person, confirmed }) {
		const ways = state.people.get(person)?.ways.map((way) => ({ ...way, holders: [] }));
		if (ways) change(state.people, person, { confirmed, ways });
	}
});

/** Two accounts belong to one person: a local one and one of the organisation, or two with one mailbox. */
export const linkAccounts = command('person.link', {
	input: () => z.strictObject({ person: PersonId, other: PersonId }),
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['person.absent', 'person.already'],
	decide({ person, other }, { state }) {
		const found = state.people.get(person);
		if (!found || !state.people.has(other)) throw new Refusal('person.absent');
		if (person === other || found.same.includes(other)) throw new Refusal('person.already');
		return accountsLinked({ person, other });
	}
});
export const accountsLinked = event('person.linked', {
	data: () => z.object({ person: PersonId, other: PersonId }),
	evolve(state, { person, other }) {
		for (const [one, another] of [
			[person, other],
			[other, person]
		] as const) {
			const same = state.people.get(one)?.same;
			if (same) change(state.people, one, { same: [...new Set([...same, another])] });
		}
	}
});
