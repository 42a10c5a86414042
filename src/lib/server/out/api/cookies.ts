import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { cookieName, readCookie } from '$lib/server/platform/http/cookie-names';

/** Identifies a browser that signed in to an account before (auth/attempts.ts). */
const DEVICE_COOKIE = 'voelspriet.device';
const DEVICE_PATH = '/sign-in';
const DEVICE_SECONDS = 180 * 24 * 60 * 60;

/** Copies the cookies that sign-in made to the answer of a page. */
export function passCookies(headers: Headers, cookies: Cookies): void {
	for (const line of headers.getSetCookie()) {
		for (const [name, { value, ...said }] of parseSetCookieHeader(line)) {
			cookies.set(name, value, {
				path: said.path ?? '/',
				httpOnly: true,
				secure: said.secure === true,
				sameSite: 'lax',
				...(said['max-age'] === undefined ? {} : { maxAge: said['max-age'] })
			});
		}
	}
}

export const deviceOf = (cookies: Cookies): string | undefined => readCookie(cookies, DEVICE_COOKIE);

/** @param origin as browsers see this site */
export function keepDevice(cookies: Cookies, device: string, origin: string): void {
	const secure = origin.startsWith('https:');
	cookies.set(cookieName(DEVICE_COOKIE, { secure, path: DEVICE_PATH }), device, {
		path: DEVICE_PATH,
		httpOnly: true,
		secure,
		sameSite: 'lax',
		maxAge: DEVICE_SECONDS
	});
}
