import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import { millisecondsInHour, millisecondsInSecond } from 'date-fns/constants';
import type { OidcConfig } from '$lib/server/platform/config/organisation';
import type { OutgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import { originRequests } from '$lib/server/platform/net/origin-requests';
import { saysRoles, type Claims } from './claims';
import { OidcError, oidcErrorOf } from './oidc-error';

interface ProviderLimits {
	/** For each answer. */
	readonly milliseconds: number;
	readonly bytes: number;
}
const DEFAULT_LIMITS: ProviderLimits = { milliseconds: 10_000, bytes: 512 * 1024 };

/** How long the provider's metadata is cached, in milliseconds. */
const METADATA_TTL_MS = millisecondsInHour;
/** How old cached keys must be before an unknown one is looked up, in milliseconds: strangers can name any key. */
const MIN_KEY_AGE_MS = 30 * millisecondsInSecond;
/** How far the clock of the service may be from ours, in seconds. */
const CLOCK_SKEW_SECONDS = 150;
/** How long ago a person signed in there at most, where they must do so again; in seconds. */
const MAX_SIGN_IN_AGE_SECONDS = 300;
/** How old a logout token may be: some services date their tokens five minutes back. In seconds. */
const MAX_TOKEN_AGE_SECONDS = 600;
/** How long a logout token is accepted, by the two above; in seconds. */
export const LOGOUT_TOKEN_SECONDS = MAX_TOKEN_AGE_SECONDS + 2 * CLOCK_SKEW_SECONDS;
/** Signatures that need the provider's private key: never `none`, never one made with our own secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Values of `amr` that RFC 8176 names: they say what was done, and are not asked for as a level. */
const AUTHENTICATION_METHODS =
	/^(?:face|fpt|geo|hwk|iris|kba|mca|mfa|otp|pin|pop|pwd|rba|retina|sc|sms|swk|tel|user|vbm|wia)$/;

/** For an issuer on loopback only: the settings allow no other without TLS. */
// oxlint-disable-next-line typescript/no-deprecated -- marked only to stand out
const withoutTls: (configuration: client.Configuration) => void = client.allowInsecureRequests;

/** What is stored while the person signs in there. */
export const Round = z.object({
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	/** Whether the person had to sign in there again, also with a session there. */
	signsInAgain: z.boolean()
});
export type Round = z.infer<typeof Round>;

/** A person that the provider vouches for: every check passed. */
export interface VouchedPerson {
	readonly issuer: string;
	readonly subject: string;
	readonly claims: Claims;
	/** Signed; to sign out there. */
	readonly idToken: string;
	readonly refreshToken: string | null;
	/** Their session there. */
	readonly sid: string | null;
}

/** A session that ended there: of one person, of one session, or both. */
export interface EndedProviderSession {
	readonly issuer: string;
	readonly subject: string | null;
	readonly sid: string | null;
	/** The id of the token that said so. */
	readonly token: string;
}

/** What the provider says of itself, for the page of settings. */
export interface ProviderReport {
	readonly issuer: string;
	readonly keys: number;
	/** Whether signing out here can sign out there. */
	readonly signsOut: boolean;
	/** Whether it tells us when a session there ends. */
	readonly tellsEnd: boolean;
}

const Subject = z.string().min(1).max(255);
/** What a logout token says besides whose it is: it has an event that an id_token never has, and no nonce. */
const Logout = z.object({
	events: z.looseObject({ [LOGOUT_EVENT]: z.looseObject({}) }),
	nonce: z.undefined().optional(),
	jti: z.string().min(1).max(255),
	iat: z.int(),
	exp: z.int().optional()
});
/** With another type it is another kind of token. Some services give no type; the event then identifies it. */
const LOGOUT_TOKEN_TYPE = /^(?:application\/)?logout\+jwt$/i;
const Keys = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** Whether newer keys may accept the token: a service may also put another key under a known id. */
const isOfOtherKeys = (error: unknown): boolean =>
	error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;

/**
 * The origins that may be asked: the issuer's, and where its metadata was fetched by TLS also those of its token endpoint
 * and keys. Google has each at another host.
 */
export function originsOf(
	issuer: string,
	metadata?: Pick<client.ServerMetadata, 'token_endpoint' | 'jwks_uri'>
): string[] {
	const { origin, protocol } = new URL(issuer);
	const named = [metadata?.token_endpoint, metadata?.jwks_uri].flatMap((address) => address ?? []);
	const secure = named.map((address) => new URL(address)).filter((url) => url.protocol === 'https:');
	return [origin, ...(protocol === 'https:' ? secure.map((url) => url.origin) : [])];
}

/**
 * The organisation's sign-in service, by OpenID Connect: the code flow with PKCE. openid-client checks issuer, audience,
 * nonce, times and, because it is told to, signatures; what it leaves out is checked here. Each call fails closed, with an {@link OidcError}.
 */
export class Provider {
	#metadata: { readonly value: client.ServerMetadata; readonly until: number } | null = null;
	#keys: { readonly value: JSONWebKeySet; readonly read: number } | null = null;

	/** @param redirect our address to which the provider sends people back */
	constructor(
		readonly config: OidcConfig,
		readonly redirect: string,
		readonly limits: ProviderLimits = DEFAULT_LIMITS,
		readonly proxy: OutgoingProxy | null = null
	) {}

	/** Where to send a browser. @param signsInAgain whether the person must sign in there again, also with a session there */
	async begin(signsInAgain: boolean): Promise<{ address: URL; round: Round }> {
		return this.#withOidcErrors(async () => {
			const round = {
				state: client.randomState(),
				nonce: client.randomNonce(),
				verifier: client.randomPKCECodeVerifier(),
				signsInAgain
			};
			const levels = this.config.secondFactor.filter((value) => !AUTHENTICATION_METHODS.test(value));
			const address = client.buildAuthorizationUrl(await this.#client(), {
				redirect_uri: this.redirect,
				scope: this.config.scopes,
				code_challenge: await client.calculatePKCECodeChallenge(round.verifier),
				code_challenge_method: 'S256',
				state: round.state,
				nonce: round.nonce,
				...(levels.length > 0 && { acr_values: levels.join(' ') }),
				// Some services support only one of these; that the person did sign in again, the token must prove.
				...(signsInAgain && { max_age: '0', prompt: 'login' })
			});
			return { address, round };
		});
	}

	/** @param answer the query with which the browser came back */
	async finish(answer: string, round: Round): Promise<VouchedPerson> {
		return this.#withOidcErrors(async () => {
			const configuration = await this.#client();
			const callbackUrl = new URL(this.redirect);
			callbackUrl.search = answer;
			const tokens = await client.authorizationCodeGrant(configuration, callbackUrl, {
				pkceCodeVerifier: round.verifier,
				expectedNonce: round.nonce,
				expectedState: round.state,
				idTokenExpected: true,
				...(round.signsInAgain && { maxAge: MAX_SIGN_IN_AGE_SECONDS })
			});
			return this.#vouched(configuration, tokens, null);
		});
	}

	/** What the provider says of the person now. @throws OidcError `expired` when their session there has ended */
	async again(refreshToken: string, subject: string): Promise<VouchedPerson | null> {
		return this.#withOidcErrors(async () => {
			const configuration = await this.#client();
			const tokens = await client.refreshTokenGrant(configuration, refreshToken);
			return tokens.id_token === undefined ? null : this.#vouched(configuration, tokens, subject);
		});
	}

	/** Where a browser goes to sign out there; null when the provider offers no such address. */
	async leave(idToken: string, next: string): Promise<URL | null> {
		return this.#withOidcErrors(async () => {
			const configuration = await this.#client();
			if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
			return client.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: next });
		});
	}

	/**
	 * Whose session ended there, by a token that the provider sent us (OpenID Connect Back-Channel Logout 1.0 §2.6). The
	 * caller makes sure that it is used once. It may have no expiry (Hydra and authentik give none): its age is limited.
	 */
	async ended(logoutToken: string): Promise<EndedProviderSession> {
		return this.#withOidcErrors(async () => {
			const metadata = await this.#serverMetadata();
			const check = (keys: JSONWebKeySet) =>
				jwtVerify(logoutToken, createLocalJWKSet(keys), {
					issuer: metadata.issuer,
					audience: this.config.clientId,
					algorithms: ALGORITHMS,
					requiredClaims: ['iat'],
					maxTokenAge: MAX_TOKEN_AGE_SECONDS,
					clockTolerance: CLOCK_SKEW_SECONDS
				});
			const { payload, protectedHeader } = await check(await this.#keysFor(metadata)).catch(async (error: unknown) => {
				const isOld = this.#keys !== null && this.#keys.read < performance.now() - MIN_KEY_AGE_MS;
				if (!isOld || !isOfOtherKeys(error)) throw error;
				this.#keys = null;
				return check(await this.#keysFor(metadata));
			});
			const { typ } = protectedHeader;
			const logout = Logout.safeParse(payload).data;
			if (!logout || (typ !== undefined && !LOGOUT_TOKEN_TYPE.test(typ)))
				throw new OidcError('untrusted', 'the token is not a logout token');
			if (logout.exp !== undefined && logout.exp <= logout.iat)
				throw new OidcError('untrusted', 'the logout token expired before it was made');
			const { sub, sid } = payload;
			const [subject, session] = [Subject.safeParse(sub).data ?? null, Subject.safeParse(sid).data ?? null];
			if (subject === null && session === null) throw new OidcError('untrusted', 'the logout token names nobody');
			return { issuer: metadata.issuer, subject, sid: session, token: logout.jti };
		});
	}

	/** Asks again what the provider says of itself, and for its keys. */
	async report(): Promise<ProviderReport> {
		return this.#withOidcErrors(async () => {
			[this.#metadata, this.#keys] = [null, null];
			const metadata = await this.#serverMetadata();
			const { keys } = await this.#keysFor(metadata);
			return {
				issuer: metadata.issuer,
				keys: keys.length,
				signsOut: metadata.end_session_endpoint !== undefined,
				tellsEnd: metadata['backchannel_logout_supported'] === true
			};
		});
	}

	async #vouched(
		configuration: client.Configuration,
		tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
		expected: string | null
	): Promise<VouchedPerson> {
		const claims = tokens.claims();
		const { issuer, userinfo_endpoint: info } = configuration.serverMetadata();
		if (!claims || !tokens.id_token) throw new OidcError('untrusted', 'there is no id_token');
		// openid-client lets Microsoft's token name any tenant; ours names one.
		if (claims.iss !== issuer) throw new OidcError('untrusted', 'the token has another issuer');
		const subject = Subject.safeParse(claims.sub).data;
		if (subject === undefined) throw new OidcError('untrusted', 'the token has no usable subject');
		if (expected !== null && subject !== expected) throw new OidcError('untrusted', 'the token is about somebody else');
		// No lower limit: Microsoft dates tokens five minutes back, and the nonce shows that this one is new.
		const ahead = Math.round(claims.iat - Date.now() / 1000);
		if (ahead > CLOCK_SKEW_SECONDS)
			throw new OidcError('untrusted', `iat is ${ahead} s later than the clock of this server`);
		const isSparse = !saysRoles(claims, this.config) || claims['email'] === undefined || claims['name'] === undefined;
		const isSameOrigin = info !== undefined && new URL(info).origin === new URL(this.config.issuer).origin;
		const userInfo = isSparse && isSameOrigin ? await this.#userInfo(configuration, tokens.access_token, subject) : {};
		return {
			issuer,
			subject,
			// Signed claims take precedence over unsigned ones.
			claims: { ...userInfo, ...claims },
			idToken: tokens.id_token,
			refreshToken: tokens.refresh_token ?? null,
			sid: Subject.safeParse(claims['sid']).data ?? null
		};
	}

	/** Empty when the service refuses: AD FS does so for every token that is for another resource too. */
	async #userInfo(configuration: client.Configuration, accessToken: string, subject: string): Promise<Claims> {
		try {
			return await client.fetchUserInfo(configuration, accessToken, subject);
		} catch (error) {
			const answer = error instanceof Error ? error.cause : undefined;
			if (answer instanceof Response && (answer.status === 401 || answer.status === 403)) return {};
			throw error;
		}
	}

	/** New for each use, so that the keys are read again: one that the provider changed is known at once. */
	async #client(): Promise<client.Configuration> {
		const metadata = await this.#serverMetadata();
		const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
		const { clientId, clientSecret } = this.config;
		const configuration = new client.Configuration(
			metadata,
			clientId,
			{ [client.clockTolerance]: CLOCK_SKEW_SECONDS },
			// Preferred: services differ in how they read signs of a secret in the header.
			ways.includes('client_secret_post')
				? client.ClientSecretPost(clientSecret)
				: client.ClientSecretBasic(clientSecret)
		);
		// Without it openid-client leaves signatures to TLS.
		client.enableNonRepudiationChecks(configuration);
		if (this.config.issuer.startsWith('http:')) withoutTls(configuration);
		configuration[client.customFetch] = this.#fetch;
		return configuration;
	}

	async #serverMetadata(): Promise<client.ServerMetadata> {
		if (this.#metadata && this.#metadata.until > performance.now()) return this.#metadata.value;
		const execute = this.config.issuer.startsWith('http:') ? [withoutTls] : [];
		const discovered = await client.discovery(new URL(this.config.issuer), this.config.clientId, undefined, undefined, {
			[client.customFetch]: this.#fetch,
			execute
		});
		const metadata = discovered.serverMetadata();
		if (new URL(metadata.issuer).href !== new URL(this.config.issuer).href)
			throw new OidcError('settings', 'the service names another issuer than OIDC_ISSUER');
		this.#metadata = { value: metadata, until: performance.now() + METADATA_TTL_MS };
		return metadata;
	}

	async #keysFor({ jwks_uri: jwksUri }: client.ServerMetadata): Promise<JSONWebKeySet> {
		if (this.#keys) return this.#keys.value;
		if (jwksUri === undefined) throw new OidcError('settings', 'the service names no keys');
		const answer = await this.#fetch(jwksUri, { method: 'GET', headers: { accept: 'application/json' } });
		const body: unknown = answer.status === 200 ? await answer.json().catch(() => null) : null;
		if (!Keys.safeParse(body).success) throw new OidcError('away', 'the keys cannot be read');
		const keys = body as JSONWebKeySet;
		this.#keys = { value: keys, read: performance.now() };
		return keys;
	}

	/** The only way out: to the issuer's own origin, and to those that its metadata names. */
	readonly #fetch = async (
		address: string,
		{ method, headers, body, signal }: Partial<client.CustomFetchOptions> & { method: string }
	): Promise<Response> => {
		const sent = body instanceof URLSearchParams ? body.toString() : null;
		if (body !== undefined && body !== null && sent === null) throw new TypeError('only forms are sent');
		const url = new URL(address);
		const origins = originsOf(this.config.issuer, this.#metadata?.value);
		const send = originRequests(origins.find((origin) => origin === url.origin) ?? this.config.issuer, {
			...this.limits,
			proxy: this.proxy
		});
		const answer = await send(
			url,
			{ method: method === 'POST' ? 'POST' : 'GET', headers: headers ?? {}, body: sent },
			signal
		);
		return new Response(Buffer.from(answer.body), {
			status: answer.status,
			headers: answer.contentType === null ? {} : { 'content-type': answer.contentType }
		});
	};

	async #withOidcErrors<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			throw oidcErrorOf(error);
		}
	}
}
