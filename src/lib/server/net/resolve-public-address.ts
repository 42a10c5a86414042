import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { errors } from 'undici';
import type { FailedBecause } from '$lib/domain/posts/source-problem';
import { isAmong, isNetwork } from '$lib/server/config/client-address';
import { FetchError, FetchFailed, FetchRefused } from './fetch-error';
import { isPublic } from './public-address';

/** What may be asked, and for how long; the same for answers, lines and sockets. */
export interface Guard {
	/** FETCH_ALLOW_CIDR: inner networks that may be asked, on any port. */
	allow?: readonly string[];
	/** For all hops together, up to the answer. */
	milliseconds?: number;
	/** Of a body, decompressed; of a line or a message too. */
	bytes?: number;
	/** All addresses of a name; the system's resolver by default. */
	resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}
interface ResolvedAddress {
	readonly address: string;
	readonly family: number;
}
/** With everything filled in. */
type FullGuard = Required<Guard>;

/** @throws RangeError when `allow` holds what is no network */
export function fullGuard({
	allow = [],
	milliseconds = 15_000,
	bytes = 5 * 1024 * 1024,
	resolve = everyAddress
}: Guard): FullGuard {
	const wrong = allow.find((network) => !isNetwork(network));
	if (wrong !== undefined) throw new RangeError(`not a network: ${wrong}`);
	return { allow, milliseconds, bytes, resolve };
}
const everyAddress = (host: string): Promise<readonly ResolvedAddress[]> => lookup(host, { all: true });

/** An address as it was typed or answered. @throws FetchRefused */
export function checkAddress(address: string, schemes: readonly string[] = ['http:', 'https:']): URL {
	if (address.length > 4_000 || !URL.canParse(address)) throw new FetchRefused('address', '');
	const url = new URL(address);
	if (!schemes.includes(url.protocol)) throw new FetchRefused('scheme', url.hostname);
	if (url.username || url.password) throw new FetchRefused('credentials', url.hostname);
	return url;
}

/**
 * Where a host may be reached, found out once: what connects uses this and asks nobody again, so that a name server cannot say one thing to the check
 * and another to the connection. @throws FetchRefused, FetchFailed
 */
export async function resolvePublicAddress(
	url: URL,
	{ allow, resolve }: FullGuard,
	signal: AbortSignal
): Promise<LookupFunction> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const literal = /^[\d.]+$/.test(host) ? 4 : host.includes(':') ? 6 : null;
	const found = literal ? [{ address: host, family: literal }] : await orStopped(resolve(host), signal);
	if (found.length === 0) throw new FetchFailed('unresolved', host);
	for (const { address } of found) {
		if (isAmong(address, allow)) continue;
		if (!isPublic(address)) throw new FetchRefused('inner', host);
		if (url.port !== '' && url.port !== '80' && url.port !== '443') throw new FetchRefused('port', host);
	}
	return only(found);
}

/** Node asks this where to connect; it knows only what was judged. */
function only(found: readonly ResolvedAddress[]): LookupFunction {
	return (_host, options, answer) => {
		const first = found[0];
		if (options.all) answer(null, [...found]);
		else if (first) answer(null, first.address, first.family);
	};
}

/** The system's resolver cannot be stopped; waiting for it can. */
async function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	signal.throwIfAborted();
	let stopped: () => void = () => undefined;
	const stop = new Promise<never>((_, reject) => {
		stopped = () => {
			reject(new Error('stopped'));
		};
		signal.addEventListener('abort', stopped, { once: true });
	});
	return Promise.race([work, stop]).finally(() => {
		signal.removeEventListener('abort', stopped);
	});
}

/** Why it did not work, for whoever reads the status. `late` and `stop` are the signals that may have ended it. */
export function fetchFailureOf(
	error: unknown,
	host: string,
	late: AbortSignal,
	stop: AbortSignal | undefined
): FetchError {
	if (error instanceof FetchError) return error;
	return new FetchFailed(late.aborted ? 'timeout' : stop?.aborted ? 'stopped' : failure(error), host, { cause: error });
}

function failure(error: unknown): FailedBecause {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
	if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code)) return 'unresolved';
	if (/CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|ISSUER|^EPROTO$/.test(code)) return 'tls';
	return code === 'UND_ERR_HEADERS_OVERFLOW' || error instanceof errors.HTTPParserError ? 'answer' : 'connection';
}
