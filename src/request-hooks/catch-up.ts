import type { Handle } from '@sveltejs/kit';
import { secretsIn } from '$lib/server/out/partner/opened-report';
import { catchUpFor } from '$lib/server/read/incidents/catch-up';

export const catchUp: Handle = async ({ event, resolve }) => {
	const { logs, partner } = event.locals.program;
	await catchUpFor(event, logs, (link) => partner.links.incidentsOf(link, secretsIn(event.cookies, link)));
	return resolve(event);
};
