import { z } from 'zod';
import { list } from './values';

/**
 * What one of several processes on a database may do. `web`: desks, with their pages, sockets and API. `ingest`: every way
 * in for posts, and all that one process does for an incident. `partner`: what partners read by a link.
 */
export const processRoles = ['web', 'ingest', 'partner'] as const;
export type ProcessRole = (typeof processRoles)[number];
export type ProcessRoles = ReadonlySet<ProcessRole>;

/** What a process does without the setting. */
export const everyRole: ProcessRoles = new Set(processRoles);

const isRole = (name: string): name is ProcessRole => processRoles.some((role) => role === name);

export const roleVariables = {
	PROCESS_ROLES: {
		is: z
			.string()
			.transform(list)
			.refine((names) => names.length > 0 && names.every(isRole))
			.transform((names): ProcessRoles => new Set(processRoles.filter((role) => names.includes(role)))),
		advice: `give what this process does, of ${processRoles.join(', ')}, with commas between, or leave it out for all three`
	}
} as const;
