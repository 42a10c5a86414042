import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Provider } from '$lib/server/people/oidc/provider';
import { hostileProvider, lies, misfits, silences, type HostileProvider } from './hostile-provider';

const limits = { milliseconds: 1_000, bytes: 64 * 1024 };
const redirect = 'http://127.0.0.1:4173/sign-in/organisation/back';

let there: HostileProvider;
beforeAll(async () => {
	there = await hostileProvider();
});
afterAll(() => there.stop());
beforeEach(() => {
	there.lie = 'none';
	there.elsewhere = 0;
});

const provider = (chosen = {}): Provider => new Provider(there.config(chosen), redirect, limits);
async function signIn(at: Provider) {
	const { address, round } = await at.begin(false);
	return at.finish(there.signIn(address), round);
}
const problem = (code: string): unknown => expect.objectContaining({ name: 'OidcError', code });

test('an honest provider is accepted, with PKCE, state and nonce', async () => {
	const { address } = await provider().begin(false);
	expect(Object.fromEntries(address.searchParams)).toMatchObject({
		response_type: 'code',
		client_id: 'voelspriet',
		redirect_uri: redirect,
		code_challenge_method: 'S256',
		scope: 'openid profile email'
	});
	for (const name of ['state', 'nonce', 'code_challenge'])
		expect(address.searchParams.get(name)?.length, name).toBeGreaterThan(40);
	expect(await signIn(provider())).toMatchObject({
		issuer: there.issuer,
		subject: 'anna',
		claims: { name: 'Anna Visser', roles: ['analisten'] },
		refreshToken: 'first'
	});
});

describe.each(lies)('a provider that lies: %s', (lie) => {
	test('lets nobody in', async () => {
		there.lie = lie;
		const expected = lie === 'code reused' ? 'expired' : 'untrusted';
		await expect(signIn(provider())).rejects.toEqual(problem(expected));
	});
});

test.each(silences)('a provider that does not answer in time: %s', async (lie) => {
	there.lie = lie;
	const began = performance.now();
	await expect(signIn(provider())).rejects.toEqual(problem(lie === 'keys: none' ? 'untrusted' : 'away'));
	expect(performance.now() - began).toBeLessThan(4_000);
	expect(there.elsewhere).toBe(0);
});

test.each(misfits)('an answer that does not fit our settings: %s', async (lie) => {
	there.lie = lie;
	await expect(signIn(provider())).rejects.toEqual(
		problem(lie === 'discovery of another issuer' ? 'untrusted' : 'settings')
	);
	expect(there.elsewhere).toBe(0);
});

test('a provider that was down is tried again, and found when it is back', async () => {
	const at = provider();
	there.lie = 'discovery: 500';
	await expect(signIn(at)).rejects.toEqual(problem('away'));
	there.lie = 'none';
	expect((await signIn(at)).subject).toBe('anna');
});

test('a new key of the provider is accepted at once', async () => {
	const at = provider();
	await signIn(at);
	await there.rotate();
	expect((await signIn(at)).subject).toBe('anna');
});

test('what belongs to one sign-in is worth nothing in another', async () => {
	const at = provider();
	const [one, other] = [await at.begin(false), await at.begin(false)];
	const back = there.signIn(one.address);
	await expect(at.finish(back, other.round)).rejects.toEqual(problem('untrusted'));
	await expect(at.finish(back, { ...one.round, verifier: other.round.verifier })).rejects.toEqual(problem('expired'));
	await expect(at.finish(back, { ...one.round, nonce: other.round.nonce })).rejects.toEqual(problem('untrusted'));
	await expect(at.finish(back, one.round)).rejects.toEqual(problem('expired'));
});

test('who had to sign in again is accepted only with a recent sign-in time in the token', async () => {
	const at = provider();
	const { address, round } = await at.begin(true);
	expect([address.searchParams.get('max_age'), address.searchParams.get('prompt')]).toEqual(['0', 'login']);
	await expect(at.finish(there.signIn(address), round)).rejects.toEqual(problem('untrusted'));
	const now = Math.floor(Date.now() / 1000);
	for (const [at_, isIn] of [
		[now - 86_400, false],
		[now, true]
	] as const) {
		there.claims['auth_time'] = at_;
		const again = await at.begin(true);
		const finished = at.finish(there.signIn(again.address), again.round);
		if (isIn) expect((await finished).subject).toBe('anna');
		else await expect(finished).rejects.toEqual(problem('untrusted'));
	}
	delete there.claims['auth_time'];
});

test('a person who cancels at the provider gets a message about it', async () => {
	const at = provider();
	const { address, round } = await at.begin(false);
	const state = address.searchParams.get('state') ?? '';
	const iss = encodeURIComponent(there.issuer);
	await expect(at.finish(`?error=access_denied&state=${state}&iss=${iss}`, round)).rejects.toEqual(problem('declined'));
	await expect(at.finish(`?error=invalid_scope&state=${state}&iss=${iss}`, round)).rejects.toEqual(problem('settings'));
	await expect(at.finish(`?error=access_denied&state=x&iss=${iss}`, round)).rejects.toEqual(problem('untrusted'));
});

describe('a message that a session ended', () => {
	const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
	const token = (more: object, header: object = {}) =>
		there.sign({ events, sub: 'anna', sid: 'S1', jti: crypto.randomUUID(), ...more }, { typ: 'logout+jwt', ...header });

	test('says whose session it was', async () => {
		expect(await provider().ended(await token({ jti: 'J1' }))).toEqual({
			issuer: there.issuer,
			subject: 'anna',
			sid: 'S1',
			token: 'J1'
		});
		expect(await provider().ended(await token({ sid: undefined }))).toMatchObject({ subject: 'anna', sid: null });
		for (const typ of [undefined, 'application/logout+jwt', 'Logout+JWT'])
			expect(await provider().ended(await token({}, { typ }))).toMatchObject({ subject: 'anna' });
	});
	test('is verified with a new key of the provider, once the known keys are old', async () => {
		const at = provider();
		await at.ended(await token({}));
		await there.rotate();
		await expect(at.ended(await token({}))).rejects.toEqual(problem('untrusted'));
		expect(await provider().ended(await token({}))).toMatchObject({ subject: 'anna' });
	});
	test('is known by another key under the same id, once the known keys are old', async () => {
		const at = provider();
		await at.ended(await token({}));
		await there.rotate(there.kid());
		const signedAgain = await token({});
		await expect(at.ended(signedAgain)).rejects.toEqual(problem('untrusted'));
		const later = performance.now() + 31_000;
		const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
		try {
			expect(await at.ended(signedAgain)).toMatchObject({ subject: 'anna' });
		} finally {
			clock.mockRestore();
		}
	});
	test.each([
		['another issuer', { iss: 'https://evil.example' }, {}],
		['another audience', { aud: 'somebody' }, {}],
		['a nonce, as an id_token has', { nonce: 'n' }, {}],
		['no event', { events: {} }, {}],
		['nobody', { sub: undefined, sid: undefined }, {}],
		['made yesterday', { iat: Math.floor(Date.now() / 1000) - 86_400 }, {}],
		['expired', { exp: Math.floor(Date.now() / 1000) - 3600 }, {}],
		['made tomorrow', { iat: Math.floor(Date.now() / 1000) + 86_400 }, {}],
		['expired before it was made', { exp: Math.floor(Date.now() / 1000) - 10 }, {}],
		['no time', { iat: undefined }, {}],
		['an event without a body', { events: { 'http://schemas.openid.net/event/backchannel-logout': true } }, {}],
		['events as a list', { events: ['http://schemas.openid.net/event/backchannel-logout'] }, {}],
		['no id of its own', { jti: undefined }, {}],
		['an id that is no text', { jti: 7 }, {}],
		['another type', {}, { typ: 'at+jwt' }],
		['the type of any token', {}, { typ: 'JWT' }]
	])('does not hold: %s', async (_, claims, header) => {
		await expect(provider().ended(await token(claims, header))).rejects.toEqual(problem('untrusted'));
	});
	test('does not hold: unsigned, signed by nobody, or no token', async () => {
		const [header = '', payload = ''] = (await token({})).split('.');
		const none = Buffer.from('{"alg":"none"}').toString('base64url');
		for (const wrong of [`${none}.${payload}.`, `${header}.${payload}.AAAA`, '', 'x.y.z'])
			await expect(provider().ended(wrong)).rejects.toEqual(problem('untrusted'));
	});
});

test('the settings page shows what the provider says about itself', async () => {
	expect(await provider().report()).toEqual({ issuer: there.issuer, keys: 1, signsOut: true, tellsEnd: true });
	there.lie = 'keys: HTML';
	await expect(provider().report()).rejects.toEqual(problem('away'));
});
