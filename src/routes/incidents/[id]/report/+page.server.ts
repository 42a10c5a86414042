import { IncidentId } from '$lib/domain/ids';
import { program } from '$lib/server/host';
import { reports } from '$lib/server/report/reports';
import type { PageServerLoad } from './$types';

/** The draft of this moment: whole without a script, and the first that the live one shows. */
export const load: PageServerLoad = async ({ params, parent }) => {
	await parent(); // who may not be here is sent away first
	const incident = IncidentId.parse(params.id);
	const service = reports.of(program());
	return { draft: service.told(incident, await service.draft(incident)) };
};
