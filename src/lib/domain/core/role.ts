import { z } from 'zod';
import { IncidentId, PersonId } from './ids';

export const Role = z.enum(['analyst', 'spokesperson', 'coordinator', 'partner', 'administrator', 'system']);
export type Role = z.infer<typeof Role>;

/** The roles that a person can be given; `system` belongs to the program. */
export const PersonalRole = Role.exclude(['system']);
export type PersonalRole = z.infer<typeof PersonalRole>;

/** A role for one incident, or for all when `incident` is null. */
export const Grant = z.object({ role: PersonalRole, incident: IncidentId.nullable() });
export type Grant = z.infer<typeof Grant>;

/** The person or program that acts, with the roles held in the current log. */
export interface Actor {
	readonly id: PersonId;
	readonly roles: readonly Role[];
	/** Made up for exercises: this actor can do nothing real, whatever the roles. */
	readonly exerciseOnly?: boolean;
	/** A program with a token: it sends posts and reads, and decides nothing, whatever the roles. */
	readonly program?: boolean;
}

/** Sends what no person types: arrivals, scripted actions of an exercise, the end of monitoring. */
export const SYSTEM: Actor = { id: PersonId.parse('00000000-0000-8000-8000-000000000001'), roles: ['system'] };

/** The roles of these grants that apply in one log: grants for all incidents, and grants for this one. */
export const rolesIn = (grants: readonly Grant[], log: IncidentId): Role[] => [
	...new Set(grants.filter(({ incident }) => incident === null || incident === log).map(({ role }) => role))
];
