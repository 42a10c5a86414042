import { IncidentId } from '$lib/domain/core/ids';
import { momentLookedAt } from '../at-desk.server';
import type { PageServerLoad } from './$types';

/** The current draft: complete without a script, and the initial content of the live one. */
export const load: PageServerLoad = async ({ params, parent, url, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	const at = momentLookedAt(url);
	if (at === null) return { draft: service.draftView(incident, await service.draft(incident)) };
	const past = await program.lookBack.at(incident, at);
	return { draft: service.draftView(incident, await service.at(incident, past.place, past.moment), past.state) };
};
