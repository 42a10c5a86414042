import type { Handle, RequestEvent } from '@sveltejs/kit';
import { IncidentId } from '$lib/domain/core/ids';
import { passCookies } from '$lib/server/out/api/cookies';
import { isDocumentation } from '$lib/server/out/api/openapi/documentation';
import { refuseAnonymous } from '$lib/server/out/api/route-access';

/**
 * Whether a person caused the request by opening a page or sending something. A desk fetches automatically with GET, and
 * the start page reloads its data every twenty seconds.
 */
const isUserActivity = ({ request, route, isDataRequest }: RequestEvent): boolean =>
	(isDataRequest && route.id !== '/(start)') ||
	request.headers.get('sec-fetch-mode') === 'navigate' ||
	!/^(GET|HEAD|OPTIONS)$/.test(request.method);

/**
 * Whether the response is the same for everyone, so that no session is looked up: the documentation and the pages of a
 * share link. A link address with the id of an incident is for people with an account.
 */
function isSameForAccounts({ url, route, params, locals }: RequestEvent): boolean {
	if (isDocumentation(url.pathname)) return true;
	const incident = IncidentId.safeParse(params['link']).data;
	return (route.id?.startsWith('/r/[link]') ?? false) && !(incident && locals.program.partner.logs.has(incident));
}

/** Looks up the session and refuses anonymous requests to closed routes. Permissions are checked by the routes. */
export const authenticate: Handle = async ({ event, resolve }) => {
	const { locals, request, cookies } = event;
	[locals.person, locals.session] = [null, null];
	if (!isSameForAccounts(event)) {
		const { sessions, signIn } = locals.program.accounts;
		const identity = await sessions.sessionOf(request.headers);
		if (identity) [locals.person, locals.session] = [identity.person, identity.session];
		if (identity && isUserActivity(event)) sessions.seen(identity.session.id);
		if (identity?.renew && request.headers.get('sec-fetch-mode') === 'navigate') {
			const renewed = await signIn.renew(identity.session.id, request.headers);
			if (renewed) passCookies(renewed, cookies);
		}
	}
	const refusal = locals.person ? null : await refuseAnonymous(event);
	if (refusal) return refusal;
	return resolve(event);
};
