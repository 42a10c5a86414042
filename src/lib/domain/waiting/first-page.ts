import { analysts, isAllowed } from '../core/policy';
import type { Role } from '../core/role';

/** Where a person starts in an incident: in the stream who works there, who could only watch there with what waits. */
export const firstPageOf = (roles: readonly Role[]): 'stream' | 'waiting' =>
	isAllowed(roles, analysts) ? 'stream' : 'waiting';
