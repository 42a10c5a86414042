import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { admitPerson, suspendPerson } from '$lib/domain/installation/people';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM, type PersonalRole } from '$lib/domain/core/role';
import type { Executor } from '$lib/server/log/execute/execute';
import { initialsOf, type KnownPerson } from '../auth/person';

interface FictionalPerson {
	readonly id: PersonId;
	readonly name: string;
	readonly email: string;
	readonly roles: readonly PersonalRole[];
}
const madeUp = (number: number, name: string, roles: readonly PersonalRole[]): FictionalPerson => ({
	id: PersonId.parse(`00000000-0000-8000-8000-0000000e000${number}`),
	name,
	// A name that never resolves (RFC 2606).
	email: `${name.toLowerCase().replaceAll(' ', '.')}@oefening.invalid`,
	roles
});

/** Three fictional people for exercises, until the installation is set up for real. They have no password. */
const EXERCISE_PEOPLE: readonly [FictionalPerson, ...FictionalPerson[]] = [
	madeUp(1, 'Sanne Kuipers', ['analyst']),
	madeUp(2, 'Jeroen Vos', ['spokesperson']),
	madeUp(3, 'Anouk Bakker', ['coordinator', 'partner'])
];

/** One of them, with the role that shows which part a user can play. */
interface ExercisePerson extends KnownPerson {
	readonly role: PersonalRole;
}

export class ExercisePeople {
	constructor(
		readonly sql: Sql,
		readonly executor: Executor
	) {}

	/** The people a user can switch to: none before the first exercise, none once the installation is set up. */
	all(): ExercisePerson[] {
		const { people } = this.executor.logs.installation;
		return EXERCISE_PEOPLE.flatMap(({ id, name, roles: [role] }) =>
			people.get(id)?.suspended === false && role
				? [{ id, name, initials: initialsOf(name), exerciseOnly: true, role }]
				: []
		);
	}

	/** Creates the people that do not exist yet. @returns the analyst, with whom an exercise begins */
	async make(): Promise<PersonId> {
		for (const { id, name, email, roles } of EXERCISE_PEOPLE) {
			await this
				.sql`insert into "user" (id, name, email, email_verified) values (${id}, ${name}, ${email}, true) on conflict do nothing`;
			const grants = roles.map((role) => ({ role, incident: null }));
			await this.#decide(admitPerson({ person: id, grants, exerciseOnly: true })).catch((error: unknown) => {
				if (!(error instanceof Refusal && error.code === 'person.already')) throw error;
			});
		}
		return EXERCISE_PEOPLE[0].id;
	}

	/** Suspends them when real people arrive: none of them can sign in any more, on any device. */
	async dismiss(): Promise<void> {
		for (const { id } of this.all()) await this.#decide(suspendPerson({ person: id, suspended: true }));
	}

	async #decide(command: { type: string; input: unknown }): Promise<void> {
		await this.executor.execute(INSTALLATION, { id: CommandId.parse(newId()), ...command }, SYSTEM, null);
	}
}
