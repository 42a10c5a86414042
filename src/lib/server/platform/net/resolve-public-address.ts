import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { errors } from 'undici';
import type { FailedBecause } from '$lib/domain/posts/source-problem';
import { isNetwork } from '$lib/server/platform/config/client-address';
import type { OutgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import { FetchError, FetchFailed, FetchRefused } from './fetch-error';
import ipaddr, { IPv4, IPv6 } from 'ipaddr.js';

type Address = IPv4 | IPv6;
/** It looks public, but the machine's own cloud answers it: Azure's platform address. */
const AZURE_PLATFORM_ADDRESS = '168.63.129.16';
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');

/**
 * Whether an address belongs to the open internet: unicast and global, also when it is an IPv4 address in IPv6 form
 * (mapped, or NAT64, by which a name server gives every IPv4 host to an IPv6-only network). Other translations (6to4,
 * Teredo, ISATAP) reach internal networks and are refused.
 */
export function isPublic(address: string): boolean {
	const ip = parse(address);
	if (!ip) return false;
	if (isIPv4(ip)) return ip.range() === 'unicast' && ip.toString() !== AZURE_PLATFORM_ADDRESS;
	if (ip.match(NAT64, 96)) return isPublic(ip.toByteArray().slice(12).join('.'));
	const isatap = [0x0000, 0x0200].includes(ip.parts[4] ?? 0) && ip.parts[5] === 0x5efe;
	return ip.range() === 'unicast' && ip.match(GLOBAL_UNICAST, 3) && !isatap;
}

const isIPv4 = (ip: Address): ip is IPv4 => ip.kind() === 'ipv4';

/** Mapped addresses (`::ffff:10.0.0.1`, `::10.0.0.1`) count as the IPv4 address that they reach. */
function parse(address: string): Address | null {
	return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address) ? ipaddr.process(address) : null;
}

/** The addresses that may be requested, and the limits; the same for answers, lines and sockets. */
export interface Guard {
	/** FETCH_ALLOW_CIDR: internal networks that may be requested, on any port. */
	allow?: readonly string[];
	/** The proxy by which this machine reaches the internet; null: none. */
	proxy?: OutgoingProxy | null;
	/** For all hops together, up to the answer. */
	milliseconds?: number;
	/** The size of a body, decompressed; of a line or a message too. */
	bytes?: number;
	/** All addresses of a name; the system's resolver by default. */
	resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}
export interface ResolvedAddress {
	readonly address: string;
	readonly family: number;
}
/** With everything filled in. */
export type FullGuard = Required<Guard>;

/** @throws RangeError when an entry of `allow` is not a network */
export function fullGuard({
	allow = [],
	proxy = null,
	milliseconds = 15_000,
	bytes = 5 * 1024 * 1024,
	resolve = allAddresses
}: Guard): FullGuard {
	const invalid = allow.find((network) => !isNetwork(network));
	if (invalid !== undefined) throw new RangeError(`not a network: ${invalid}`);
	return { allow, proxy, milliseconds, bytes, resolve };
}
const allAddresses = (host: string): Promise<readonly ResolvedAddress[]> => lookup(host, { all: true });

/** Checks an address that a person typed or a server returned. @throws FetchRefused */
export function checkAddress(address: string, schemes: readonly string[] = ['http:', 'https:']): URL {
	if (address.length > 4_000 || !URL.canParse(address)) throw new FetchRefused('address', '');
	const url = new URL(address);
	if (!schemes.includes(url.protocol)) throw new FetchRefused('scheme', url.hostname);
	if (url.username || url.password) throw new FetchRefused('credentials', url.hostname);
	return url;
}

/**
 * Resolves a host once: the connection uses this result and does not ask again, so that a name server cannot give one
 * answer to the check and another to the connection.
 * @param host a name, or an address without brackets
 * @throws FetchFailed
 */
export async function resolveAddresses(
	host: string,
	{ resolve }: Pick<FullGuard, 'resolve'>,
	signal: AbortSignal
): Promise<readonly ResolvedAddress[]> {
	const literal = /^[\d.]+$/.test(host) ? 4 : host.includes(':') ? 6 : null;
	const addresses = literal ? [{ address: host, family: literal }] : await abortable(resolve(host), signal);
	if (addresses.length === 0) throw new FetchFailed('unresolved', host);
	return addresses;
}

/** @throws FetchRefused for a port that is not one of the web */
export function assertPort({ port, hostname }: URL): void {
	if (port !== '' && port !== '80' && port !== '443') throw new FetchRefused('port', hostname);
}

/** Node calls this to resolve the host; it returns only the checked addresses. */
export function lookupOf(addresses: readonly ResolvedAddress[]): LookupFunction {
	return (_host, options, answer) => {
		const first = addresses[0];
		if (options.all) answer(null, [...addresses]);
		else if (first) answer(null, first.address, first.family);
	};
}

/** The system's resolver cannot be stopped, but waiting for it can. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	signal.throwIfAborted();
	let onAbort: () => void = () => undefined;
	const stop = new Promise<never>((_, reject) => {
		onAbort = () => {
			reject(new Error('stopped'));
		};
		signal.addEventListener('abort', onAbort, { once: true });
	});
	return Promise.race([work, stop]).finally(() => {
		signal.removeEventListener('abort', onAbort);
	});
}

/** The reason for a failure, for the status. `timeout` and `stop` are the signals that may have ended it. */
export function fetchFailureOf(
	error: unknown,
	host: string,
	timeout: AbortSignal,
	stop: AbortSignal | undefined
): FetchError {
	if (error instanceof FetchError) return error;
	return new FetchFailed(timeout.aborted ? 'timeout' : stop?.aborted ? 'stopped' : failureCodeOf(error), host, {
		cause: error
	});
}

function failureCodeOf(error: unknown): FailedBecause {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
	if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code)) return 'unresolved';
	if (/CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|ISSUER|^EPROTO$/.test(code)) return 'tls';
	return code === 'UND_ERR_HEADERS_OVERFLOW' || error instanceof errors.HTTPParserError ? 'answer' : 'connection';
}
