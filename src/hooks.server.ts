import * as m from '$lib/messages';
import { building, dev } from '$app/environment';
import { wordsIn } from '$lib/i18n/words';
import { chooseLanguage } from '$lib/i18n/language';
import { IncidentId } from '$lib/domain/core/ids';
import { passCookies } from '$lib/server/out/api/cookies';
import { isHiddenFrom } from '$lib/server/out/api/authorize';
import { refuseAnonymous } from '$lib/server/out/api/route-access';
import { isDatabaseAway, RETRY_AFTER } from '$lib/server/platform/database/failure';
import { host } from '$lib/server/platform/config/host';
import { documentationPage, isDocumentation } from '$lib/server/out/api/openapi/documentation';
import { asProblem, isApi } from '$lib/server/out/api/api-errors';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import { packed } from '$lib/server/platform/http/body-cache';
import { problem } from '$lib/server/platform/http/problem';
import {
	limitedRequestOf,
	isLink,
	showsToken,
	tooMany,
	waitAfterInvalid,
	waitOfAddress,
	waitOfCaller
} from '$lib/server/out/api/rate-limits';
import { databaseAway } from '$lib/server/out/api/refusal-response';
import { scriptsToPreload } from '$lib/server/platform/http/preloads';
import { smallPage } from '$lib/server/platform/http/small-page';
import { log } from '$lib/server/platform/operations/logger';
import { requestSeconds } from '$lib/server/platform/operations/metrics';
import { catchUpFor } from '$lib/server/read/incidents/catch-up';
import { start, type RunningProgram } from '$lib/server/program';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import { RefusedRequests, statusOf } from '$lib/server/platform/http/refused-requests';
import { reject } from '$lib/server/platform/http/request-guard';
import { addSecurityHeaders } from '$lib/server/platform/http/security-headers';
import { chooseColorScheme, colorSchemeCookie } from '$lib/ui/color-scheme/color-scheme';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';

let program: RunningProgram | undefined;

export const init: ServerInit = async () => {
	const currentHost = host();
	if (building || !currentHost) return;
	const previous = currentHost.program; // set when Vite reloads this module in development
	currentHost.program = program = undefined;
	await previous?.stop();
	currentHost.program = program = await start(currentHost);
};

const measureDuration: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const response = await resolve(event);
	requestSeconds.observe(
		{ route: event.route.id ?? 'none', method: event.request.method, status: response.status },
		(performance.now() - began) / 1000
	);
	return response;
};

const compression: Handle = async ({ event, resolve }) => packed(event.request.headers, await resolve(event));

const refusedRequests = new RefusedRequests();
/**
 * Logs refused requests (BIO2 8.15), whichever part refused them. The line is written after the response, so that its
 * duration does not reveal whether an incident exists.
 */
const logRefusals: Handle = async ({ event, resolve }) => {
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

const setHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const link = scriptsToPreload(response.headers.get('link'));
	if (link) response.headers.set('link', link);
	else response.headers.delete('link');
	addSecurityHeaders(response.headers, host()?.config.origin ?? null);
	if (isApi(event.url.pathname)) {
		response.headers.set('api-version', API_VERSION);
		// For browsers without support for `frame-ancestors`, as the NL API Design Rules require.
		response.headers.set('x-frame-options', 'DENY');
	}
	return response;
};

/** Every error of the API is returned as problem details, whether a route, a hook or SvelteKit produced it. */
const formatErrors: Handle = async ({ event, resolve }) => {
	const { locals, request, url } = event;
	if (!isApi(url.pathname)) {
		try {
			const response = await resolve(event);
			return locals.databaseAway && response.status === 500 ? asUnavailable(response) : response;
		} catch (error) {
			if (!isDatabaseAway(error)) throw error;
			recordFailure(error, event);
			const language = chooseLanguage(readCookie(event.cookies, 'language'), request.headers.get('accept-language'));
			const { t } = wordsIn(language);
			const sentences = [
				t(m.errors.database.title),
				t(m.errors.database.what),
				t(m.errors.database.kept),
				t(m.errors.database.todo)
			];
			const { body, headers } = smallPage(language, sentences, RETRY_AFTER);
			return asUnavailable(new Response(body, { headers }));
		}
	}
	try {
		const response = await resolve(event);
		return locals.databaseAway && response.status === 500 ? databaseAway() : asProblem(response, locals.reference);
	} catch (error) {
		const reference = recordFailure(error, event);
		return locals.databaseAway ? databaseAway() : asProblem(new Response(null, { status: 500 }), reference);
	}
};

const guardRequest: Handle = ({ event, resolve }) => {
	const currentHost = host();
	if (!currentHost || !program)
		return problem(503, 'starting', {
			detail: 'Voelspriet is starting. Nothing was changed. Send the same again after Retry-After.',
			headers: { 'retry-after': '2' }
		});
	const rejection = reject(event.request, event.url.pathname, currentHost);
	if (rejection) return problem(rejection.status, rejection.code, { detail: rejection.detail });
	program.loopback.look(event.getClientAddress(), event.request.headers);
	event.locals.program = program;
	return resolve(event);
};

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
	return isLinkPage(route.id) && !(incident && locals.program.partner.logs.has(incident));
}

/** Looks up the session and refuses anonymous requests to closed routes. Permissions are checked by the routes. */
const authenticate: Handle = async ({ event, resolve }) => {
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
	const refusal = locals.person ? null : refuseAnonymous(event);
	if (refusal) return refusal;
	return resolve(event);
};

const localise: Handle = ({ event, resolve }) => {
	const { searchParams } = event.url;
	// A help page can have its language in its address: for this page only, like the look below.
	const chosen = (isHelpPage(event.url.pathname) && searchParams.get('lang')) || readCookie(event.cookies, 'language');
	const language = chooseLanguage(chosen, event.request.headers.get('accept-language'));
	// A wall display has its look in its address: for this page only, without changing the browser's setting.
	const scheme = chooseColorScheme(searchParams.get('look'), readCookie(event.cookies, colorSchemeCookie));
	event.locals.language = language;
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', language).replace('%look%', scheme)
	});
};

/** Limits the address before the session is looked up; `limitCaller` limits the person after it. */
const limitAddress: Handle = ({ event, resolve }) => {
	const wait = waitOfAddress(limitedRequestOf(event));
	return wait > 0 ? tooMany(event, wait) : resolve(event);
};
const limitCaller: Handle = async ({ event, resolve }) => {
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

const catchUp: Handle = async ({ event, resolve }) => {
	const { logs, partner } = event.locals.program;
	await catchUpFor(event, logs, partner.links);
	return resolve(event);
};

/** Rendering the documentation takes long, so rendered pages are cached for everyone. */
const cachedDocumentation: Handle = ({ event, resolve }) => {
	const isPage = event.request.method === 'GET' && !event.isDataRequest && isDocumentation(event.url.pathname);
	if (!isPage || dev) return resolve(event);
	const scheme = chooseColorScheme(event.url.searchParams.get('look'), readCookie(event.cookies, colorSchemeCookie));
	return documentationPage(event.locals.program, event, [event.locals.language, scheme], () => resolve(event));
};

/** `guardRequest` comes before authentication, so that a rejected request costs no database query. */
export const handle = sequence(
	measureDuration,
	compression,
	logRefusals,
	setHeaders,
	formatErrors,
	guardRequest,
	localise,
	limitAddress,
	authenticate,
	limitCaller,
	catchUp,
	cachedDocumentation
);

const isLinkPage = (route: string | null): boolean => route?.startsWith('/r/[link]') ?? false;
const isHelpPage = (path: string): boolean => /^\/help(?:\/|$)/.test(path);

const asUnavailable = ({ body, headers }: Response): Response =>
	new Response(body, { status: 503, headers: [...headers, ['retry-after', String(RETRY_AFTER)]] });

/** Logs the details of an error under a reference that the person can quote; the person does not see the details. */
function recordFailure(error: unknown, { locals, route, request }: RequestEvent): string {
	const reference = crypto.randomUUID().slice(0, 8);
	const failed = { reference, route: route.id, method: request.method };
	locals.reference = reference;
	locals.databaseAway = isDatabaseAway(error);
	if (locals.databaseAway)
		log.warn({ ...failed, error: String(error) }, 'a request failed: the database cannot be reached');
	else log.error({ ...failed, err: error }, 'a request failed');
	return reference;
}

export const handleError: HandleServerError = ({ error, event, status, message }) =>
	status === 404
		? { message }
		: { message, reference: recordFailure(error, event), databaseAway: event.locals.databaseAway ?? false };
