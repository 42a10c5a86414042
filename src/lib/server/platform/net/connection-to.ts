import type { ClientRequestArgs } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import { isAmong } from '$lib/server/platform/config/client-address';
import { isExcepted, type OutgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import { FetchFailed, FetchRefused } from './fetch-error';
import {
	assertPort,
	isPublic,
	lookupOf,
	resolveAddresses,
	type FullGuard,
	type ResolvedAddress
} from './resolve-public-address';

/** How long a name server may take where a proxy is set, in milliseconds: it often knows no names outside. */
const LOCAL_LOOKUP_MS = 2_000;

/** Names that are only ever of an internal network. */
const INTERNAL_NAME = /^[^.]+\.?$|\.(?:localhost|local|internal|intranet|lan|corp|home|private|home\.arpa)\.?$/;

/** How a checked address is reached: at these addresses, or by the proxy. */
type Route = { readonly addresses: readonly ResolvedAddress[] } | { readonly proxy: OutgoingProxy };

/**
 * Checks an address and says how it is reached. By the proxy, names decide: this machine may not know the host, so a
 * name that only an internal network has is refused, as is one that this machine knows as internal.
 * @throws FetchRefused, FetchFailed
 */
async function routeTo(url: URL, guard: FullGuard, signal: AbortSignal): Promise<Route> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const { allow, proxy } = guard;
	if (!proxy || isExcepted(proxy, host, portOf(url))) {
		const addresses = await resolveAddresses(host, guard, signal);
		assertAllowed(url, addresses, allow);
		return { addresses };
	}
	const addresses = await resolveAddresses(
		host,
		guard,
		AbortSignal.any([signal, AbortSignal.timeout(LOCAL_LOOKUP_MS)])
	).catch(() => []);
	signal.throwIfAborted();
	if (addresses.length > 0 && addresses.every(({ address }) => isAmong(address, allow))) return { addresses };
	assertAllowed(url, addresses, []);
	if (addresses.length === 0 && INTERNAL_NAME.test(host)) throw new FetchRefused('inner', host);
	assertPort(url);
	return { proxy };
}

/** @throws FetchRefused when one of these addresses is internal, or the port is not one of the web */
function assertAllowed(url: URL, addresses: readonly ResolvedAddress[], allow: readonly string[]): void {
	for (const { address } of addresses) {
		if (isAmong(address, allow)) continue;
		if (!isPublic(address)) throw new FetchRefused('inner', url.hostname);
		assertPort(url);
	}
}

const portOf = ({ port, protocol }: URL): string => port || (/^(?:https|wss):$/.test(protocol) ? '443' : '80');

/** A connection to a checked address, for one request. @throws FetchRefused, FetchFailed */
export async function connectionTo(url: URL, guard: FullGuard, signal: AbortSignal): Promise<Dispatcher> {
	const route = await routeTo(url, guard, signal);
	return 'proxy' in route
		? proxyAgent(route.proxy)
		: new Agent({ connect: { lookup: lookupOf(route.addresses) }, connections: 1 });
}

/** The same for a WebSocket. @throws FetchRefused, FetchFailed */
export async function socketOptionsTo(
	url: URL,
	guard: FullGuard,
	signal: AbortSignal
): Promise<Pick<ClientRequestArgs, 'agent' | 'lookup'>> {
	const route = await routeTo(url, guard, signal);
	return 'proxy' in route ? { agent: new HttpsProxyAgent(route.proxy.address) } : { lookup: lookupOf(route.addresses) };
}

/**
 * A connection to a server that the administrator named. By the proxy only when its name is one of the internet: the
 * administrator may name an internal one, which no proxy reaches.
 */
export async function connectionToOrigin(url: URL, guard: FullGuard, signal: AbortSignal): Promise<Dispatcher> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const { proxy } = guard;
	if (!proxy || isExcepted(proxy, host, portOf(url)) || INTERNAL_NAME.test(host)) return new Agent({ connections: 1 });
	const wait = AbortSignal.any([signal, AbortSignal.timeout(LOCAL_LOOKUP_MS)]);
	const addresses = await resolveAddresses(host, guard, wait).catch(() => []);
	return addresses.some(({ address }) => !isPublic(address)) ? new Agent({ connections: 1 }) : proxyAgent(proxy);
}

/** Errors of making a connection: by the proxy they are the proxy's, which connects to the site by itself. */
const CONNECT_ERROR = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT)$/;

/** What went wrong on a connection: a proxy that is away, or refuses the site, is its own problem. */
export function connectionFailure(agent: Dispatcher | undefined, error: unknown, host: string): unknown {
	if (!(agent instanceof ProxyAgent) || !(error instanceof Error)) return error;
	const isOfProxy =
		error.message.startsWith('Proxy response') || ('code' in error && CONNECT_ERROR.test(String(error.code)));
	return isOfProxy ? new FetchFailed('proxy', host, { cause: error }) : error;
}

/** Plain HTTP is sent to the proxy as it is: many proxies allow tunnels to port 443 only. */
const proxyAgent = ({ address }: OutgoingProxy): ProxyAgent =>
	new ProxyAgent({ uri: address, proxyTunnel: false, connections: 1 });
