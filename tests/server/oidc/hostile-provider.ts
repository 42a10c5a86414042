import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK, type JWTPayload } from 'jose';
import type { OidcConfig } from '$lib/server/platform/config/organisation';

/** What the provider does wrong; each must keep everybody out. */
export const lies = [
	'nonce of another',
	'no nonce',
	'another issuer',
	'another audience',
	'azp of another',
	'alg none',
	'alg none, announced',
	'HS256 with the public key',
	'HS256 with our secret',
	'expired',
	'no exp',
	'no iat',
	'issued tomorrow',
	'not yet valid',
	'no sub',
	'empty sub',
	'long sub',
	'sub that is a number',
	'changed after signing',
	'key of a stranger, same kid',
	'no id_token',
	'id_token that is no token',
	'userinfo of another',
	'state of another',
	'no state',
	'issuer of another in the answer',
	'no issuer in the answer though announced',
	'two codes',
	'code reused'
] as const;
/** Responses that contain no usable answer. */
export const silences = [
	'discovery: HTML',
	'discovery: 500',
	'discovery: huge',
	'discovery: slow',
	'discovery: redirect',
	'token: HTML',
	'token: 500',
	'token: huge',
	'token: slow',
	'token: redirect',
	'keys: HTML',
	'keys: huge',
	'keys: slow',
	'keys: none',
	'userinfo: HTML',
	'userinfo: 500'
] as const;
/** What does not fit our settings. */
export const misfits = ['discovery of another issuer', 'token elsewhere', 'keys elsewhere', 'unknown client'] as const;
type Lie = (typeof lies)[number] | (typeof silences)[number] | (typeof misfits)[number] | 'none';

interface Key {
	readonly kid: string;
	readonly publicKey: CryptoKey;
	readonly privateKey: CryptoKey;
}
const makeKey = async (kid: string): Promise<Key> => ({
	kid,
	...(await generateKeyPair('RS256', { extractable: true }))
});
const publicOf = async ({ kid, publicKey }: Key): Promise<JWK> => ({
	...(await exportJWK(publicKey)),
	kid,
	alg: 'RS256',
	use: 'sig'
});

const CLIENT = 'voelspriet';
const SECRET = 'a secret of this test';

/** A provider on loopback that misbehaves in one way at a time. */
export async function hostileProvider() {
	let current = await makeKey('one');
	const unpublishedKey = await makeKey('one');
	const requests = new Map<string, URLSearchParams>();
	const used = new Set<string>();
	const known = {
		lie: 'none' as Lie,
		/** Claims in addition to those of the protocol. */
		claims: { sub: 'anna', name: 'Anna Visser', email: 'anna@example.nl', roles: ['analisten'] } as JWTPayload,
		/** What the next refresh answers; null for `invalid_grant`. */
		refresh: null as JWTPayload | null,
		/** How many refreshes were requested. */
		refreshes: 0,
		/** How many requests arrived at another server. */
		elsewhere: 0,
		/** Metadata besides that of the protocol. */
		metadata: {} as Record<string, unknown>,
		/** What the address of user info answers; null for a refusal. */
		userInfo: { email: 'anna@example.nl' } as Record<string, unknown> | null,
		/** Claims that depend on the moment of signing, in seconds. */
		dated: (() => ({})) as (now: number) => Record<string, unknown>,
		/** Client id and secret as they were last sent, after decoding. */
		credentials: { by: '', id: '', secret: '' }
	};
	const elsewhere = createServer((_, response) => {
		known.elsewhere++;
		response.end('{}');
	});
	const server = createServer((request, response) => void answer(request, response));
	const listen = (one: typeof server) => new Promise<void>((done) => one.listen(0, '127.0.0.1', done));
	await Promise.all([listen(server), listen(elsewhere)]);
	const originOf = (one: typeof server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
	const [issuer, other] = [originOf(server), originOf(elsewhere)];

	/** @param more claims that count above the usual ones */
	const sign = async (more: JWTPayload, header = {}): Promise<string> =>
		new SignJWT({ iss: issuer, aud: CLIENT, iat: Math.floor(Date.now() / 1000), ...more })
			.setProtectedHeader({ alg: 'RS256', kid: current.kid, ...header })
			.sign(current.privateKey);

	async function idToken(nonce: string | null): Promise<string> {
		const { lie } = known;
		const now = Math.floor(Date.now() / 1000);
		const all: Record<string, unknown> = {
			...known.claims,
			iss: issuer,
			aud: CLIENT,
			iat: now,
			exp: now + 300,
			nonce,
			...known.dated(now)
		};
		const changes: Partial<Record<Lie, Record<string, unknown>>> = {
			'nonce of another': { nonce: 'another' },
			'no nonce': { nonce: undefined },
			'another issuer': { iss: 'https://evil.example' },
			'another audience': { aud: 'somebody' },
			'azp of another': { aud: [CLIENT, 'somebody'], azp: 'somebody' },
			expired: { exp: now - 3600 },
			'no exp': { exp: undefined },
			'no iat': { iat: undefined },
			'issued tomorrow': { iat: now + 86_400, exp: now + 90_000 },
			'not yet valid': { nbf: now + 3600 },
			'no sub': { sub: undefined },
			'empty sub': { sub: '' },
			'long sub': { sub: 's'.repeat(300) },
			'sub that is a number': { sub: 7 },
			'userinfo of another': { email: undefined },
			'userinfo: HTML': { email: undefined },
			'userinfo: 500': { email: undefined }
		};
		const claims: JWTPayload = JSON.parse(JSON.stringify({ ...all, ...changes[lie] })) as JWTPayload;
		if (lie.startsWith('alg none')) return new UnsecuredJWT(claims).encode();
		const hs = { alg: 'HS256', kid: current.kid };
		if (lie === 'HS256 with the public key')
			return new SignJWT(claims).setProtectedHeader(hs).sign(Buffer.from(JSON.stringify(await publicOf(current))));
		if (lie === 'HS256 with our secret')
			return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(SECRET));
		if (lie === 'id_token that is no token') return 'nothing';
		const signer = lie === 'key of a stranger, same kid' ? unpublishedKey : current;
		const token = await new SignJWT(claims)
			.setProtectedHeader({ alg: 'RS256', kid: signer.kid })
			.sign(signer.privateKey);
		const [header = '', , signature = ''] = token.split('.');
		const changed = Buffer.from(JSON.stringify({ ...claims, roles: ['beheer'] })).toString('base64url');
		return lie === 'changed after signing' ? `${header}.${changed}.${signature}` : token;
	}

	async function answer(
		request: import('node:http').IncomingMessage,
		response: import('node:http').ServerResponse
	): Promise<void> {
		const { lie } = known;
		const url = new URL(request.url ?? '/', issuer);
		const json = (body: unknown, status = 200) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		const part =
			{ '/.well-known/openid-configuration': 'discovery', '/token': 'token', '/jwks': 'keys', '/me': 'userinfo' }[
				url.pathname
			] ?? '';
		if (lie === `${part}: HTML`)
			return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Gateway</h1>');
		if (lie === `${part}: 500`) return void json({ error: 'server_error' }, 500);
		if (lie === `${part}: redirect`) return void response.writeHead(302, { location: `${other}/x` }).end();
		if (lie === `${part}: slow`) return; // never answers
		if (lie === `${part}: huge`) {
			response.writeHead(200, { 'content-type': 'application/json' });
			const more = (): void => {
				while (!response.destroyed && response.write(' '.repeat(16_384)));
				if (!response.destroyed) response.once('drain', more);
			};
			more();
			return;
		}
		switch (url.pathname) {
			case '/.well-known/openid-configuration':
				return void json({
					issuer: lie === 'discovery of another issuer' ? 'https://evil.example' : issuer,
					authorization_endpoint: `${issuer}/authorize`,
					token_endpoint: `${lie === 'token elsewhere' ? other : issuer}/token`,
					userinfo_endpoint: `${issuer}/me`,
					jwks_uri: `${lie === 'keys elsewhere' ? other : issuer}/jwks`,
					end_session_endpoint: `${issuer}/leave`,
					response_types_supported: ['code'],
					subject_types_supported: ['public'],
					id_token_signing_alg_values_supported: lie === 'alg none, announced' ? ['RS256', 'none'] : ['RS256'],
					token_endpoint_auth_methods_supported: ['client_secret_basic'],
					code_challenge_methods_supported: ['S256'],
					authorization_response_iss_parameter_supported: true,
					backchannel_logout_supported: true,
					...known.metadata
				});
			case '/jwks':
				return void json({ keys: lie === 'keys: none' ? [] : [await publicOf(current)] });
			case '/me':
				if (!known.userInfo) return void json({ error: 'invalid_token' }, 401);
				return void json({ sub: lie === 'userinfo of another' ? 'victim' : known.claims.sub, ...known.userInfo });
			case '/token':
				break;
			default:
				return void json({}, 404);
		}
		let body = '';
		for await (const piece of request) body += String(piece);
		const form = new URLSearchParams(body);
		const basic = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64')
			.toString()
			.split(':');
		const [id = '', secret = ''] = basic.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
		known.credentials = form.has('client_secret')
			? { by: 'post', id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
			: { by: 'basic', id, secret };
		if (lie === 'unknown client') return void json({ error: 'invalid_client' }, 401);
		if (form.get('grant_type') === 'refresh_token') {
			known.refreshes++;
			if (!known.refresh) return void json({ error: 'invalid_grant' }, 400);
			const now = Math.floor(Date.now() / 1000);
			const again = await sign({ ...known.claims, exp: now + 300, ...known.refresh });
			return void json({ access_token: 'a', token_type: 'Bearer', id_token: again, refresh_token: 'second' });
		}
		const code = form.get('code') ?? '';
		const signInQuery = requests.get(code);
		const challenge = signInQuery?.get('code_challenge');
		const proof = Buffer.from(
			await crypto.subtle.digest('SHA-256', Buffer.from(form.get('code_verifier') ?? ''))
		).toString('base64url');
		if (!signInQuery || challenge !== proof || used.has(code) || lie === 'code reused')
			return void json({ error: 'invalid_grant' }, 400);
		used.add(code);
		json({
			access_token: 'a',
			token_type: 'Bearer',
			expires_in: 300,
			refresh_token: 'first',
			...(lie !== 'no id_token' && { id_token: await idToken(signInQuery.get('nonce')) })
		});
	}

	return Object.assign(known, {
		issuer,
		sign,
		kid: (): string => current.kid,
		async rotate(kid = `key ${String(Date.now())}`): Promise<void> {
			current = await makeKey(kid);
		},
		/** What a browser brings back after a person signed in there: the query of the address. */
		signIn(address: string | URL): string {
			const { searchParams } = new URL(address);
			const code = crypto.randomUUID();
			requests.set(code, searchParams);
			const { lie } = known;
			const back = new URLSearchParams({ code });
			if (lie !== 'no state') back.set('state', lie === 'state of another' ? 'x' : (searchParams.get('state') ?? ''));
			if (lie !== 'no issuer in the answer though announced')
				back.set('iss', lie === 'issuer of another in the answer' ? 'https://evil.example' : issuer);
			if (lie === 'two codes') back.append('code', 'x');
			return `?${back.toString()}`;
		},
		config(chosen: Partial<OidcConfig> = {}): OidcConfig {
			return {
				issuer,
				clientId: CLIENT,
				clientSecret: SECRET,
				scopes: 'openid profile email',
				name: null,
				rolesClaim: 'roles',
				roles: new Map([
					['analisten', ['analyst']],
					['woordvoering', ['spokesperson']],
					['beheer', ['administrator', 'coordinator']]
				]),
				rolesByHand: 'keep',
				secondFactor: [],
				...chosen
			};
		},
		async stop(): Promise<void> {
			for (const one of [server, elsewhere]) {
				one.closeAllConnections();
				await new Promise((done) => one.close(done));
			}
		}
	});
}
export type HostileProvider = Awaited<ReturnType<typeof hostileProvider>>;
