import { Agent, request } from 'undici';
import { FetchRefused } from './fetch-error';
import { fetchFailureOf } from './resolve-public-address';
import { readResponseBody } from './response-body';

interface OriginOptions {
	readonly headers: Readonly<Record<string, string>>;
	/** For the whole answer. */
	readonly milliseconds: number;
	/** The size of the body, decompressed. */
	readonly bytes: number;
}
interface OriginResponse {
	readonly status: number;
	readonly body: Uint8Array;
}
/** Sends JSON to a path below the address, by POST. @throws FetchRefused, FetchFailed */
export type OriginFetch = (path: string, json: unknown, signal: AbortSignal) => Promise<OriginResponse>;

/**
 * The way to one server that the administrator named in the environment: it may be inside and on any port, which
 * `guardedFetch` refuses. It reaches that origin only, and follows no redirect. Never for an address that a person typed
 * or a server returned.
 */
export function originFetch(base: string, { headers, milliseconds, bytes }: OriginOptions): OriginFetch {
	const { origin, hostname } = new URL(base);
	return async (path, json, stop) => {
		const url = new URL(path, base);
		if (url.origin !== origin) throw new FetchRefused('address', url.hostname);
		const late = AbortSignal.timeout(milliseconds);
		const agent = new Agent({ connections: 1 });
		try {
			const answer = await request(url, {
				method: 'POST',
				body: JSON.stringify(json),
				headers: { 'user-agent': 'Voelspriet', 'content-type': 'application/json', ...headers },
				dispatcher: agent,
				signal: AbortSignal.any([late, stop]),
				// The signal bounds it; undici's own limits would end a slow model earlier.
				headersTimeout: 0,
				bodyTimeout: 0
			});
			if (answer.statusCode >= 300 && answer.statusCode < 400) throw new FetchRefused('redirects', hostname);
			const encoding = [answer.headers['content-encoding']].flat()[0];
			return { status: answer.statusCode, body: await readResponseBody(answer.body, encoding, bytes, hostname) };
		} catch (error) {
			throw fetchFailureOf(error, hostname, late, stop);
		} finally {
			void agent.destroy();
		}
	};
}
