import { IncidentId } from '$lib/domain/core/ids';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	return { links: await program.partner.links.listed(incident) };
};
