import { IncidentId } from '$lib/domain/core/ids';
import type { PageServerLoad } from './$types';

/** The draft of this moment: whole without a script, and the first that the live one shows. */
export const load: PageServerLoad = async ({ params, parent, locals: { program } }) => {
	await parent(); // who may not be here is sent away first
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	return { draft: service.told(incident, await service.draft(incident)) };
};
