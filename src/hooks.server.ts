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
	askingOf,
	isLink,
	showsToken,
	tooMany,
	waitAfterWrong,
	waitOfAddress,
	waitOfAsker
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
	const handed = host();
	if (building || !handed) return;
	const before = handed.program; // a reload in development
	handed.program = program = undefined;
	await before?.stop();
	handed.program = program = await start(handed);
};

const measure: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const response = await resolve(event);
	requestSeconds.observe(
		{ route: event.route.id ?? 'none', method: event.request.method, status: response.status },
		(performance.now() - began) / 1000
	);
	return response;
};

const packing: Handle = async ({ event, resolve }) => packed(event.request.headers, await resolve(event));

const refusedRequests = new RefusedRequests();
/**
 * Who tries what is not theirs is seen in the log, whichever part turned them away. The line is written after the answer:
 * nobody can tell by its time that an incident is there.
 */
const refusals: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { route, params, request, locals, isDataRequest } = event;
	if (route.id === null) return response;
	const asked = {
		...{ route: route.id, params, method: request.method },
		status: await statusOf(response, isDataRequest),
		person: locals.person?.id ?? null,
		address: event.getClientAddress()
	};
	// Nothing is hidden from a request that was turned away before anybody was looked up.
	const isHidden = (): boolean => 'person' in locals && isHiddenFrom({ locals, params, request });
	setImmediate(() => {
		refusedRequests.note({ ...asked, isHidden });
	});
	return response;
};

const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const link = scriptsToPreload(response.headers.get('link'));
	if (link) response.headers.set('link', link);
	else response.headers.delete('link');
	addSecurityHeaders(response.headers, host()?.config.origin ?? null);
	if (isApi(event.url.pathname)) {
		response.headers.set('api-version', API_VERSION);
		// For browsers that do not know `frame-ancestors`, as the NL API Design Rules ask.
		response.headers.set('x-frame-options', 'DENY');
	}
	return response;
};

/** Every error of the API is returned as problem details, whether a route, a hook or SvelteKit produced it. */
const problems: Handle = async ({ event, resolve }) => {
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

const guard: Handle = ({ event, resolve }) => {
	const handed = host();
	if (!handed || !program)
		return problem(503, 'starting', {
			detail: 'Voelspriet is starting. Nothing was changed. Send the same again after Retry-After.',
			headers: { 'retry-after': '2' }
		});
	const rejection = reject(event.request, event.url.pathname, handed);
	if (rejection) return problem(rejection.status, rejection.code, { detail: rejection.detail });
	program.loopback.look(event.getClientAddress(), event.request.headers);
	event.locals.program = program;
	return resolve(event);
};

/**
 * Whether a person is behind it: they open a page or send something. A desk fetches by itself with GET, and the start page
 * reads its own data again every twenty seconds.
 */
const isDoing = ({ request, route, isDataRequest }: RequestEvent): boolean =>
	(isDataRequest && route.id !== '/(start)') ||
	request.headers.get('sec-fetch-mode') === 'navigate' ||
	!/^(GET|HEAD|OPTIONS)$/.test(request.method);

/**
 * Whether an account changes nothing about the answer, so that no session is looked up: the documentation, and the pages
 * of a link. Only an address with the id of an incident there is for people with an account.
 */
function isSameForAccounts({ url, route, params, locals }: RequestEvent): boolean {
	if (isDocumentation(url.pathname)) return true;
	const incident = IncidentId.safeParse(params['link']).data;
	return isReading(route.id) && !(incident && locals.program.partner.logs.has(incident));
}

/** Finds the person and checks whether the route is open to them; permissions are checked where the work is done. */
const who: Handle = async ({ event, resolve }) => {
	const { locals, request, cookies } = event;
	[locals.person, locals.session] = [null, null];
	if (!isSameForAccounts(event)) {
		const { sessions, signIn } = locals.program.accounts;
		const asking = await sessions.sessionOf(request.headers);
		if (asking) [locals.person, locals.session] = [asking.person, asking.session];
		if (asking && isDoing(event)) sessions.seen(asking.session.id);
		if (asking?.renew && request.headers.get('sec-fetch-mode') === 'navigate') {
			const renewed = await signIn.renew(asking.session.id, request.headers);
			if (renewed) passCookies(renewed, cookies);
		}
	}
	const refusal = locals.person ? null : refuseAnonymous(event);
	if (refusal) return refusal;
	return resolve(event);
};

const words: Handle = ({ event, resolve }) => {
	const { searchParams } = event.url;
	// A help page says its language in its address for those without a setting: for this page only, like the look below.
	const chosen = (isHelp(event.url.pathname) && searchParams.get('lang')) || readCookie(event.cookies, 'language');
	const language = chooseLanguage(chosen, event.request.headers.get('accept-language'));
	// A wall display is recognised by its address, for this page only; the machine's own setting stays.
	const scheme = chooseColorScheme(searchParams.get('look'), readCookie(event.cookies, colorSchemeCookie));
	event.locals.language = language;
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', language).replace('%look%', scheme)
	});
};

/** The address is rate-limited before anybody is looked up, the person or token after that. */
const limitAddress: Handle = ({ event, resolve }) => {
	const wait = waitOfAddress(askingOf(event));
	return wait > 0 ? tooMany(event, wait) : resolve(event);
};
const limitAsker: Handle = async ({ event, resolve }) => {
	const { person } = event.locals;
	if (!person && isApi(event.url.pathname) && showsToken(event.request)) return resolve(event);
	const asking = askingOf(event);
	const wait = waitOfAsker(person?.id ?? null, asking);
	if (wait > 0) return tooMany(event, wait);
	const response = await resolve(event);
	if (response.status !== 404 || !isLink(asking.route)) return response;
	const after = waitAfterWrong(asking.address);
	return after > 0 ? tooMany(event, after) : response;
};

const newest: Handle = async ({ event, resolve }) => {
	const { logs, partner } = event.locals.program;
	await catchUpFor(event, logs, partner.links);
	return resolve(event);
};

/** Rendering the documentation takes long, so readers share a page. */
const documentation: Handle = ({ event, resolve }) => {
	const isPage = event.request.method === 'GET' && !event.isDataRequest && isDocumentation(event.url.pathname);
	if (!isPage || dev) return resolve(event);
	const scheme = chooseColorScheme(event.url.searchParams.get('look'), readCookie(event.cookies, colorSchemeCookie));
	return documentationPage(event.locals.program, event, [event.locals.language, scheme], () => resolve(event));
};

/** The person is limited after `guard`, so that a rejected request costs no database query. */
export const handle = sequence(
	measure,
	packing,
	refusals,
	headers,
	problems,
	guard,
	words,
	limitAddress,
	who,
	limitAsker,
	newest,
	documentation
);

const isReading = (route: string | null): boolean => route?.startsWith('/r/[link]') ?? false;
const isHelp = (path: string): boolean => /^\/help(?:\/|$)/.test(path);

const asUnavailable = ({ body, headers }: Response): Response =>
	new Response(body, { status: 503, headers: [...headers, ['retry-after', String(RETRY_AFTER)]] });

/** Details go to our log under a number that the person can quote, never to the person. */
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
