import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { cookieName, readCookie } from '$lib/server/platform/http/cookie-names';

/** Identifies a browser that signed in to an account before (auth/attempts.ts). */
const DEVICE_COOKIE = 'voelspriet.device';
const DEVICE_PATH = '/sign-in';
const DEVICE_SECONDS = 180 * 24 * 60 * 60;

/** Copies the cookies of a sign-in response to the response of a page. */
export function passCookies(headers: Headers, cookies: Cookies): void {
	for (const line of headers.getSetCookie()) {
		for (const [name, { value, ...attributes }] of parseSetCookieHeader(line)) {
			cookies.set(name, value, {
				path: attributes.path ?? '/',
				httpOnly: true,
				secure: attributes.secure === true,
				sameSite: 'lax',
				...(attributes['max-age'] === undefined ? {} : { maxAge: attributes['max-age'] })
			});
		}
	}
}

export const deviceOf = (cookies: Cookies): string | undefined => readCookie(cookies, DEVICE_COOKIE);

/** @param origin as browsers see this site */
export function setDeviceCookie(cookies: Cookies, device: string, origin: string): void {
	const secure = origin.startsWith('https:');
	cookies.set(cookieName(DEVICE_COOKIE, { secure, path: DEVICE_PATH }), device, {
		path: DEVICE_PATH,
		httpOnly: true,
		secure,
		sameSite: 'lax',
		maxAge: DEVICE_SECONDS
	});
}
