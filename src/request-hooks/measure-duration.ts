import type { Handle } from '@sveltejs/kit';
import { requestSeconds } from '$lib/server/platform/operations/metrics';

export const measureDuration: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const response = await resolve(event);
	requestSeconds.observe(
		{ route: event.route.id ?? 'none', method: event.request.method, status: response.status },
		(performance.now() - began) / 1000
	);
	return response;
};
