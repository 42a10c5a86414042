import { acceptsGzip, isCachedByClient } from '$lib/server/platform/http/body-cache';
import type { ReaderRequest } from './reader-request';
import { unpacked, type ReadyPage } from './ready';

/** No search engines, and no caches except the reader's own. */
const readerOnlyHeaders = (cache: string) => ({
	'cache-control': cache,
	vary: 'accept-encoding, cookie',
	'x-robots-tag': 'noindex, nofollow, noarchive'
});
const NO_STORE_HEADERS = readerOnlyHeaders('private, no-store');
/** The browser can cache it and must revalidate each time: a revoked link closes at once. */
const REVALIDATE_HEADERS = readerOnlyHeaders('private, no-cache');

/** Never cached: forms, and pages that say that something does not work. */
export const sendOnce = (
	context: ReaderRequest,
	page: ReadyPage,
	status: number,
	headers: Record<string, string> = {}
): Response => sendPage(context, page, status, { ...headers, ...NO_STORE_HEADERS });

/** A page, or 304 for a reader who has it already. */
export function sendCacheable(context: ReaderRequest, page: ReadyPage): Response {
	const etag = isPacked(context) ? page.packedEtag : page.etag;
	if (!isCachedByClient(context.request.headers, etag))
		return sendPage(context, page, 200, { etag, ...REVALIDATE_HEADERS });
	// Also with 304: the browser applies the headers of that answer to its cached page.
	const headers = { 'content-security-policy': page.policy, etag, ...REVALIDATE_HEADERS };
	return new Response(null, { status: 304, headers });
}

/** A few bytes for a script. @param etag null for what must not be cached */
export function sendJson({ request }: ReaderRequest, status: number, body: string, etag: string | null): Response {
	if (etag !== null && isCachedByClient(request.headers, etag))
		return new Response(null, { status: 304, headers: { etag, ...REVALIDATE_HEADERS } });
	const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
	return new Response(body, {
		status,
		headers: { ...headers, ...(etag === null ? NO_STORE_HEADERS : { etag, ...REVALIDATE_HEADERS }) }
	});
}

export const sendRedirect = (location: string): Response =>
	new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });

function sendPage(context: ReaderRequest, page: ReadyPage, status: number, more: Record<string, string>): Response {
	const packed = isPacked(context);
	const body = packed ? page.gzip : unpacked(page);
	const headers = {
		'content-type': page.type,
		'content-length': String(body.length),
		'content-security-policy': page.policy,
		...(packed && { 'content-encoding': 'gzip' }),
		...more
	};
	return new Response(body, { status, headers });
}

const isPacked = ({ request }: ReaderRequest): boolean => acceptsGzip(request.headers);
