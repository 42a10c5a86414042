import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchFailed } from './fetch-error';

/**
 * Reads the whole body, decompressed. Bytes are counted before and after decompression, so that a bomb or an endless
 * stream is stopped within a chunk (64 KB) of `most` bytes.
 * @throws FetchFailed `tooLarge` or `encoding`
 */
export async function readResponseBody(
	body: Readable,
	encoding: string | undefined,
	maxBytes: number,
	host: string
): Promise<Uint8Array> {
	const decompress = decompressor(encoding, host);
	let arrived = 0;
	const counted = async function* (source: AsyncIterable<Buffer>) {
		for await (const chunk of source) {
			arrived += chunk.length;
			if (arrived > maxBytes) throw new FetchFailed('tooLarge', host);
			yield chunk;
		}
	};
	// The error surfaces when the decompressed stream is read.
	const plain: AsyncIterable<Buffer> = decompress
		? pipeline(body, counted, decompress, () => undefined)
		: counted(body);
	const chunks: Buffer[] = [];
	let length = 0;
	try {
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

function decompressor(encoding: string | undefined, host: string): Transform | null {
	switch (encoding?.trim().toLowerCase() ?? '') {
		case '':
		case 'identity':
			return null;
		case 'gzip':
		case 'x-gzip':
			return createGunzip();
		case 'deflate':
			return createInflate();
		case 'br':
			return createBrotliDecompress();
		default:
			throw new FetchFailed('encoding', host);
	}
}

const isZlibError = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	/^(?:Z_|ERR_(?:_ERROR_FORMAT|BROTLI|ZLIB|PADDING|FORMAT))|BROTLI/i.test(String(error.code));
