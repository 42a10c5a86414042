import type { Handle } from '@sveltejs/kit';
import { catchUpFor } from '$lib/server/read/incidents/catch-up';

export const catchUp: Handle = async ({ event, resolve }) => {
	const { logs, partner } = event.locals.program;
	await catchUpFor(event, logs, partner.links);
	return resolve(event);
};
