import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { areOtherEyes, eyesOfActor, haveOtherEyes, SeenAct, seenAct } from '../core/eyes';
import { PersonId } from '../core/ids';
import { administrators, administratorsAndSystem, onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { SYSTEM } from '../core/role';
import { change, type ReadState, type State } from '../core/state';
import { eyesAt, isStillOpen, waysInto, type AccountEyes } from './account-ways';

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

type AccountsOfOne = Pick<z.output<typeof AccountEyes>, 'same' | 'alike' | 'apart' | 'unlink'>;
const Pair = { person: PersonId, other: PersonId };
type Pair = z.output<z.ZodObject<typeof Pair>>;

/** Changes both accounts of a pair; `change` gets each with the other. */
function changeBoth(
	state: State,
	{ person, other }: Pair,
	to: (account: Readonly<AccountsOfOne>, other: PersonId) => Partial<AccountsOfOne>
): void {
	for (const [one, another] of [
		[person, other],
		[other, person]
	] as const) {
		const found = state.people.get(one);
		if (found) change(state.people, one, to(found, another));
	}
}
const without = (list: readonly PersonId[], person: PersonId): PersonId[] => list.filter((each) => each !== person);
const added = (list: readonly PersonId[], person: PersonId): PersonId[] => [...new Set([...list, person])];

/** @throws Refusal when one is absent, or both are the same account */
function accountOf(state: ReadState, { person, other }: Pair): Readonly<AccountsOfOne> {
	const found = state.people.get(person);
	if (!found || !state.people.has(other)) throw new Refusal('person.absent');
	if (person === other) throw new Refusal('person.already');
	return found;
}

/**
 * Two accounts belong to one person: a local one and one of the organisation, or two with one mailbox. The program does
 * not link again what administrators took apart.
 */
export const linkAccounts = command('person.link', {
	input: () => z.strictObject(Pair),
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['person.absent', 'person.already'],
	decide(pair, { state, actor }) {
		const { same, apart } = accountOf(state, pair);
		const isApart = actor.id === SYSTEM.id && apart.includes(pair.other);
		if (isApart || same.includes(pair.other)) throw new Refusal('person.already');
		return accountsLinked(pair);
	}
});
export const accountsLinked = event('person.linked', {
	data: () => z.object(Pair),
	evolve: (state, pair) =>
		changeBoth(state, pair, ({ same, alike, apart }, other) => ({
			same: added(same, other),
			alike: without(alike, other),
			apart: without(apart, other)
		}))
});

/** The names or mailboxes of two accounts look like one person: they count as one until an administrator answers. */
export const noteAlike = command('person.noteAlike', {
	input: () => z.strictObject(Pair),
	allow: onlySystem,
	during: 'installation',
	refusals: ['person.absent', 'person.already'],
	decide(pair, { state }) {
		const { same, alike, apart } = accountOf(state, pair);
		if ([...same, ...alike, ...apart].includes(pair.other)) throw new Refusal('person.already');
		return alikeNoted(pair);
	}
});
export const alikeNoted = event('person.alikeNoted', {
	data: () => z.object(Pair),
	evolve: (state, pair) => changeBoth(state, pair, ({ alike }, other) => ({ alike: added(alike, other) }))
});

/** An administrator asks to undo a link; another carries it out. */
export const requestUnlink = command('person.requestUnlink', {
	input: () => z.strictObject(Pair),
	allow: administrators,
	during: 'installation',
	refusals: ['person.absent', 'person.already', 'person.notLinked'],
	decide(pair, { state, actor, wallNow }) {
		if (!accountOf(state, pair).same.includes(pair.other)) throw new Refusal('person.notLinked');
		return unlinkRequested({ ...pair, requested: seenAct(actor, wallNow) });
	}
});
export const unlinkRequested = event('person.unlinkRequested', {
	data: () => z.object({ ...Pair, requested: SeenAct }),
	evolve: (state, { requested, ...pair }) => changeBoth(state, pair, (_, other) => ({ unlink: { other, requested } }))
});

/**
 * An administrator with other eyes than both accounts answers that they are of two people. Of linked accounts another
 * administrator, with other eyes again, must have asked it.
 */
export const distinguishAccounts = command('person.distinguish', {
	input: () => z.strictObject(Pair),
	allow: administrators,
	during: 'installation',
	refusals: ['person.absent', 'person.already', 'person.notLinked', 'person.requestFirst', 'person.sharedEyes'],
	decide(pair, { state, actor, wallNow }) {
		const { same, alike, unlink } = accountOf(state, pair);
		if (![...same, ...alike].includes(pair.other)) throw new Refusal('person.notLinked');
		if (!areOtherEyes(eyesAt(state, pair.person, wallNow), eyesOfActor(actor))) throw new Refusal('person.sharedEyes');
		if (same.includes(pair.other)) {
			if (unlink?.other !== pair.other || !haveOtherEyes([unlink.requested], actor))
				throw new Refusal('person.requestFirst');
		}
		return accountsDistinguished(pair);
	}
});
export const accountsDistinguished = event('person.distinguished', {
	data: () => z.object(Pair),
	evolve: (state, pair) =>
		changeBoth(state, pair, ({ same, alike, apart, unlink }, other) => ({
			same: without(same, other),
			alike: without(alike, other),
			apart: added(apart, other),
			unlink: unlink?.other === other ? null : unlink
		}))
});
