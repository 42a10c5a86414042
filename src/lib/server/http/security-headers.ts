const ALWAYS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	// Not no-referrer: a form posted to ourselves would then say `Origin: null`.
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};

const UNLESS_SAID: Readonly<Record<string, string>> = {
	// Pages bring their own policy with a nonce; whatever else we answer is not a page and may load nothing.
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
	// A route whose answer everybody may keep says so itself.
	'cache-control': 'private, no-store'
};

/** quality.md §5. @param origin the configured one; over https browsers receive the order to stay there. */
export function addSecurityHeaders(headers: Headers, origin: string | null): void {
	for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
	for (const [name, value] of Object.entries(UNLESS_SAID)) if (!headers.has(name)) headers.set(name, value);
	if (origin?.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000');
}
