import { IncidentId } from '$lib/domain/core/ids';
import type { PageServerLoad } from './$types';

/** The current draft: complete without a script, and the initial content of the live one. */
export const load: PageServerLoad = async ({ params, parent, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	return { draft: service.draftView(incident, await service.draft(incident)) };
};
