import type { RequestEvent } from '@sveltejs/kit';
import { signatureHeader } from '$lib/domain/posts/entry/signed-batch';
import { wordsIn } from '$lib/i18n/both';
import { isApi } from './api-errors';
import { Limits } from '../http/limits';
import { problem } from '../http/problem';
import { smallPage } from '../http/small-page';

/**
 * How often may be asked, per process and in its memory. Every route is limited by address and by who asks:
 *
 * - An address: generous, as a town hall shares one, and outboxes come back with hundreds of commands at once.
 * - A person or a token: more than fast keys and an outbox need (50 commands a second go on for ever).
 * - Somebody without an account, by address: enough for a department that signs in at once.
 *
 * Readers by a link that works are not limited: ten thousand may stand behind one address, and their pages are ready in memory. Only what
 * a link does not open counts. Guessing (passwords, PINs, codes) and signals are counted in the database, for all processes: `attempts.ts`.
 */
const byAddress = new Limits({ burst: 3000, perSecond: 500 });
const byAsker = new Limits({ burst: 600, perSecond: 60 });
const byStranger = new Limits({ burst: 300, perSecond: 20 });

/** What counts as more than one request, since it makes the program work. */
export const COSTS: Readonly<Record<string, number>> = {
	'POST /(start)': 10,
	'POST /sign-in': 5,
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
	'POST /api/v1/incidents/[id]/profile/preview': 5
};

interface Asking {
	readonly address: string;
	/** As in `COSTS`: the method and the id of the route. */
	readonly route: string;
}
export const isLink = (route: string): boolean => / \/r\//.test(route);

/** Takes a turn of an address, before anything is looked up. @returns milliseconds to wait first; 0 when it may go on */
export const waitOfAddress = ({ address, route }: Asking): number => (isLink(route) ? 0 : byAddress.take(address));

/** Takes a turn of who asks: a person or a token by its id, null for anybody else. @returns milliseconds to wait first */
export function waitOfAsker(asker: string | null, { address, route }: Asking): number {
	const cost = COSTS[route] ?? 1;
	if (asker !== null) return byAsker.take(asker, undefined, cost);
	return isLink(route) ? 0 : byStranger.take(address, undefined, cost);
}

/** Takes a turn of somebody whose token or link opened nothing. @returns milliseconds to wait first */
export const waitAfterWrong = (address: string): number => byStranger.take(address);

/** A request that says who asks by itself: the API judges that, and counts it then. */
export const showsToken = ({ headers }: Request): boolean =>
	/^bearer /i.test(headers.get('authorization') ?? '') || headers.has(signatureHeader);

interface AskingEvent {
	readonly request: Request;
	readonly route?: { readonly id: string | null };
	readonly getClientAddress: () => string;
}
export const askingOf = (event: AskingEvent): Asking => ({
	address: event.getClientAddress(),
	route: `${event.request.method} ${event.route?.id ?? ''}`
});

/** "Not now", as who asks can read it: problem details, a page, or what SvelteKit's script expects. @param wait milliseconds */
export function tooMany({ request, url, locals, isDataRequest }: RequestEvent, wait: number): Response {
	if (isApi(url.pathname)) return later(wait);
	const seconds = Math.ceil(wait / 1000);
	const init = { status: 429, headers: { 'retry-after': String(seconds) } };
	const { t } = wordsIn(locals.language);
	const message = t('errors.tooMany.what');
	if (isDataRequest) return Response.json({ message }, init);
	const accept = request.headers.get('accept') ?? '';
	if (request.method === 'POST' && accept.includes('application/json'))
		return Response.json({ type: 'error', status: 429, error: { message } }, init);
	const lines = [message, t('errors.tooMany.kept'), t('errors.tooMany.todo')];
	const page = smallPage(locals.language, lines, request.method === 'GET' ? seconds : null);
	return new Response(page.body, { status: 429, headers: { ...init.headers, ...page.headers } });
}

/** "Not now", for programs. @param wait milliseconds */
export const later = (wait: number): Response =>
	problem(429, 'tooMany', {
		detail: 'Wait as long as Retry-After says, then send the same again. Nothing of this was stored.',
		headers: { 'retry-after': String(Math.ceil(wait / 1000)) }
	});
