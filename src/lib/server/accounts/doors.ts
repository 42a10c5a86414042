import { signatureHeader } from '$lib/domain/signed-batch';

/** What a request must show before anything looks at it. */
export type Door = 'open' | 'page' | 'api';

const PAGES = /^\/(incidents|people|programs|account)(\/|$)/;
const API = /^\/api\/v1\//;
/** Answers that are everybody's. */
const OPEN_API = /^\/api\/v1\/(openapi\.json|docs(\/\w+)?)$/;

/** Where programs send posts, also signed instead of with a token. */
const HOOK = /^\/api\/v1\/incidents\/[^/]+\/sources\/[^/]+\/posts$/;

/** Closed unless said: all of the API, and the pages behind which there is anything. A program that shows a token or signs is judged where it knocks. */
export function doorOf(pathname: string, headers: Headers): Door {
	if (PAGES.test(pathname)) return 'page';
	if (!API.test(pathname) || OPEN_API.test(pathname)) return 'open';
	const program = /^bearer /i.test(headers.get('authorization') ?? '') || (HOOK.test(pathname) && headers.has(signatureHeader));
	return program ? 'open' : 'api';
}

/** Where to go on to after signing in: a path on this site, else the start page. Whoever made the link must not choose another site. */
export function onThisSite(next: string | null | undefined): string {
	if (!next || !/^\/(?![/\\])[^\\\p{C}]*$/u.test(next) || next.length > 2000) return '/';
	const url = new URL(next, 'http://site.invalid');
	if (url.origin !== 'http://site.invalid' || /^\/(\/|sign-in|sign-out)/.test(url.pathname)) return '/';
	return url.pathname + url.search + url.hash;
}

export const signInFor = ({ pathname, search }: { pathname: string; search: string }): string =>
	`/sign-in?next=${encodeURIComponent(pathname + search)}`;
