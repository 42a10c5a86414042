import { IncidentId } from '$lib/domain/ids';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { partner } from '$lib/server/partner/partner';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent }) => {
	await parent(); // who may not be here is sent away first
	const incident = IncidentId.parse(params.id);
	const views = await partner.of(program()).links.views(incident);
	const links = [...(logs.of(program()).state(incident)?.shareLinks.values() ?? [])];
	return { links: links.map((link) => ({ ...link, used: views.get(link.id) ?? null })) };
};
