import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { acceptedEncodings } from './accepted-encodings';

/** Compression saves almost nothing for a shorter body. Bytes. */
const MIN_COMPRESSED_BYTES = 1_024;

/** A body that is the same for every reader, with the headers that belong to it. */
interface SharedBody {
	readonly text: string;
	readonly headers: Readonly<Record<string, string>>;
}
interface CachedBody {
	readonly plain: Uint8Array<ArrayBuffer>;
	readonly compressed: Uint8Array<ArrayBuffer>;
	readonly etag: string;
	readonly headers: Readonly<Record<string, string>>;
}
const compress = promisify(gzip);

/**
 * Caches bodies in memory, compressed and with an ETag. A body is created once per key, also for concurrent requests.
 */
export class BodyCache {
	readonly #bodies: LRUCache<string, Promise<CachedBody | Response>>;

	constructor(max: number) {
		this.#bodies = new LRUCache({ max });
	}

	/**
	 * Returns the body under this key, or 304 to a client that has it.
	 * @param make called when it is not cached yet; a response that it returns instead goes to the waiting requests and
	 *   is not cached
	 */
	async respond(
		{ headers }: Pick<Request, 'headers'>,
		key: string,
		make: () => Promise<SharedBody | Response>
	): Promise<Response> {
		let body = this.#bodies.get(key);
		if (!body) this.#bodies.set(key, (body = this.#make(key, make)));
		const found = await body;
		return found instanceof Response ? found.clone() : send(headers, found);
	}

	async #make(key: string, make: () => Promise<SharedBody | Response>): Promise<CachedBody | Response> {
		let isCacheable = false;
		try {
			const made = await make();
			if (made instanceof Response) return made;
			const plain = new TextEncoder().encode(made.text);
			const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
			const compressed = new Uint8Array(await compress(plain));
			isCacheable = true;
			return { plain, compressed, etag, headers: made.headers };
		} finally {
			if (!isCacheable) this.#bodies.delete(key);
		}
	}
}

/** Whether the client already has the body with this ETag (with quotes). */
export const isCachedByClient = (requestHeaders: Headers, tag: string): boolean =>
	(requestHeaders.get('if-none-match') ?? '')
		.split(',')
		.some((tagInHeader) => tagInHeader.trim().replace(/^W\//, '') === tag);

const isTextType = (type: string | null): boolean =>
	/^(?:text\/html|application\/(?:problem\+)?json)\b/.test(type ?? '');

/**
 * Compresses an answer for a client that accepts gzip, optimised for speed. Downloads and streamed answers stay as they
 * are.
 */
export async function compressResponse(requestHeaders: Headers, answer: Response): Promise<Response> {
	const { status, headers } = answer;
	if (!answer.body || !isTextType(headers.get('content-type')) || headers.has('content-disposition')) return answer;
	// SvelteKit sets the length of a page unless it streams parts of it.
	const length = headers.get('content-length');
	if (length !== null && Number(length) < MIN_COMPRESSED_BYTES) return answer;
	const isStreamed = headers.get('content-type')?.startsWith('text/html') && length === null;
	if (headers.has('content-encoding') || isStreamed) return answer;
	headers.append('vary', 'accept-encoding');
	if (!acceptsGzip(requestHeaders)) return answer;
	const plain = await answer.arrayBuffer();
	if (plain.byteLength < MIN_COMPRESSED_BYTES) return new Response(plain, { status, headers });
	const body = new Uint8Array(await compress(plain, { level: constants.Z_BEST_SPEED }));
	headers.set('content-encoding', 'gzip');
	headers.set('content-length', String(body.length));
	// The compressed body needs another strong ETag than the plain one.
	const tag = headers.get('etag');
	if (tag?.startsWith('"')) headers.set('etag', tag.replace(/"$/, '-gz"'));
	return new Response(body, { status, headers });
}

/** Whether the client accepts gzip. */
export const acceptsGzip = (requestHeaders: Headers): boolean =>
	acceptedEncodings(requestHeaders.get('accept-encoding')).includes('gzip');

function send(requestHeaders: Headers, { plain, compressed, etag, headers }: CachedBody): Response {
	const acceptsCompressed = acceptsGzip(requestHeaders);
	const tag = acceptsCompressed ? `"${etag}-gz"` : `"${etag}"`;
	const sharedHeaders = { ...headers, etag: tag };
	if (isCachedByClient(requestHeaders, tag)) return new Response(null, { status: 304, headers: sharedHeaders });
	const body = acceptsCompressed ? compressed : plain;
	return new Response(body, {
		headers: {
			...sharedHeaders,
			'content-length': String(body.length),
			...(acceptsCompressed && { 'content-encoding': 'gzip' })
		}
	});
}
