import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchFailed } from './fetch-error';

/**
 * Reads the whole body, decompressed. Bytes are counted before and after decompression, so that a bomb or an endless
 * stream is stopped within a chunk (64 KB) of `maxBytes`.
 * @throws FetchFailed `tooLarge` or `encoding`
 */
export async function readResponseBody(
	body: Readable,
	encoding: string | undefined,
	maxBytes: number,
	host: string
): Promise<Uint8Array> {
	let arrived = 0;
	const counted = async function* (source: AsyncIterable<Buffer>) {
		for await (const chunk of source) {
			arrived += chunk.length;
			if (arrived > maxBytes) throw new FetchFailed('tooLarge', host);
			yield chunk;
		}
	};
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		const [first, all] = await firstBytes(body);
		const decompress = decompressor(encoding, first, host);
		// The error surfaces when the decompressed stream is read.
		const plain: AsyncIterable<Buffer> = decompress
			? pipeline(all, counted, decompress, () => undefined)
			: counted(all);
		for await (const chunk of plain) {
			length += chunk.length;
			if (length > maxBytes) throw new FetchFailed('tooLarge', host);
			chunks.push(chunk);
		}
	} catch (error) {
		throw isZlibError(error) ? new FetchFailed('encoding', host, { cause: error }) : error;
	}
	return Buffer.concat(chunks);
}

/** The first four bytes of a stream (fewer when it is shorter), and the whole stream including them. */
async function firstBytes(body: Readable): Promise<[Buffer, AsyncIterable<Buffer>]> {
	const source: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
	const chunks: Buffer[] = [];
	let size = 0;
	while (size < 4) {
		const next = await source.next();
		if (next.done) break;
		chunks.push(next.value);
		size += next.value.length;
	}
	async function* all() {
		try {
			yield* chunks;
			for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
		} finally {
			body.destroy();
		}
	}
	return [Buffer.concat(chunks).subarray(0, 4), all()];
}

/** By the bytes, as browsers do: servers name an encoding that they do not use, and do not name one that they use. */
function decompressor(encoding: string | undefined, first: Buffer, host: string): Transform | null {
	const named = encoding?.trim().toLowerCase() ?? '';
	if (first[0] === 0x1f && first[1] === 0x8b) return createGunzip();
	// Zstandard, which we did not ask for.
	if (first.toString('hex') === '28b52ffd') throw new FetchFailed('encoding', host);
	if (looksLikeText(first)) return null;
	if (named === 'br') return createBrotliDecompress();
	if (named === 'deflate') return hasZlibHeader(first) ? createInflate() : createInflateRaw();
	if (named === '' || named === 'identity' || first.length === 0) return null;
	throw new FetchFailed('encoding', host);
}

/** RFC 1950: the method, and a check of both bytes. Raw deflate has none. */
const hasZlibHeader = ([method = 0, flags = 0]: Buffer): boolean =>
	(method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0;

/** Whether it begins like a document: a byte order mark, UTF-16 markup, or printable ASCII. */
function looksLikeText(first: Buffer): boolean {
	const start = first.toString('latin1');
	if (/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\0|\0<)/.test(start)) return true;
	return /^[\t\n\r\x20-\x7e]+$/.test(start);
}

const isZlibError = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	/^(?:Z_|ERR_(?:_ERROR_FORMAT|BROTLI|ZLIB|PADDING|FORMAT))|BROTLI/i.test(String(error.code));
