import { request, type Dispatcher } from 'undici';
import type { OutgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import { connectionFailure, connectionToOrigin } from './connection-to';
import { FetchRefused } from './fetch-error';
import { fetchFailureOf, fullGuard } from './resolve-public-address';
import { readResponseBody } from './response-body';

interface OriginLimits {
	/** The proxy by which this machine reaches the internet; null: none. */
	readonly proxy?: OutgoingProxy | null;
	/** For the whole answer. */
	readonly milliseconds: number;
	/** The size of the body, decompressed. */
	readonly bytes: number;
}
interface OriginRequestOptions {
	readonly method: 'GET' | 'POST';
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
}
interface OriginResponse {
	readonly status: number;
	readonly contentType: string | null;
	readonly body: Uint8Array;
}
/** Sends a request to an address of the origin. @throws FetchRefused, FetchFailed */
export type OriginRequests = (
	address: URL,
	options: OriginRequestOptions,
	signal?: AbortSignal
) => Promise<OriginResponse>;

/**
 * Sends requests to one server that the administrator configured: unlike for `guardedFetch`, it may be internal and use
 * any port. It requests that origin only, and follows no redirects. Never use it for an address that a person typed.
 */
export function originRequests(base: string, { proxy = null, milliseconds, bytes }: OriginLimits): OriginRequests {
	const { origin, hostname } = new URL(base);
	const guard = fullGuard({ proxy });
	return async (url, options, stop) => {
		if (url.origin !== origin) throw new FetchRefused('address', url.hostname);
		const timeout = AbortSignal.timeout(milliseconds);
		const signal = stop ? AbortSignal.any([timeout, stop]) : timeout;
		let agent: Dispatcher | undefined;
		try {
			agent = await connectionToOrigin(url, guard, signal);
			const answer = await request(url, {
				...options,
				headers: { 'user-agent': 'Voelspriet', ...options.headers },
				dispatcher: agent,
				signal,
				// The signal bounds it; undici's own limits would end a slow answer earlier.
				headersTimeout: 0,
				bodyTimeout: 0
			});
			if (answer.statusCode >= 300 && answer.statusCode < 400) throw new FetchRefused('redirects', hostname);
			const headerValue = (name: string): string | undefined => [answer.headers[name]].flat()[0];
			return {
				status: answer.statusCode,
				contentType: headerValue('content-type') ?? null,
				body: await readResponseBody(answer.body, headerValue('content-encoding'), bytes, hostname)
			};
		} catch (error) {
			throw fetchFailureOf(connectionFailure(agent, error, hostname), hostname, timeout, stop);
		} finally {
			void agent?.destroy();
		}
	};
}
