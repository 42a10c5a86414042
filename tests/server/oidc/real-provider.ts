import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A person that the provider knows. */
export interface ProviderAccount {
	name: string;
	email: string;
	roles: string[];
}
const SECRET = 'a secret of this test';
const CLIENT = 'voelspriet';

/** Values for a page of the provider: it writes them as HTML. */
const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * A real OpenID provider on loopback, with a page on which a person chooses who they are. It gives name, address and
 * roles by its userinfo endpoint, as the standard has it.
 */
export async function realProvider() {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const people = new Map<string, ProviderAccount>();
	let provider: Provider | undefined;
	server.on('request', (request, response) => {
		if (!provider) response.writeHead(503).end();
		else if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
		else void provider.callback()(request, response);
	});

	async function interact(at: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const details = await at.interactionDetails(request, response);
		const { searchParams } = new URL(request.url ?? '/', issuer);
		const who = searchParams.get('who');
		if (searchParams.has('stop'))
			return at.interactionFinished(request, response, { error: 'access_denied', error_description: 'stopped' });
		const accountId = who ?? details.session?.accountId;
		if (accountId === undefined || (details.prompt.name === 'login' && who === null)) {
			const buttons = [...people.keys()].map(
				(id) => `<button name="who" value="${escaped(id)}">${escaped(people.get(id)?.name ?? '')}</button>`
			);
			const page = `<!doctype html><html lang="nl"><title>Inlogdienst</title><form>${buttons.join('')}<button name="stop">Stop</button></form>`;
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
			return;
		}
		const grant = new at.Grant({ accountId, clientId: CLIENT });
		grant.addOIDCScope('openid profile email');
		await at.interactionFinished(request, response, {
			login: { accountId, amr: ['pwd', 'otp'] },
			consent: { grantId: await grant.save() }
		});
	}

	return {
		issuer,
		people,
		/** The settings of our program. */
		env: {
			OIDC_ISSUER: issuer,
			OIDC_CLIENT_ID: CLIENT,
			OIDC_CLIENT_SECRET: SECRET,
			OIDC_ROLES: 'analisten=analyst; beheer=administrator,coordinator'
		},
		/**
		 * Lets the program sign people in that people reach at this address; before it nothing is answered.
		 * @param saysHow whether its tokens say how and when somebody signed in (`amr`, `auth_time`)
		 */
		register(base: string, { saysHow = false } = {}): void {
			provider = new Provider(issuer, {
				clients: [
					{
						client_id: CLIENT,
						client_secret: SECRET,
						redirect_uris: [`${base}/sign-in/organisation/back`],
						post_logout_redirect_uris: [`${base}/sign-in`],
						backchannel_logout_uri: `${base}/sign-in/organisation/ended`,
						backchannel_logout_session_required: true,
						require_auth_time: saysHow,
						response_types: ['code'],
						grant_types: ['authorization_code', 'refresh_token']
					}
				],
				claims: {
					openid: saysHow ? ['sub', 'amr'] : ['sub'],
					email: ['email', 'email_verified'],
					profile: ['name', 'roles']
				},
				features: {
					devInteractions: { enabled: false },
					backchannelLogout: { enabled: true },
					rpInitiatedLogout: {
						enabled: true,
						postLogoutSuccessSource(ctx) {
							ctx.body = '<!doctype html><html lang="nl"><title>Afgemeld</title>';
						},
						logoutSource(ctx, form) {
							ctx.body = `<!doctype html><html lang="nl"><title>Afmelden</title>${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Ja, meld mij af</button>`;
						}
					}
				},
				pkce: { required: () => true },
				issueRefreshToken: () => true,
				cookies: { keys: ['a key of this test'] },
				// Its own asks no address inside, and ours is on loopback.
				fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
				interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
				findAccount: (_, sub) => ({
					accountId: sub,
					claims: () => ({ sub, email_verified: true, ...people.get(sub) })
				})
			});
		},
		async stop(): Promise<void> {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		}
	};
}
export type RealProvider = Awaited<ReturnType<typeof realProvider>>;

/** A browser without a script: follows redirects, keeps cookies, and stops at an address that starts like that. */
export async function walk(start: string, until: string, jar = new Map<string, string>()): Promise<URL> {
	let next = new URL(start);
	while (!next.href.startsWith(until)) {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
		for (const line of response.headers.getSetCookie()) {
			const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
			jar.set(name, value);
		}
		const location = response.headers.get('location');
		if (location === null) throw new Error(`${String(response.status)} at ${next.href}: ${await response.text()}`);
		next = new URL(location, next);
		if (next.pathname.startsWith('/interaction/')) next.searchParams.set('who', jar.get('who') ?? '');
	}
	return next;
}
