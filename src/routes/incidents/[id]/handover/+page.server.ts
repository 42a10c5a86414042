import { error } from '@sveltejs/kit';
import { handoverOf } from '$lib/domain/handover';
import { IncidentId } from '$lib/domain/ids';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { realtime } from '$lib/server/realtime/part';
import { reports } from '$lib/server/report/reports';
import type { PageServerLoad } from './$types';

/** The handover of this moment, whole without a script; the page makes it anew from the log as it goes on. */
export const load: PageServerLoad = async ({ params, parent }) => {
	await parent(); // who may not be here is sent away first
	const incident = IncidentId.parse(params.id);
	const service = reports.of(program());
	const [{ report }, figures] = await Promise.all([service.draft(incident), realtime.of(program()).figures(incident)]);
	const state = logs.of(program()).state(incident);
	if (!state) error(404, 'incident.absent');
	return { report, queue: figures.queue, handover: handoverOf({ state, report, figures, now: service.now(incident) }) };
};
