import type { OutgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import { originRequests } from './origin-requests';

interface OriginOptions {
	/** The proxy by which this machine reaches the internet; null: none. */
	readonly proxy?: OutgoingProxy | null;
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

/** JSON to a server that the administrator named in the environment: see {@link originRequests}. */
export function originFetch(base: string, { headers, ...limits }: OriginOptions): OriginFetch {
	const send = originRequests(base, limits);
	return (path, json, stop) =>
		send(
			new URL(path, base),
			{ method: 'POST', body: JSON.stringify(json), headers: { 'content-type': 'application/json', ...headers } },
			stop
		);
}
