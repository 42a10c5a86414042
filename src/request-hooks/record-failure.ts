import type { HandleServerError, RequestEvent } from '@sveltejs/kit';
import { isDatabaseUnavailable } from '$lib/server/platform/database/failure';
import { log } from '$lib/server/platform/operations/logger';

/** Logs the details of an error under a reference that the person can quote; the person does not see the details. */
export function recordFailure(error: unknown, { locals, route, request }: RequestEvent): string {
	const reference = crypto.randomUUID().slice(0, 8);
	const failed = { reference, route: route.id, method: request.method };
	locals.reference = reference;
	locals.databaseUnavailable = isDatabaseUnavailable(error);
	if (locals.databaseUnavailable)
		log.warn({ ...failed, error: String(error) }, 'a request failed: the database cannot be reached');
	else log.error({ ...failed, err: error }, 'a request failed');
	return reference;
}

/** What a request gets that no route takes, or whose address cannot be read, is no fault of ours. */
export const handleError: HandleServerError = ({ error, event, status, message }) =>
	status < 500
		? { message }
		: {
				message,
				reference: recordFailure(error, event),
				databaseUnavailable: event.locals.databaseUnavailable ?? false
			};
