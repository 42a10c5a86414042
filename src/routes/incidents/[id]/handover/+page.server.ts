import { error } from '@sveltejs/kit';
import { handoverOf } from '$lib/domain/overview/handover';
import { IncidentId } from '$lib/domain/core/ids';
import type { PageServerLoad } from './$types';

/** The current handover, complete without a script; the page updates it from the log. */
export const load: PageServerLoad = async ({ params, parent, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	const [{ report }, figures] = await Promise.all([service.draft(incident), program.realtime.figures(incident)]);
	const state = program.logs.state(incident);
	if (!state) error(404, 'incident.absent');
	const strip = await program.stories.page(program.stories.reading(incident, state), { view: 'help' });
	return {
		report,
		queue: figures.queue,
		strip: strip.stories,
		handover: handoverOf({ state, report, figures, strip: strip.stories, now: service.now(incident) })
	};
};
