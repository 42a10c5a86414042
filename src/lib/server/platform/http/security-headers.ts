import type { Duplex } from 'node:stream';

/** For every answer of the program, the file server, the sockets and the error handlers. */
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
	// A route with a public answer sets its own header.
	'cache-control': 'private, no-store'
};

/**
 * The headers that are set on an answer before it is handled, so that no part of the program can forget them; the file
 * server sets its own cache-control. @param origin the configured one; with https the answer gets HSTS
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
 * Answers an invalid request or a refused upgrade, and closes the connection. The server closes it, because a client could
 * otherwise keep it open for ever.
 */
export function refuseConnection(socket: Duplex, status: string, origin: string | null): void {
	const headers = { ...basicHeaders(origin), 'cache-control': 'no-store', 'content-length': '0', connection: 'close' };
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`, () => socket.destroy());
}
