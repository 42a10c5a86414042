import type { InIncident, Moment, PublicationId } from '$lib/domain/core/ids';
import type { ServerLimit } from '$lib/domain/official-text/channel';
import type { Posting } from '$lib/domain/official-text/posting';
import type { FetchResponse, FetchOptions, GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { FetchFailed, FetchRefused } from '$lib/server/platform/net/fetch-error';

/** The credentials of one of our accounts: a token of Mastodon, or the handle and an app password of Bluesky. */
export interface OutletCredentials {
	/** Scheme, host and port. */
	readonly server: string;
	/** The handle to sign in with; a token implies the account. */
	readonly identifier: string;
	readonly secret: string;
}
/** Where our posting is on the network, and since when (wall time; null where the network does not say). */
export interface PostedAt {
	readonly address: string | null;
	readonly at: Moment | null;
}
export interface PostRequest extends Pick<Posting, 'text' | 'firstRequestedAt'> {
	/** The same for each attempt. */
	readonly id: InIncident<PublicationId>;
}

/**
 * One network: identifies our account, finds an existing posting, and publishes so that a repeat is the same posting.
 */
export interface NetworkProtocol {
	/** The account as the network calls it. @throws NetworkError */
	whoAmI(credentials: OutletCredentials): Promise<string>;
	/** The limit of the server; null where it says none. Never throws. */
	limit?(credentials: OutletCredentials): Promise<ServerLimit | null>;
	/** @throws NetworkError when that could not be checked */
	find(credentials: OutletCredentials, posting: PostRequest): Promise<PostedAt | null>;
	/** @throws NetworkError */
	put(credentials: OutletCredentials, posting: PostRequest): Promise<PostedAt>;
}

/**
 * Why the network did not do what was requested. `unsure`: it may have done it all the same. `unreachable`: it
 * certainly did not receive the request. `busy`: it asks us to wait, and did nothing.
 */
type NetworkProblem = 'revoked' | 'refused' | 'busy' | 'unreachable' | 'unsure';
export class NetworkError extends Error {
	override readonly name = 'NetworkError';
	constructor(
		readonly trouble: NetworkProblem,
		/** Milliseconds that the network asks us to wait. */
		readonly wait: number | null = null,
		options?: ErrorOptions
	) {
		super(trouble, options);
	}
}

/** Sends a request and parses the JSON answer; every result except success is a NetworkError. */
export async function requestJson(
	fetch: GuardedFetch,
	address: string,
	options: FetchOptions
): Promise<{ status: number; json: unknown }> {
	const answer = await send(fetch, address, options);
	const { status } = answer;
	const json = jsonOf(answer);
	if (status >= 200 && status < 300) {
		if (json === undefined) throw new NetworkError('unsure');
		return { status, json };
	}
	if (status === 401 || status === 403) throw new NetworkError('revoked');
	if (status === 429) throw new NetworkError('busy', waitOf(answer.headers, Date.now()));
	// Not part of the protocol, or a server error: it may have done what we requested before it failed.
	if (status >= 500 || status < 400 || status === 408) throw new NetworkError('unsure');
	throw new NetworkError('refused');
}

/** As {@link requestJson}, but an error that the server names returns its code, such as `RecordNotFound`. */
export async function requestJsonOrCode(
	fetch: GuardedFetch,
	address: string,
	options: FetchOptions
): Promise<{ json: unknown } | { code: string; status: number }> {
	const answer = await send(fetch, address, options);
	const json = jsonOf(answer);
	const code =
		typeof json === 'object' && json !== null && 'error' in json && typeof json.error === 'string' ? json.error : null;
	if (answer.status >= 400 && answer.status < 500 && answer.status !== 429 && code)
		return { code, status: answer.status };
	return requestJson(() => Promise.resolve(answer), address, options);
}

async function send(fetch: GuardedFetch, address: string, options: FetchOptions): Promise<FetchResponse> {
	try {
		return await fetch(address, options);
	} catch (error) {
		if (error instanceof FetchRefused) throw new NetworkError('unreachable', null, { cause: error });
		if (!(error instanceof FetchFailed)) throw error;
		const wasReached = !['unresolved', 'proxy', 'tls'].includes(error.code);
		throw new NetworkError(wasReached ? 'unsure' : 'unreachable', null, { cause: error });
	}
}

function jsonOf({ body }: FetchResponse): unknown {
	try {
		return JSON.parse(Buffer.from(body).toString('utf8'));
	} catch {
		return undefined;
	}
}

/**
 * Milliseconds until the limit resets, from `Retry-After` (seconds or a date) or what Mastodon and Bluesky send
 * instead; null when no header says.
 */
export function waitOf(headers: ReadonlyMap<string, string>, now: number): number | null {
	const limitHeader = headers.get('retry-after') ?? headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
	if (limitHeader === undefined) return null;
	const number = Number(limitHeader);
	if (!Number.isFinite(number))
		return Number.isNaN(Date.parse(limitHeader)) ? null : Math.max(0, Date.parse(limitHeader) - now);
	// Seconds from now, or since 1970.
	return Math.max(0, number > 1_000_000_000 ? number * 1000 - now : number * 1000);
}
