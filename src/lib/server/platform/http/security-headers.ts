import type { Duplex } from 'node:stream';

/** On every answer, whoever makes it: the program, the server of files, a proxy of sockets, an error. */
const ALWAYS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	// Not no-referrer: a form posted to ourselves would then say `Origin: null`.
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

const DEFAULTS: Readonly<Record<string, string>> = {
	// Pages bring their own policy with a nonce; whatever else we answer is not a page and may load nothing.
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
	// A route whose answer everybody may keep says so itself.
	'cache-control': 'private, no-store'
};

/**
 * What an answer has before anybody made it, so that no part of the program can forget it; files say themselves how long
 * they may be kept. @param origin the configured one; over https browsers receive the order to stay there
 */
export function basicHeaders(origin: string | null): Readonly<Record<string, string>> {
	return {
		...ALWAYS,
		'content-security-policy': DEFAULTS['content-security-policy'] ?? '',
		...(origin?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {})
	};
}

/** Tells browsers to run only our own scripts and to show no page inside another one. @param origin the configured one */
export function addSecurityHeaders(headers: Headers, origin: string | null): void {
	for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
	for (const [name, value] of Object.entries(DEFAULTS)) if (!headers.has(name)) headers.set(name, value);
	if (origin?.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000');
}

/**
 * Answers on a connection that has no other answer, and closes it: a broken request, an upgrade that is refused. Closed
 * from here, because a client that keeps its side open would hold it for ever.
 */
export function refuseConnection(socket: Duplex, status: string, origin: string | null): void {
	const headers = { ...basicHeaders(origin), 'cache-control': 'no-store', 'content-length': '0', connection: 'close' };
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`, () => socket.destroy());
}
