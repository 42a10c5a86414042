import type { HouseTheme } from './read-theme';

/** The address of the theme, with its hash, so that browsers can cache it for ever. */
export const themeAddress = ({ hash }: Pick<HouseTheme, 'hash'>): string => `/theme.css?v=${hash}`;

/**
 * The style sheet, or 304 when the browser already has it.
 * @param requestedHash the hash in the address
 * @param ifNoneMatch the `If-None-Match` header
 */
export function serveTheme(
	{ css, hash }: HouseTheme,
	requestedHash: string | null,
	ifNoneMatch: string | null
): Response {
	const etag = `"${hash}"`;
	const headers = {
		etag,
		'cache-control': requestedHash === hash ? 'public, max-age=31536000, immutable' : 'no-cache'
	};
	if (ifNoneMatch?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag))
		return new Response(null, { status: 304, headers });
	return new Response(css, { headers: { ...headers, 'content-type': 'text/css; charset=utf-8' } });
}
