import type { ReaderRequest } from './reader-request';
import { unpacked, type ReadyPage } from './ready';

/** An answer as plain as possible: a Response costs more than everything else in a cached answer. */
export interface PageAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array<ArrayBuffer> | string | null;
}
export const responseOf = ({ body, ...init }: PageAnswer): Response => new Response(body, init);

/** No search engines, and no caches except the reader's own. */
const own = (cache: string) => ({
	'cache-control': cache,
	vary: 'accept-encoding, cookie',
	'x-robots-tag': 'noindex, nofollow, noarchive'
});
const NEVER_KEPT = own('private, no-store');
/** The browser can cache it and must revalidate each time: a revoked link closes at once. */
const KEPT = own('private, no-cache');

/** Never cached: forms, and pages that say that something does not work. */
export const sendOnce = (
	asked: ReaderRequest,
	page: ReadyPage,
	status: number,
	headers: Record<string, string> = {}
): PageAnswer => {
	const answer = write(asked, page);
	return { ...answer, status, headers: { ...answer.headers, ...headers, ...NEVER_KEPT } };
};

/** A page, or 304 for a reader who has it already. */
export function sendKept(asked: ReaderRequest, page: ReadyPage): PageAnswer {
	const packed = isPacked(asked);
	const etag = packed ? page.packedEtag : page.etag;
	// Also with 304: the browser applies the headers of that answer to its cached page.
	if (isHeld(asked, etag))
		return { status: 304, headers: { 'content-security-policy': page.policy, etag, ...KEPT }, body: null };
	const held = packed ? packedAnswers.get(page) : undefined;
	if (held) return held;
	const written = write(asked, page);
	const answer = { ...written, headers: { ...written.headers, etag, ...KEPT } };
	if (packed) packedAnswers.set(page, answer);
	return answer;
}
/** What nearly every reader gets of a page, made once. */
const packedAnswers = new WeakMap<ReadyPage, PageAnswer>();

/** A few bytes for a script. @param etag null for what must not be cached */
export function sendJson(asked: ReaderRequest, status: number, body: string, etag: string | null): PageAnswer {
	if (etag !== null && isHeld(asked, etag)) return { status: 304, headers: { etag, ...KEPT }, body: null };
	const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
	return { status, headers: { ...headers, ...(etag === null ? NEVER_KEPT : { etag, ...KEPT }) }, body };
}

export const sendOnwards = (location: string): PageAnswer => ({
	status: 303,
	headers: { location, 'cache-control': 'no-store' },
	body: null
});

function write(asked: ReaderRequest, page: ReadyPage): PageAnswer {
	const packed = isPacked(asked);
	const body = packed ? page.gzip : unpacked(page);
	const headers = {
		'content-type': page.type,
		'content-length': String(body.length),
		'content-security-policy': page.policy,
		...(packed && { 'content-encoding': 'gzip' })
	};
	return { status: 200, headers, body };
}

const isHeld = ({ request }: ReaderRequest, etag: string): boolean =>
	request.headers
		.get('if-none-match')
		?.split(/\s*,\s*/)
		.some((tag) => tag.replace(/^W\//, '') === etag) ?? false;
const isPacked = ({ request }: ReaderRequest): boolean => /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
