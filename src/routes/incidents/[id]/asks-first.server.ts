import type { IncidentId } from '$lib/domain/core/ids';

/**
 * What the desk asks of the API once the scripts of the page run, word for word as `IncidentReads` does: the state, and
 * the lists of the stream. Nothing when it looks back, for that is asked differently.
 */
export function asksFirst(id: IncidentId, route: string | null, { searchParams }: URL): readonly string[] {
	if (searchParams.has('at')) return [];
	const base = `/api/v1/incidents/${id}`;
	const isQueue = route === '/incidents/[id]' && !searchParams.has('view') && !searchParams.has('finding');
	return [`${base}/state`, ...(isQueue ? [`${base}/stories?view=waiting`, `${base}/stories?view=help`] : [])];
}
