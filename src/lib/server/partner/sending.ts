import type { Asked } from './asked';
import type { ReadyPage } from './ready';

/** Never kept: forms, and pages that say that something does not work. */
export const sendOnce = (asked: Asked, page: ReadyPage, status: number, headers: Record<string, string> = {}): Response => {
	const answer = write(asked, page, status);
	for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
	return own(answer, 'private, no-store');
};

/** 304 to who holds it already. It may be kept by the browser and must be asked for again each time: a revoked link closes at once. */
export function sendKept(asked: Asked, page: ReadyPage): Response {
	const etag = isPacked(asked) ? page.etag.replace(/"$/, '-gz"') : page.etag;
	// Also with 304: the browser takes the headers of that answer for what it holds.
	const always = { 'content-security-policy': page.policy };
	return unlessHeld(asked, etag, () => write(asked, page, 200), always);
}

/** A few bytes for a script. */
export const sendJson = (asked: Asked, body: string, etag: string): Response =>
	unlessHeld(asked, etag, () => new Response(body, { headers: { 'content-type': 'application/json' } }));

function write(asked: Asked, page: ReadyPage, status: number): Response {
	const packed = isPacked(asked);
	const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.policy });
	if (packed) headers.set('content-encoding', 'gzip');
	return new Response(packed ? page.gzip : page.body, { status, headers });
}

function unlessHeld({ request }: Asked, etag: string, answer: () => Response, always: Record<string, string> = {}): Response {
	const held = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	const isHeld = held.some((tag) => tag.replace(/^W\//, '') === etag);
	const response = isHeld ? new Response(null, { status: 304, headers: always }) : answer();
	response.headers.set('etag', etag);
	return own(response, 'private, no-cache');
}

/** No search engine, and no cache that is not the reader's. */
export function own(response: Response, cache: string): Response {
	response.headers.set('cache-control', cache);
	response.headers.set('vary', 'accept-encoding, cookie');
	response.headers.set('x-robots-tag', 'noindex, nofollow, noarchive');
	return response;
}

const isPacked = ({ request }: Asked): boolean => /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
