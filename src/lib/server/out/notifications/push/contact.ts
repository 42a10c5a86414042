import { isIP } from 'node:net';
import { log } from '$lib/server/platform/operations/logger';

/** Names that exist only within a network, or for tests (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const INTERNAL =
	/(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|arpa|alt|test|example|invalid|onion)$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Whether the host has a name that everybody on the internet can look up. */
function isPublic(host: string): boolean {
	const name = host.toLowerCase().replace(/\.$/, '');
	return name.includes('.') && !name.startsWith('[') && isIP(name) === 0 && !INTERNAL.test(name);
}

/** A contact that push services accept, or null: an address of mail or of the web at a public host. */
function acceptedContact(address: string): string | null {
	const { protocol, hostname, pathname, href } = new URL(address);
	if (protocol === 'https:') return isPublic(hostname) ? href : null;
	if (protocol !== 'mailto:') return null;
	// The first of several, without a subject.
	const mailbox = decodeURIComponent(pathname).split(',')[0]?.trim() ?? '';
	const host = /^[^@\s<>]+@([^@\s<>]+)$/.exec(mailbox)?.[1];
	return host !== undefined && isPublic(host) ? `mailto:${mailbox}` : null;
}

/**
 * How a push service can reach who runs this installation (VAPID, RFC 8292 §2.1): SECURITY_CONTACT, or else ORIGIN. A
 * push service may refuse every message when neither is at a public host. That is logged, except on a computer that only
 * tries the program.
 */
export function pushContact(securityContact: string | null, origin: string): string {
	const accepted = (securityContact && acceptedContact(securityContact)) ?? acceptedContact(origin);
	if (accepted !== null && accepted !== '') return accepted;
	const { hostname } = new URL(origin);
	if (securityContact !== null || !LOOPBACK.test(hostname))
		log.warn(
			{ part: 'push' },
			'push services may refuse notifications: set SECURITY_CONTACT to an address at a public host, such as mailto:ict@gemeente.nl'
		);
	return `mailto:noreply@${hostname}`;
}
