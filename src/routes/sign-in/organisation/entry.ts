import { redirect, type Cookies } from '@sveltejs/kit';
import { cookieName } from '$lib/server/platform/http/cookie-names';
import { OidcError } from '$lib/server/people/oidc/oidc-error';
import { ROUND_SECONDS } from '$lib/server/people/oidc/rounds';
import { log } from '$lib/server/platform/operations/logger';

/** Names the sign-in that this browser began (oidc/rounds.ts); sent to where people come back only. */
const PATH = '/sign-in/organisation';
const nameFor = (origin: string): string =>
	cookieName('voelspriet.organisation', { secure: origin.startsWith('https:'), path: PATH });
const options = (origin: string) =>
	({
		path: PATH,
		httpOnly: true,
		secure: origin.startsWith('https:'),
		// Lax: the browser comes back from another site.
		sameSite: 'lax'
	}) as const;

/** @param origin as browsers see this site */
export const setSignInCookie = (cookies: Cookies, secret: string, origin: string): void =>
	cookies.set(nameFor(origin), secret, { ...options(origin), maxAge: ROUND_SECONDS });

/** The secret of the sign-in that this browser began; it is used once. */
export function takeSignInCookie(cookies: Cookies, origin: string): string | undefined {
	const secret = cookies.get(nameFor(origin));
	cookies.delete(nameFor(origin), options(origin));
	return secret;
}

/**
 * Back to the page that says what to do, with the reason in its address.
 * @param isIn whether the person is signed in, and so was linking their account
 * @throws Redirect; the error itself when it is not about signing in
 */
export function failedEntry(error: unknown, next: string, isIn = false): never {
	if (!(error instanceof OidcError)) throw error;
	log.warn({ part: 'oidc', why: error.message }, 'nobody was let in by the sign-in service');
	const page = isIn ? '/account' : '/sign-in';
	redirect(303, `${page}?${new URLSearchParams({ problem: error.code, ...(next !== '/' && { next }) }).toString()}`);
}
