import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { eyesOfActor } from '../core/eyes';
import { PersonId, type TokenId } from '../core/ids';
import { administratorsAndSystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { Grant, isComputer, SYSTEM } from '../core/role';
import { change, type ReadState } from '../core/state';
import { AccountEyes } from './account-ways';

const Grants = z.array(Grant);

/**
 * A person who may act, and their roles. The log has the account's id only, never a name or e-mail address. Exercise
 * people are removed at the real set-up.
 */
const Person = z.object({
	id: PersonId,
	grants: Grants,
	exerciseOnly: z.boolean(),
	suspended: z.boolean(),
	...AccountEyes.shape
});
type Person = z.infer<typeof Person>;

/** Whether the person may do something real: not made up for exercises, and not suspended. */
export const isReal = ({ exerciseOnly, suspended }: Readonly<Person>): boolean => !exerciseOnly && !suspended;

export const administers = (person: Readonly<Person>): boolean =>
	!person.suspended && person.grants.some(({ role, incident }) => role === 'administrator' && incident === null);

/** Whether a person, a program or the system acts under this id: a program acts under that of its token. */
export const isActor = ({ people, tokens }: Pick<ReadState, 'people' | 'tokens'>, id: PersonId | TokenId): boolean =>
	people.has(id as PersonId) || tokens.has(id as TokenId) || id === SYSTEM.id || isComputer(id as PersonId);

/** At least one administrator must be able to admit people. @throws Refusal */
function assertAdministratorLeft(state: ReadState, without: PersonId): void {
	const before = state.people.get(without);
	if (!before || !administers(before)) return;
	if (![...state.people.values()].some((person) => person.id !== without && administers(person)))
		throw new Refusal('person.lastAdministrator');
}

const GrantsIn = z.array(z.strictObject(Grant.shape)).max(200);

declare module '../core/state' {
	interface Collections {
		people: [PersonId, Person];
	}
}

/** The initial values of a person. */
export const newPerson = {
	suspended: false,
	ways: [],
	confirmed: null,
	same: [],
	alike: [],
	apart: [],
	unlink: null
};

export const admitPerson = command('person.admit', {
	input: () => z.strictObject({ person: PersonId, grants: GrantsIn, exerciseOnly: z.boolean() }),
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['person.already'],
	decide({ person, ...rest }, { state, actor }) {
		if (isActor(state, person)) throw new Refusal('person.already');
		return personAdmitted({ ...newPerson, id: person, ...rest, addressBy: eyesOfActor(actor) });
	}
});
export const personAdmitted = event('person.admitted', {
	data: () => Person,
	evolve(state, person) {
		state.people.set(person.id, person);
	}
});

const OneGrant = z.strictObject({ person: PersonId, ...Grant.shape });
const isSame = (a: Grant, b: Grant): boolean => a.role === b.role && a.incident === b.incident;

/** The other grants of the person. @throws Refusal */
function otherGrants(state: ReadState, person: PersonId, grant: Grant): Grant[] {
	const found = state.people.get(person);
	if (!found) throw new Refusal('person.absent');
	return found.grants.filter((each) => !isSame(each, grant));
}

/** Gives one role, for one incident or for all; keeps concurrent changes by others. */
export const grantRole = command('person.grant', {
	input: () => OneGrant,
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['person.absent'],
	decide: ({ person, ...grant }, { state }) =>
		grantsSet({ person, grants: [...otherGrants(state, person, grant), grant] })
});

/** Revokes one role; keeps concurrent changes by others. */
export const revokeRole = command('person.revoke', {
	input: () => OneGrant,
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['person.absent', 'person.lastAdministrator'],
	decide({ person, ...grant }, { state }) {
		const grants = otherGrants(state, person, grant);
		if (grant.role === 'administrator' && grant.incident === null) assertAdministratorLeft(state, person);
		return grantsSet({ person, grants });
	}
});

/**
 * Replaces all roles of a person. To change one role, send `person.grant` or `person.revoke`: this command also removes
 * what others gave.
 */
export const setGrants = command('person.setGrants', {
	input: () => z.strictObject({ person: PersonId, grants: GrantsIn }),
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['person.absent', 'person.lastAdministrator'],
	decide({ person, grants }, { state }) {
		if (!state.people.has(person)) throw new Refusal('person.absent');
		if (!grants.some(({ role, incident }) => role === 'administrator' && incident === null))
			assertAdministratorLeft(state, person);
		return grantsSet({ person, grants });
	}
});
export const grantsSet = event('person.grantsSet', {
	data: () => z.object({ person: PersonId, grants: Grants }),
	evolve: (state, { person, grants }) => change(state.people, person, { grants })
});

/** Suspends an account, or restores it; what the person did stays. */
export const suspendPerson = command('person.suspend', {
	input: () => z.strictObject({ person: PersonId, suspended: z.boolean() }),
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['person.absent', 'person.lastAdministrator'],
	decide({ person, suspended }, { state }) {
		if (!state.people.has(person)) throw new Refusal('person.absent');
		if (suspended) assertAdministratorLeft(state, person);
		return personSuspended({ person, suspended });
	}
});
export const personSuspended = event('person.suspended', {
	data: () => z.object({ person: PersonId, suspended: z.boolean() }),
	evolve: (state, { person, suspended }) => change(state.people, person, { suspended })
});
