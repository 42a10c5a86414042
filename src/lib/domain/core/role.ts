import { z } from 'zod';
import { IncidentId, PersonId } from './ids';

export const Role = z.enum(['analyst', 'spokesperson', 'coordinator', 'partner', 'administrator', 'system']);
export type Role = z.infer<typeof Role>;

/** The roles that a person can be given; `system` is the program's own. */
export const PersonalRole = Role.exclude(['system']);
export type PersonalRole = z.infer<typeof PersonalRole>;

/** A role for one incident, or for all when `incident` is null. */
export const Grant = z.object({ role: PersonalRole, incident: IncidentId.nullable() });
export type Grant = z.infer<typeof Grant>;

/** Who acts, with the roles held in the log at hand. */
export interface Actor {
	readonly id: PersonId;
	readonly roles: readonly Role[];
	/** Made up for exercises: whatever the roles, nothing real can be done with them. */
	readonly exerciseOnly?: boolean;
	/** A program that shows a token: it sends posts and reads, and decides nothing, whatever the roles. */
	readonly program?: boolean;
}

/** Sends what nobody types: arrivals, scripted actions of an exercise, monitoring that ends. */
export const SYSTEM: Actor = { id: PersonId.parse('00000000-0000-8000-8000-000000000001'), roles: ['system'] };

/** A coordinator may whatever an analyst may (domain.md §1). */
export const mayAs = (held: readonly Role[], allowed: readonly Role[]): boolean =>
	held.some((role) => allowed.includes(role) || (role === 'coordinator' && allowed.includes('analyst')));

/** The roles of these grants that count in one log: those for all, and those for this incident. */
export const rolesIn = (grants: readonly Grant[], log: IncidentId): Role[] => [
	...new Set(grants.filter(({ incident }) => incident === null || incident === log).map(({ role }) => role))
];

/** Who reads posts: a partner sees the report only, an administrator the accounts. */
const DESK: readonly Role[] = ['analyst', 'spokesperson', 'coordinator'];
export const isAtDesk = ({ roles }: Actor): boolean => roles.some((role) => DESK.includes(role));
