import { error } from '@sveltejs/kit';
import { handoverOf } from '$lib/domain/overview/handover';
import { IncidentId } from '$lib/domain/core/ids';
import type { PageServerLoad } from './$types';

/** The handover of this moment, whole without a script; the page makes it anew from the log as it goes on. */
export const load: PageServerLoad = async ({ params, parent, locals: { program } }) => {
	await parent(); // who may not be here is sent away first
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	const [{ report }, figures] = await Promise.all([service.draft(incident), program.realtime.figures(incident)]);
	const state = program.logs.state(incident);
	if (!state) error(404, 'incident.absent');
	return { report, queue: figures.queue, handover: handoverOf({ state, report, figures, now: service.now(incident) }) };
};
