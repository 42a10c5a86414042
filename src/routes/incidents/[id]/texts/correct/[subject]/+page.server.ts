import { IncidentId } from '$lib/domain/core/ids';
import { reportLinks } from '$lib/domain/report/share-link';
import type { PageServerLoad } from './$types';

/** When the report was last opened by each link, and last read by a person. */
export const load: PageServerLoad = async ({ params, parent, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const views = await program.partner.links.views(incident);
	const state = program.logs.state(incident);
	const links = state ? reportLinks(state).filter(({ revoked }) => revoked === null) : [];
	const used = links.map(({ id }) => views.get(id));
	return { partners: used.map((use) => ({ opened: use?.lastSeen ?? null, read: use?.lastRead ?? null })) };
};
