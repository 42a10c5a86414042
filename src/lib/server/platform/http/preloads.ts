/** Far below the 4 KB that nginx accepts for all headers of an answer together. */
const MAX_LENGTH = 2_500;

/**
 * The scripts for the Link header, so that a browser fetches them at once instead of one after the other; the styles are
 * already in the page's head.
 * @param link the header that SvelteKit made
 * @returns as many as fit, the first ones first; null when there are none
 */
export function scriptsToPreload(link: string | null): string | null {
	let preloads = '';
	for (const each of link?.split(', ') ?? []) {
		if (!each.includes('rel="modulepreload"')) continue;
		// Browsers no longer know server push, which `nopush` forbids.
		const script = each.replace('; nopush', '');
		const extended = preloads === '' ? script : `${preloads}, ${script}`;
		if (extended.length > MAX_LENGTH) break;
		preloads = extended;
	}
	return preloads === '' ? null : preloads;
}
