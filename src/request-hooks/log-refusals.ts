import type { Handle } from '@sveltejs/kit';
import { isHiddenFrom } from '$lib/server/out/api/authorize';
import { RefusedRequests, statusOf } from '$lib/server/platform/http/refused-requests';

const refusedRequests = new RefusedRequests();

/**
 * Logs refused requests (BIO2 8.15), whichever part refused them. The line is written after the response, so that its
 * duration does not reveal whether an incident exists.
 */
export const logRefusals: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { route, params, request, locals, isDataRequest } = event;
	if (route.id === null) return response;
	const refusedRequest = {
		route: route.id,
		params,
		method: request.method,
		status: await statusOf(response, isDataRequest),
		person: locals.person?.id ?? null,
		address: event.getClientAddress()
	};
	// A request that was refused before authentication has no `person`: then nothing is hidden from it.
	const isHidden = (): boolean => 'person' in locals && isHiddenFrom({ locals, params, request });
	setImmediate(() => {
		refusedRequests.note({ ...refusedRequest, isHidden });
	});
	return response;
};
