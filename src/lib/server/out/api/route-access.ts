import { redirect } from '@sveltejs/kit';
import { fieldsOf, outcomeAddress } from '$lib/concurrency/sent-form';
import { signatureHeader } from '$lib/domain/posts/entry/signed-batch';
import { problem } from '$lib/server/platform/http/problem';

/**
 * The routes that are open without a session, by SvelteKit's route id. All other pages and endpoints are closed,
 * including future ones. The routes themselves check a partner's secret or PIN, METRICS_TOKEN and DEMO.
 */
export const PUBLIC_ROUTES: ReadonlySet<string> = new Set([
	'/(start)',
	'/[x+2e]well-known/sbom',
	'/[x+2e]well-known/security.txt',
	'/accessibility',
	'/api/v1/docs',
	'/api/v1/docs/[shape]',
	'/api/v1/openapi.json',
	'/choose-password/[secret]',
	'/health/live',
	'/health/ready',
	'/help',
	'/help/[topic]',
	'/help/all',
	'/help/card/[card]',
	'/metrics',
	'/r/[link]',
	'/r/[link]/[number=number]',
	'/r/[link]/[number=number]/full',
	'/r/[link]/[secret]',
	'/r/[link]/answer',
	'/r/[link]/newest',
	'/r/[link]/pin',
	'/r/[link]/read',
	'/r/[link]/reports.atom',
	'/r/[link]/seen',
	'/r/[link]/signal',
	'/r/[link]/texts.atom',
	'/r/[link]/wall',
	'/schemas/report.json',
	'/set-up',
	'/sign-in',
	'/sign-in/organisation',
	'/sign-in/organisation/back',
	'/sign-in/organisation/ended',
	'/sign-in/passkey',
	'/sign-in/second',
	'/sign-out',
	'/theme.css'
]);

/** The route to which programs send posts, with a token or a signature. */
const PUSH_ROUTE = '/api/v1/incidents/[id]/sources/[source]/posts';

/** The parts of a request that are read: a part of SvelteKit's RequestEvent. */
interface AnonymousRequest {
	readonly route: { readonly id: string | null };
	readonly url: URL;
	readonly request: Request;
	readonly isDataRequest: boolean;
}

/**
 * The answer to a request without a session; null when it can continue. Tokens and signatures are checked by the API.
 * @throws Redirect for requests of SvelteKit's own client, which reads it from JSON
 */
export async function refuseAnonymous(refused: AnonymousRequest): Promise<Response | null> {
	const { route, url, request, isDataRequest } = refused;
	if (route.id !== null && PUBLIC_ROUTES.has(route.id)) return null;
	if (url.pathname.startsWith('/api/')) {
		const isProgram = /^bearer /i.test(request.headers.get('authorization') ?? '');
		if (isProgram || (route.id === PUSH_ROUTE && request.headers.has(signatureHeader))) return null;
		return problem(401, 'session.missing', { detail: 'Sign in first. Nothing was changed.' });
	}
	if (route.id === null) return null; // there is nothing at this address
	const location = await signInFor(request, url);
	if (isDataRequest || request.headers.get('x-sveltekit-action') === 'true') redirect(303, location);
	return new Response(null, { status: 303, headers: { location } });
}

/**
 * Where to continue after signing in: a path on this site, else the start page. A link must not lead to another site.
 */
export function onThisSite(next: string | null | undefined): string {
	if (!next || !/^\/(?![/\\])[^\\\p{C}]*$/u.test(next) || next.length > 2000) return '/';
	const url = new URL(next, 'http://site.invalid');
	if (url.origin !== 'http://site.invalid' || /^\/(\/|sign-in|sign-out)/.test(url.pathname)) return '/';
	return url.pathname + url.search + url.hash;
}

/** After signing in, the page of a form says what became of what was sent. */
async function signInFor(request: Request, url: URL): Promise<string> {
	const next =
		request.method === 'POST' ? outcomeAddress(url, await fieldsOf(request), true) : url.pathname + url.search;
	return `/sign-in?next=${encodeURIComponent(next)}`;
}
