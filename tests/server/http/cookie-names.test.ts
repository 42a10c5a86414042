import { expect, test } from 'vitest';
import { cookieName, readCookie } from '$lib/server/platform/http/cookie-names';

test('over https a cookie of the whole site is bound to this host, and one of a path is sent over https only', () => {
	expect(cookieName('look', { secure: true, path: '/' })).toBe('__Host-look');
	expect(cookieName('voelspriet.device', { secure: true, path: '/sign-in' })).toBe('__Secure-voelspriet.device');
	expect(cookieName('look', { secure: false, path: '/' })).toBe('look');
});

test('a cookie is also read under its previous name; the one that nobody can plant counts first', () => {
	const all = new Map([
		['__Host-look', 'dark'],
		['__Secure-look', 'light'],
		['look', 'crisis']
	]);
	const cookies = { get: (name: string) => all.get(name) };
	const seen: (string | undefined)[] = [];
	for (const name of [...all.keys()]) {
		seen.push(readCookie(cookies, 'look'));
		all.delete(name);
	}
	expect([...seen, readCookie(cookies, 'look')]).toEqual(['dark', 'light', 'crisis', undefined]);
});
