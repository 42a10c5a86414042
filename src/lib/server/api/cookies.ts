import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';

/** Identifies a browser that signed in to an account before (auth/attempts.ts). */
export const DEVICE_COOKIE = 'voelspriet.device';
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

/** @param origin as browsers see this site */
export function keepDevice(cookies: Cookies, device: string, origin: string): void {
	cookies.set(DEVICE_COOKIE, device, {
		path: '/sign-in',
		httpOnly: true,
		secure: origin.startsWith('https:'),
		sameSite: 'lax',
		maxAge: DEVICE_SECONDS
	});
}
