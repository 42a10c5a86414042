import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

type Address = IPv4 | IPv6;
/** A network that may be asked although it is not public. */
export type InnerNetwork = readonly [Address, number];

/** Public to look at, but answered by the machine's own cloud: Azure's platform address. */
const platformAddress = '168.63.129.16';
const globalUnicast = ipaddr.IPv6.parse('2000::');
const nat64 = ipaddr.IPv6.parse('64:ff9b::');

/** Reads FETCH_ALLOW_CIDR: `10.1.0.0/16`, `fd00::/8`, or one address. @throws RangeError naming the part that is no network */
export function innerNetworks(cidrs: readonly string[]): InnerNetwork[] {
	return cidrs.map((text) => {
		const cidr = text.trim();
		// ipaddr.js would read `10/8` as 0.0.0.10/8.
		if (ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr) || ipaddr.IPv6.isValidCIDR(cidr)) return ipaddr.parseCIDR(cidr);
		if (ipaddr.IPv4.isValidFourPartDecimal(cidr)) return [ipaddr.parse(cidr), 32];
		if (ipaddr.IPv6.isValid(cidr)) return [ipaddr.parse(cidr), 128];
		throw new RangeError(`not a network: ${cidr}`);
	});
}

export function isInner(address: string, networks: readonly InnerNetwork[]): boolean {
	const ip = parse(address);
	return ip !== null && networks.some(([network, bits]) => ip.kind() === network.kind() && ip.match(network, bits));
}

/**
 * Whether an address is one of the open internet: unicast and global, also when it is an IPv4 address in IPv6 clothes (mapped, or NAT64, behind which
 * a name server puts every IPv4 host of an IPv6-only network). Other translations (6to4, Teredo, ISATAP) reach inside and are refused.
 */
export function isPublic(address: string): boolean {
	const ip = parse(address);
	if (!ip) return false;
	if (isIPv4(ip)) return ip.range() === 'unicast' && ip.toString() !== platformAddress;
	if (ip.match(nat64, 96)) return isPublic(ip.toByteArray().slice(12).join('.'));
	const isatap = [0x0000, 0x0200].includes(ip.parts[4] ?? 0) && ip.parts[5] === 0x5efe;
	return ip.range() === 'unicast' && ip.match(globalUnicast, 3) && !isatap;
}

const isIPv4 = (ip: Address): ip is IPv4 => ip.kind() === 'ipv4';

/** Mapped addresses (`::ffff:10.0.0.1`, `::10.0.0.1`) count as the IPv4 address that they reach. */
function parse(address: string): Address | null {
	return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address) ? ipaddr.process(address) : null;
}
