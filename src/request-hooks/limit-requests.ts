import type { Handle } from '@sveltejs/kit';
import { isApi } from '$lib/server/out/api/api-errors';
import {
	isLink,
	limitedRequestOf,
	showsToken,
	tooMany,
	waitAfterInvalid,
	waitOfAddress,
	waitOfCaller
} from '$lib/server/out/api/rate-limits';

/** Limits the address before the session is looked up; `limitCaller` limits the person after it. */
export const limitAddress: Handle = ({ event, resolve }) => {
	const wait = waitOfAddress(limitedRequestOf(event));
	return wait > 0 ? tooMany(event, wait) : resolve(event);
};

/** Limits the person, and the address of somebody without a session. */
export const limitCaller: Handle = async ({ event, resolve }) => {
	const { person } = event.locals;
	if (!person && isApi(event.url.pathname) && showsToken(event.request)) return resolve(event);
	const limited = limitedRequestOf(event);
	const wait = waitOfCaller(person?.id ?? null, limited);
	if (wait > 0) return tooMany(event, wait);
	const response = await resolve(event);
	if (response.status !== 404 || !isLink(limited.route)) return response;
	const after = waitAfterInvalid(limited.address);
	return after > 0 ? tooMany(event, after) : response;
};
