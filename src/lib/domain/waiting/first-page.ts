import { analysts, isAllowed } from '../core/policy';
import type { Role } from '../core/role';

/** The first page of an incident: the stream for people who work there, `waiting` for people who can only watch it. */
export const firstPageOf = (roles: readonly Role[]): 'stream' | 'waiting' =>
	isAllowed(roles, analysts) ? 'stream' : 'waiting';
