import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { OidcConfig } from '$lib/server/platform/config/organisation';
import { hasSecondFactor, providerSignIn, rolesByClaims } from '$lib/server/people/oidc/claims';
import { Provider } from '$lib/server/people/oidc/provider';
import { realProvider, walk } from './real-provider';

test('the whole flow with a real provider: sign-in, roles, a second sign-in, one use, sign-out, and notice of the end', async () => {
	const there = await realProvider();
	const received: string[] = [];
	const ours = createServer((request, response) => {
		request.setEncoding('utf8').on('data', (piece: string) => received.push(piece));
		request.on('end', () => response.end());
	});
	await new Promise<void>((done) => ours.listen(0, '127.0.0.1', done));
	const base = `http://127.0.0.1:${(ours.address() as AddressInfo).port}`;
	const config: OidcConfig = {
		issuer: there.issuer,
		clientId: there.env.OIDC_CLIENT_ID,
		clientSecret: there.env.OIDC_CLIENT_SECRET,
		scopes: 'openid profile email',
		name: null,
		rolesClaim: 'roles',
		roles: new Map([['analisten', ['analyst']]]),
		rolesByHand: 'keep',
		secondFactor: ['otp']
	};
	const redirect = `${base}/sign-in/organisation/back`;
	const at = new Provider(config, redirect);
	await expect(at.report()).rejects.toMatchObject({ code: 'away' });
	there.register(base);
	expect(await at.report()).toEqual({ issuer: there.issuer, keys: 1, signsOut: true, tellsEnd: true });

	there.people.set('anna', { name: 'Anna Visser', email: 'anna@example.nl', roles: ['analisten'] });
	const jar = new Map([['who', 'anna']]);
	const { address, round } = await at.begin(true);
	const back = await walk(address.href, redirect, jar);
	const vouched = await at.finish(back.search, round);
	expect(vouched).toMatchObject({ issuer: there.issuer, subject: 'anna' });
	expect(vouched.claims).toMatchObject({ name: 'Anna Visser', email: 'anna@example.nl', email_verified: true });
	expect(rolesByClaims(vouched.claims, config)).toEqual(['analyst']);
	const signedIn = providerSignIn(vouched.claims);
	expect(Date.now() - (signedIn.at?.getTime() ?? 0)).toBeLessThan(60_000);
	expect(hasSecondFactor(signedIn, config)).toBe(false); // it says no amr unless asked

	// A refresh requests the roles again: they were withdrawn in between.
	there.people.set('anna', { name: 'Anna Visser', email: 'anna@example.nl', roles: [] });
	const again = await at.again(vouched.refreshToken ?? '', 'anna');
	expect(again && rolesByClaims(again.claims, config)).toEqual([]);
	await expect(at.again(again?.refreshToken ?? vouched.refreshToken ?? '', 'bram')).rejects.toMatchObject({
		code: 'untrusted'
	});

	// A code that is used again revokes the tokens it gave.
	await expect(at.finish(back.search, round)).rejects.toMatchObject({ code: 'expired' });
	await expect(at.again(again?.refreshToken ?? '', 'anna')).rejects.toMatchObject({ code: 'expired' });

	// Signing out is confirmed at the provider, which redirects back here and notifies every program.
	const leave = await at.leave(vouched.idToken, `${base}/sign-in`);
	const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
	const page = await (await fetch(leave ?? '', { headers: { cookie } })).text();
	const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const signedOut = await fetch(`${there.issuer}/session/end/confirm`, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ xsrf, logout: 'yes' })
	});
	expect(signedOut.headers.get('location')).toBe(`${base}/sign-in`);
	await expect.poll(() => received.length).toBe(1);
	const token = new URLSearchParams(received[0]).get('logout_token') ?? '';
	expect(await at.ended(token)).toMatchObject({
		issuer: there.issuer,
		subject: 'anna',
		sid: expect.any(String) as string
	});
	await there.stop();
	ours.closeAllConnections();
	ours.close();
});
