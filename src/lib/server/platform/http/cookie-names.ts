/**
 * The name of a cookie in browsers. Over https it gets a prefix that browsers enforce (RFC 6265bis §4.1.3): `__Host-` for
 * the whole site, so that no other host of the domain can set it; `__Secure-` for a path, so that it needs https.
 */
export const cookieName = (
	name: string,
	{ secure, path }: { readonly secure: boolean; readonly path: string }
): string => (!secure ? name : path === '/' ? `__Host-${name}` : `__Secure-${name}`);

/**
 * The value of a cookie under any of its names, for browsers that have it from http or from before there were prefixes.
 * Only for cookies that nobody gains from forging: the session cookie is read elsewhere.
 */
export const readCookie = (cookies: { get(name: string): string | undefined }, name: string): string | undefined =>
	cookies.get(`__Host-${name}`) ?? cookies.get(`__Secure-${name}`) ?? cookies.get(name);
