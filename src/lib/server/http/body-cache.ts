import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** A body that is the same for every reader, with the headers that belong to it. */
interface SharedBody {
	readonly text: string;
	readonly headers: Readonly<Record<string, string>>;
}
interface CachedBody {
	readonly plain: Uint8Array<ArrayBuffer>;
	readonly packed: Uint8Array<ArrayBuffer>;
	readonly etag: string;
	readonly headers: Readonly<Record<string, string>>;
}
const pack = promisify(gzip);

/**
 * Bodies that are made once per key, for all who ask at the same time too, and then served from memory with an ETag and
 * packed.
 */
export class BodyCache {
	readonly #bodies: LRUCache<string, Promise<CachedBody | Response>>;

	constructor(max: number) {
		this.#bodies = new LRUCache({ max });
	}

	/**
	 * Returns the body under this key, or 304 to a client that has it.
	 * @param make called when it is not cached yet; a response that it returns instead goes to the waiting requests and
	 *   is not kept
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
		let isKept = false;
		try {
			const made = await make();
			if (made instanceof Response) return made;
			const plain = new TextEncoder().encode(made.text);
			const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
			const packed = new Uint8Array(await pack(plain));
			isKept = true;
			return { plain, packed, etag, headers: made.headers };
		} finally {
			if (!isKept) this.#bodies.delete(key);
		}
	}
}

/** Whether the client says that it has the body with this tag, in quotes. */
export const isHeld = (asked: Headers, tag: string): boolean =>
	(asked.get('if-none-match') ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag);

/** A text that is made for one reader: packed for a client that can unpack it, quickly rather than small. */
export async function packedFor(asked: Headers, text: string, headers: Record<string, string>): Promise<Response> {
	const vary = { ...headers, vary: 'accept-encoding' };
	if (!acceptsGzip(asked)) return new Response(text, { headers: vary });
	const packed = new Uint8Array(await pack(text, { level: constants.Z_BEST_SPEED }));
	return new Response(packed, {
		headers: { ...vary, 'content-length': String(packed.length), 'content-encoding': 'gzip' }
	});
}

const acceptsGzip = (asked: Headers): boolean => /\bgzip\b/.test(asked.get('accept-encoding') ?? '');

function send(asked: Headers, { plain, packed, etag, headers }: CachedBody): Response {
	const isPacked = acceptsGzip(asked);
	const tag = isPacked ? `"${etag}-gz"` : `"${etag}"`;
	const always = { ...headers, etag: tag };
	if (isHeld(asked, tag)) return new Response(null, { status: 304, headers: always });
	const body = isPacked ? packed : plain;
	return new Response(body, {
		headers: { ...always, 'content-length': String(body.length), ...(isPacked && { 'content-encoding': 'gzip' }) }
	});
}
