const LONGEST_ADDRESS = 2_000;

/**
 * An address that is safe to link to, written out in full, or null: only http and https, never with a user name
 * (`https://police.nl@evil.example/` leads to evil.example), the host as the network writes it (a look-alike shows as
 * `xn--…`). Relative addresses are completed with `base`.
 */
export function cleanAddress(address: string, base?: string): string | null {
	if (address.length > LONGEST_ADDRESS || !URL.canParse(address, base)) return null;
	const url = new URL(address, base);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
	url.username = '';
	url.password = '';
	return url.href.length > LONGEST_ADDRESS ? null : url.href;
}

/** `omroep.nl/rss` is meant as an address too. */
export const typedAddress = (typed: string): string =>
	/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;

/** The host that a link really leads to, to show beside it. */
export function hostOf(address: string): string | null {
	return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') || null : null;
}
