import { z } from 'zod';
import { IncidentId, type PersonId, type Moment } from './ids';

export const Role = z.enum(['analyst', 'spokesperson', 'coordinator', 'partner', 'administrator', 'system']);
export type Role = z.infer<typeof Role>;

/** The roles that a person can be given; `system` belongs to the program. */
export const PersonalRole = Role.exclude(['system']);
export type PersonalRole = z.infer<typeof PersonalRole>;

/** A role for one incident, or for all when `incident` is null. */
export const Grant = z.object({ role: PersonalRole, incident: IncidentId.nullable() });
export type Grant = z.infer<typeof Grant>;

/**
 * How a person showed who they are. `recovery` is a recovery code; `oidc` is the sign-in of the organisation, which
 * names its methods.
 */
export const Strength = z.enum(['password', 'totp', 'passkey', 'recovery', 'oidc']);
export type Strength = z.infer<typeof Strength>;

/** The second factor that a session was strengthened with, and when. */
export interface Proof {
	readonly by: Exclude<Strength, 'password'>;
	readonly at: Moment;
}

/** The person or program that acts, with its roles in the current log. */
export interface Actor {
	readonly id: PersonId;
	readonly roles: readonly Role[];
	/** A fictional person for exercises: cannot act in real incidents, whatever the roles. */
	readonly exerciseOnly?: boolean;
	/** A program with an API token: may send posts and read, but never decide, whatever the roles. */
	readonly program?: boolean;
	/** Everybody who may have used this account now, with the person (eyes.ts); the person alone when absent. */
	readonly eyes?: readonly PersonId[];
	/** The second factor of the session; null or absent if there is none. */
	readonly proof?: Proof | null;
}

/** A person for whom a page is made: what waits for them and what they may approve depends on their eyes. */
export type Reader = Actor & Required<Pick<Actor, 'eyes'>>;

/** The sender of the program's own commands: arrivals, scripted exercise actions, the end of monitoring. */
export const SYSTEM: Actor = { id: '00000000-0000-8000-8000-000000000001' as PersonId, roles: ['system'] };

/** The roles that a computer colleague can play. */
export const ComputerRole = z.enum(['analyst', 'spokesperson', 'coordinator']);
export type ComputerRole = z.infer<typeof ComputerRole>;

/**
 * The computer colleagues of exercises: one for each role. They have no account, so nobody can sign in as one, and their
 * names say what they are wherever a name is shown.
 */
export const computerColleagues: Readonly<
	Record<ComputerRole, { readonly id: PersonId; readonly name: string; readonly initials: string }>
> = {
	analyst: {
		id: '00000000-0000-8000-8000-0000000e0101' as PersonId,
		name: 'Anna (computer)',
		initials: 'A'
	},
	spokesperson: {
		id: '00000000-0000-8000-8000-0000000e0102' as PersonId,
		name: 'Bas (computer)',
		initials: 'B'
	},
	coordinator: {
		id: '00000000-0000-8000-8000-0000000e0103' as PersonId,
		name: 'Carla (computer)',
		initials: 'C'
	}
};
const computerIds: ReadonlySet<PersonId> = new Set(Object.values(computerColleagues).map(({ id }) => id));
export const isComputer = (person: PersonId): boolean => computerIds.has(person);
/** A computer colleague as the sender of commands. */
export const computerActor = (role: ComputerRole): Actor => ({
	id: computerColleagues[role].id,
	roles: [role],
	exerciseOnly: true
});

/** The roles of these grants that apply in one log: grants for all incidents, and grants for this one. */
export const rolesIn = (grants: readonly Grant[], log: IncidentId): Role[] => [
	...new Set(grants.filter(({ incident }) => incident === null || incident === log).map(({ role }) => role))
];
