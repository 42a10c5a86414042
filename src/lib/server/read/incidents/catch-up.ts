import { IncidentId } from '$lib/domain/core/ids';
import type { ReadLogs } from '$lib/server/log/tail';

/** The parts of a request that are read: a part of SvelteKit's RequestEvent. */
interface Asked {
	readonly route: { readonly id: string | null };
	readonly params: Partial<Record<string, string>>;
}

/** Routes whose answer does not depend on any log. */
const WITHOUT_LOG = /^\/(?:accessibility|health|help|metrics|schemas|theme\.css|\[x\+2e\]well-known)(?:\/|$)/;

/**
 * Has what other processes wrote read before a request is answered: its incident where the address names one, otherwise
 * all logs. A process reads only once a second what nobody there watches, and a person who is sent on from another must
 * find there what they just did. Costs nothing when nothing is new; never rejects.
 */
export async function catchUpFor(
	{ route, params }: Asked,
	logs: Pick<ReadLogs, 'catchUp' | 'catchUpAll'>,
	links: { incidentOf(link: string | undefined): IncidentId | null }
): Promise<void> {
	const { id } = route;
	if (id === null || WITHOUT_LOG.test(id)) return;
	const named = id.includes('/incidents/[id]') ? IncidentId.safeParse(params['id']).data : undefined;
	const incident = named ?? (id.startsWith('/r/[link]') ? links.incidentOf(params['link']) : null);
	await (incident ? logs.catchUp(incident) : logs.catchUpAll());
}
