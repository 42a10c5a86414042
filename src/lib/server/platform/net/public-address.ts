import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

type Address = IPv4 | IPv6;
/** It looks public, but the machine's own cloud answers it: Azure's platform address. */
const platformAddress = '168.63.129.16';
const globalUnicast = ipaddr.IPv6.parse('2000::');
const nat64 = ipaddr.IPv6.parse('64:ff9b::');

/**
 * Whether an address belongs to the open internet: unicast and global, also when it is an IPv4 address in IPv6 form
 * (mapped, or NAT64, by which a name server gives every IPv4 host to an IPv6-only network). Other translations (6to4,
 * Teredo, ISATAP) reach internal networks and are refused.
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
