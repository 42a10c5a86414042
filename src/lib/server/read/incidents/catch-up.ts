import { IncidentId } from '$lib/domain/core/ids';
import type { ReadLogs } from '$lib/server/log/logs';

/** The parts of a request that are read: a part of SvelteKit's RequestEvent. */
interface RouteRequest {
	readonly route: { readonly id: string | null };
	readonly params: Partial<Record<string, string>>;
}

/** Routes whose answer does not depend on any log. */
const WITHOUT_LOG = /^\/(?:accessibility|health|help|metrics|schemas|theme\.css|\[x\+2e\]well-known)(?:\/|$)/;

/**
 * Reads what other processes wrote before a request is answered: in the incident of the address, if any, otherwise in all
 * logs. Logs that nobody watches are only polled once a second, and a person must see their own change when their next
 * request reaches another process. Costs nothing when there is nothing new; never rejects.
 */
export async function catchUpFor(
	{ route, params }: RouteRequest,
	logs: Pick<ReadLogs, 'catchUp' | 'catchUpAll'>,
	linkIncidents: (link: string | undefined) => readonly IncidentId[]
): Promise<void> {
	const { id } = route;
	if (id === null || WITHOUT_LOG.test(id)) return;
	const pathIncident = id.includes('/incidents/[id]') ? IncidentId.safeParse(params['id']).data : undefined;
	const incidents = pathIncident ? [pathIncident] : id.startsWith('/r/[link]') ? linkIncidents(params['link']) : [];
	await (incidents.length > 0 ? Promise.all(incidents.map((each) => logs.catchUp(each))) : logs.catchUpAll());
}
