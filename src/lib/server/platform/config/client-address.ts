import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

/** Whether it is an address, or a network such as `10.0.0.0/8`; not `10/8`, which ipaddr.js would read as 0.0.0.10/8. */
export const isNetwork = (text: string): boolean =>
	ipaddr.IPv6.isValidCIDR(text) ||
	ipaddr.IPv6.isValid(text) ||
	ipaddr.IPv4.isValidCIDRFourPartDecimal(text) ||
	ipaddr.IPv4.isValidFourPartDecimal(text);

/** Whether only this machine reaches that host: every spelling of 127.0.0.0/8, `::1` and `localhost`. */
export function isLoopback(host: string): boolean {
	const hostname = host.replace(/^\[|\]$/g, '').toLowerCase();
	if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
	return ipaddr.isValid(hostname) && ipaddr.process(hostname).range() === 'loopback';
}

/**
 * The address of the client: that of the socket or, when that is one of our proxies, the address that it forwards for.
 * The header is read from the right: everything to the left of our last proxy can be forged.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: readonly string[]): string {
	let address = canonical(request.socket.remoteAddress ?? '');
	const forwarded = [request.headers['x-forwarded-for'] ?? []]
		.flat()
		.join(',')
		.split(',')
		.map((part) => withoutPort(part.trim()))
		.filter(Boolean);
	while (isAmong(address, trustedProxies)) {
		const forwardedFor = forwarded.pop();
		// What a proxy writes instead of an address (`unknown`, `_hidden`): the proxy is the nearest that is known.
		if (forwardedFor === undefined || !ipaddr.isValid(forwardedFor)) break;
		address = canonical(forwardedFor);
	}
	return address;
}

/** Some proxies write a port after the address: `192.0.2.1:4711`, `[2001:db8::1]:4711`, or brackets alone. */
const withoutPort = (part: string): string =>
	/^"?\[([^\]]*)\](?::\d*)?"?$/.exec(part)?.[1] ?? part.replace(/^"?(\d+(?:\.\d+){3}):\d*"?$/, '$1');

/** Whether an address is one of those addresses or in one of those networks. */
export function isAmong(address: string, networks: readonly string[]): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	return networks.some((network) => {
		const [base, bits] = ipaddr.isValidCIDR(network) ? ipaddr.parseCIDR(network) : [ipaddr.process(network), null];
		if (base.kind() !== parsed.kind()) return false;
		return parsed.match(base, bits ?? (base.kind() === 'ipv4' ? 32 : 128));
	});
}

const canonical = (address: string): string => (ipaddr.isValid(address) ? ipaddr.process(address).toString() : address);
