import { IncidentId } from '$lib/domain/core/ids';
import { reportLinks } from '$lib/domain/report/share-link';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const views = await program.partner.links.views(incident);
	const state = program.logs.state(incident);
	return { links: (state ? reportLinks(state) : []).map((link) => ({ ...link, used: views.get(link.id) ?? null })) };
};
