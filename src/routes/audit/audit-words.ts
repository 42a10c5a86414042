import * as m from '$lib/messages';
import { z } from 'zod';
import { Grant } from '$lib/domain/core/role';
import { Factor } from '$lib/domain/installation/security';
import type { Moment } from '$lib/domain/core/ids';
import type { Words } from '$lib/i18n/words';

/** A line as people read it. */
export interface AuditEntry {
	readonly id: string;
	readonly at: Moment;
	readonly by: string;
	readonly what: string;
	/** The person it was done to, if that is somebody else. */
	readonly about: string | null;
	readonly detail: string | null;
	/** The incident; null for the installation itself. */
	readonly where: string | null;
	readonly address: string | null;
	readonly device: string | null;
}

/** The shown part of an event's data: never words that somebody typed about a person. */
const AuditDetails = z.object({
	factor: Factor.nullable().optional().catch(null),
	count: z.int().nullable().optional().catch(null),
	what: z.string().nullable().optional().catch(null),
	number: z.int().optional().catch(undefined),
	grants: z.array(Grant).optional().catch(undefined),
	suspended: z.boolean().optional().catch(undefined),
	name: z.string().max(200).optional().catch(undefined)
});

/** The rest of the line: how, how many, which roles. Null where its kind says everything. */
export function auditDetail(data: Readonly<Record<string, unknown>>, { t, list }: Words): string | null {
	const { factor, count, what, number, grants, suspended, name } = AuditDetails.parse(data);
	const roles = grants && [...new Set(grants.map(({ role }) => t(m.roles[role])))];
	const parts = [
		factor ? t(m.audit.factors[factor]) : null,
		count ? t(m.audit.count, { count }) : null,
		what ?? null,
		number === undefined ? null : t(m.audit.number, { number }),
		roles ? (roles.length > 0 ? list(roles) : t(m.people.noRoles)) : null,
		suspended === undefined || grants ? null : t(suspended ? m.audit.closed : m.audit.opened),
		name ?? null
	].filter((part) => part !== null);
	return parts.length > 0 ? parts.join(', ') : null;
}
