import * as m from '$lib/messages';
import type { RequestEvent } from '@sveltejs/kit';
import { signatureHeader } from '$lib/domain/posts/entry/signed-batch';
import { wordsIn } from '$lib/i18n/words';
import { isApi } from './api-errors';
import { Limits } from '$lib/server/platform/limits/limits';
import { NetworkLimits } from '$lib/server/platform/limits/networks';
import { problem } from '$lib/server/platform/http/problem';
import { smallPage } from '$lib/server/platform/http/small-page';

/**
 * Rate limits, per process and in its memory. Every route is limited by address and by sender:
 *
 * - An address: generous, because a town hall shares one, and outboxes send hundreds of commands after an outage.
 * - A person or a token: more than fast typing and an outbox need (50 commands a second without end).
 * - Anyone without an account, by address: enough for a department that signs in at the same time.
 *
 * The sign-in service is limited by issuer and not by its address, which it may share: see {@link BACK_CHANNEL_LOGOUT}.
 * Readers with a valid link are not limited: ten thousand may share one address, and their pages are cached in memory.
 * Only invalid links count. Guesses (passwords, PINs, codes) and signals are counted in the database for all processes:
 * `attempts.ts`.
 */
const byAddress = new NetworkLimits({ burst: 3000, perSecond: 500 });
const byCaller = new Limits({ burst: 600, perSecond: 60 });
const anonymous = { burst: 300, perSecond: 20 };
const byAnonymousAddress = new NetworkLimits(anonymous);
/** Separate limits with and without a code: guesses delay nobody who gives a code or opens the page. */
const signInWithCode = new NetworkLimits(anonymous);
const signIn = new NetworkLimits(anonymous);

/** Requests that count as more than one, because they are expensive. */
export const COSTS: Readonly<Record<string, number>> = {
	'POST /(start)': 10,
	'POST /sign-in': 5,
	'GET /sign-in/organisation': 5,
	'GET /sign-in/organisation/back': 5,
	'POST /sign-in/second': 5,
	'POST /sign-in/passkey': 5,
	'POST /set-up': 5,
	'POST /choose-password/[secret]': 5,
	'GET /health/ready': 5,
	'POST /incidents/[id]/report/export': 60,
	'GET /incidents/[id]/report/export/[bundle]': 10,
	'GET /incidents/[id]/report/[number=number]/export/[form]': 10,
	'POST /incidents/[id]/report/release': 10,
	'GET /incidents/[id]/report/compare': 5,
	'GET /incidents/[id]/report/preview': 5,
	'GET /api/v1/incidents/[id]/report': 2,
	'GET /api/v1/incidents/[id]/state': 5,
	'POST /api/v1/incidents/[id]/imports': 20,
	'GET /api/v1/incidents/[id]/imports/[import]/refused': 10,
	'POST /api/v1/incidents/[id]/posts/[post]/translation': 10,
	'POST /api/v1/incidents/[id]/report/sections/[section]/draft': 30,
	'POST /api/v1/incidents/[id]/profile/preview': 5
};

interface LimitedRequest {
	readonly address: string;
	/** As in `COSTS`: the method and the id of the route. */
	readonly route: string;
}
export const isLink = (route: string): boolean => / \/r\//.test(route);
/** The back-channel logout of the sign-in service. Its route counts valid tokens by issuer and invalid ones by address. */
const BACK_CHANNEL_LOGOUT = 'POST /sign-in/organisation/ended';
const SIGN_IN = 'POST /sign-in';
const hasOwnLimit = (route: string): boolean => isLink(route) || route === BACK_CHANNEL_LOGOUT || route === SIGN_IN;

/** Counts a request by address, before authentication. @returns milliseconds to wait; 0 when it can continue */
export const waitOfAddress = ({ address, route }: LimitedRequest): number =>
	hasOwnLimit(route) ? 0 : byAddress.take(address);

/** Counts a request by the id of a person or a token; null for anyone else. @returns milliseconds to wait first */
export function waitOfCaller(caller: string | null, { address, route }: LimitedRequest): number {
	const cost = COSTS[route] ?? 1;
	if (caller !== null) return byCaller.take(caller, undefined, cost);
	return hasOwnLimit(route) ? 0 : byAnonymousAddress.take(address, undefined, cost);
}

/** Counts a password that somebody sends. @returns milliseconds to wait first */
export const waitOfSignIn = (address: string, hasCode: boolean): number =>
	hasCode ? signInWithCode.take(address, undefined, COSTS[SIGN_IN]) : signIn.take(address, undefined, COSTS[SIGN_IN]);

/** Counts a request whose token or link was not valid. @returns milliseconds to wait first */
export const waitAfterInvalid = (address: string): number => byAnonymousAddress.take(address);

/** Whether a request has its own credentials, which the API checks and counts later. */
export const showsToken = ({ headers }: Request): boolean =>
	/^bearer /i.test(headers.get('authorization') ?? '') || headers.has(signatureHeader);

interface RateLimitedEvent {
	readonly request: Request;
	readonly route?: { readonly id: string | null };
	readonly getClientAddress: () => string;
}
export const limitedRequestOf = (event: RateLimitedEvent): LimitedRequest => ({
	address: event.getClientAddress(),
	route: `${event.request.method} ${event.route?.id ?? ''}`
});

/**
 * The 429 in the sender's format: problem details, a page, or what SvelteKit's client expects.
 * @param wait milliseconds
 */
export function tooMany({ request, url, locals, isDataRequest }: RequestEvent, wait: number): Response {
	if (isApi(url.pathname)) return retryLater(wait);
	const seconds = Math.ceil(wait / 1000);
	const init = { status: 429, headers: { 'retry-after': String(seconds) } };
	const { t } = wordsIn(locals.language);
	const message = t(m.errors.tooMany.what);
	if (isDataRequest) return Response.json({ message }, init);
	const accept = request.headers.get('accept') ?? '';
	if (request.method === 'POST' && accept.includes('application/json'))
		return Response.json({ type: 'error', status: 429, error: { message } }, init);
	const lines = [message, t(m.errors.tooMany.kept), t(m.errors.tooMany.todo)];
	const page = smallPage(locals.language, lines, request.method === 'GET' ? seconds : null);
	return new Response(page.body, { status: 429, headers: { ...init.headers, ...page.headers } });
}

/** The 429 for programs. @param wait milliseconds */
export const retryLater = (wait: number): Response =>
	problem(429, 'tooMany', {
		detail: 'Wait as long as Retry-After says, then send the same again. Nothing of this was stored.',
		headers: { 'retry-after': String(Math.ceil(wait / 1000)) }
	});
