/**
 * What a cookie is called in browsers. Over https the name says what they must hold it to (RFC 6265bis §4.1.3): one for
 * the whole site is of this host alone and no neighbour can plant it; one for a path goes over https alone.
 */
export const cookieName = (
	name: string,
	{ secure, path }: { readonly secure: boolean; readonly path: string }
): string => (!secure ? name : path === '/' ? `__Host-${name}` : `__Secure-${name}`);

/**
 * The value of a cookie under any of its names: a browser that was here over http, or before the names had a prefix, is
 * still known. For cookies whose value is worth nothing to who plants it: the session's is read elsewhere.
 */
export const readCookie = (cookies: { get(name: string): string | undefined }, name: string): string | undefined =>
	cookies.get(`__Host-${name}`) ?? cookies.get(`__Secure-${name}`) ?? cookies.get(name);
