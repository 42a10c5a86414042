const longestAddress = 2_000;

/**
 * An address that may be linked to, written out in full, or null: only http and https, never with a user's name in it
 * (`https://police.nl@evil.example/` goes to evil.example), the host in the letters that the network uses (a look-alike
 * shows as `xn--…`). Relative ones are completed with `base`.
 */
export function cleanAddress(address: string, base?: string): string | null {
	if (address.length > longestAddress || !URL.canParse(address, base)) return null;
	const url = new URL(address, base);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
	url.username = '';
	url.password = '';
	return url.href.length > longestAddress ? null : url.href;
}

/** `omroep.nl/rss` is meant as an address too. */
export const typedAddress = (typed: string): string =>
	/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;

/** The host that a link really goes to, to show beside it. */
export function hostOf(address: string): string | null {
	return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') || null : null;
}
