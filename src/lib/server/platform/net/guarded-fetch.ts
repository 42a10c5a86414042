import { request, type Dispatcher } from 'undici';
import { connectionFailure, connectionTo } from './connection-to';
import { readResponseBody } from './response-body';
import { FetchFailed, FetchRefused } from './fetch-error';
import { fetchFailureOf, fullGuard, checkAddress, type Guard } from './resolve-public-address';

const MAX_REDIRECTS = 5;

type OutboundRequest = Pick<Dispatcher.RequestOptions, 'method' | 'body'> & {
	readonly headers: Readonly<Record<string, string>>;
};

export interface FetchResponse {
	status: number;
	/** Names in lower case. */
	headers: ReadonlyMap<string, string>;
	/** Decompressed. */
	body: Uint8Array;
	/** Where the answer came from, after redirects. */
	address: string;
}
export interface FetchOptions {
	headers?: Readonly<Record<string, string>>;
	/** Sent by POST, as JSON. Without it and `bytes`: GET. */
	json?: unknown;
	/** Sent by POST, as they are. */
	bytes?: Uint8Array;
	signal?: AbortSignal;
}
/**
 * Sends a request to an address and returns the answer, whatever its status. The body goes to this address only: a
 * redirect of a POST is refused. When a POST fails otherwise than by `unresolved` or `tls`, it is not known whether it
 * arrived.
 * @throws FetchRefused, FetchFailed
 */
export type GuardedFetch = (address: string, options?: FetchOptions) => Promise<FetchResponse>;

/**
 * With `guardedLines` and `guardedSocket` the only outbound clients of this program: each checks every address, also
 * literal ones and redirects.
 */
export function guardedFetch(options: Guard = {}): GuardedFetch {
	const guard = fullGuard(options);
	const { milliseconds, bytes } = guard;

	async function sendOnce(url: URL, sent: OutboundRequest, signal: AbortSignal): Promise<FetchResponse | URL> {
		const agent = await connectionTo(url, guard, signal);
		try {
			const answer = await request(url, {
				...sent,
				dispatcher: agent,
				signal,
				headersTimeout: milliseconds,
				bodyTimeout: milliseconds
			});
			if (answer.statusCode === 407) throw new FetchFailed('proxy', url.hostname);
			const next = redirectTarget(answer, url);
			if (next) return next;
			const length = Number(answer.headers['content-length'] ?? 0);
			if (length > bytes) throw new FetchFailed('tooLarge', url.hostname);
			const body = await readResponseBody(
				answer.body,
				headerText(answer.headers['content-encoding']),
				bytes,
				url.hostname
			);
			return { status: answer.statusCode, headers: plainHeaders(answer.headers), body, address: url.href };
		} catch (error) {
			throw connectionFailure(agent, error, url.hostname);
		} finally {
			void agent.destroy();
		}
	}

	return async (address, { headers = {}, json, bytes: raw, signal: stop } = {}) => {
		const timeout = AbortSignal.timeout(milliseconds);
		const signal = stop ? AbortSignal.any([timeout, stop]) : timeout;
		let url = checkAddress(address);
		const body = raw ?? (json === undefined ? null : JSON.stringify(json));
		const isPost = body !== null;
		const methodAndBody = { method: isPost ? 'POST' : 'GET', body } as const;
		let sent: Readonly<Record<string, string>> = {
			'user-agent': 'Voelspriet (feed reader)',
			'accept-encoding': 'gzip, deflate, br',
			...(json !== undefined && { 'content-type': 'application/json' }),
			...headers
		};
		try {
			for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
				const answer = await sendOnce(url, { ...methodAndBody, headers: sent }, signal);
				if (!(answer instanceof URL)) return answer;
				if (isPost) break;
				if (answer.origin !== url.origin) sent = withoutSecrets(sent);
				url = checkAddress(answer.href);
			}
		} catch (error) {
			throw fetchFailureOf(error, url.hostname, timeout, stop);
		}
		throw new FetchRefused('redirects', url.hostname);
	};
}

function redirectTarget({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | null {
	if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
	const location = headerText(headers.location);
	if (location === undefined || !URL.canParse(location, from)) throw new FetchRefused('address', from.hostname);
	return new URL(location, from);
}

const headerText = (header: string | string[] | undefined): string | undefined =>
	Array.isArray(header) ? header.join(', ') : header;

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Map<string, string> {
	return new Map(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name.toLowerCase(), headerText(value) ?? '']]
		)
	);
}

const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:authorization|cookie)$/i.test(name)));
