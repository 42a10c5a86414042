import type { Readable } from 'node:stream';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { FileRefused, limits } from './refused';

/**
 * The limits of an unpacked file, checked in its directory before anything is unpacked. A sheet of 100,000 rows is some
 * 100 MB and compresses ten to forty times; a file that compresses far better was made to fill a disk. Bytes.
 */
const LIMITS = { entries: 5_000, unpacked: 1024 ** 3, ratio: 200, ratioFrom: 16 * 1024 ** 2 } as const;

/** Converts an error of yauzl to a refusal: that file is damaged, or was made to be. */
async function refuseOnError<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		throw error instanceof FileRefused ? error : new FileRefused('damaged');
	}
}

/** A workbook is a ZIP file of XML files. No part of it is written to disk. */
export class Package {
	private constructor(
		readonly zip: ZipFile,
		readonly entries: ReadonlyMap<string, Entry>
	) {}

	/** @throws FileRefused when it is no workbook, or cannot be read safely */
	static async open(bytes: Uint8Array): Promise<Package> {
		const opened = await Package.openAny(bytes);
		assertWorkbook(opened.entries);
		return opened;
	}

	/** Any ZIP file. @throws FileRefused when it cannot be read safely */
	static async openAny(bytes: Uint8Array): Promise<Package> {
		const zip = await refuseOnError(fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
		if (zip.entryCount > LIMITS.entries) throw new FileRefused('tooPacked');
		const entries = new Map<string, Entry>();
		await refuseOnError(
			(async () => {
				// Names that lead elsewhere (`../`, `/etc`, `C:`) throw an error here.
				for await (const entry of zip.eachEntry()) {
					if (entries.has(entry.fileName)) throw new FileRefused('damaged');
					entries.set(entry.fileName, entry);
				}
			})()
		);
		assertSafe([...entries.values()], bytes.length);
		return new Package(zip, entries);
	}

	has(name: string): boolean {
		return this.entries.has(name);
	}
	/** Unpacked size in bytes, according to the directory; 0 when it is absent. */
	size(name: string): number {
		return this.entries.get(name)?.uncompressedSize ?? 0;
	}
	/** Fails when the content is longer than the directory says. @throws FileRefused */
	async stream(name: string): Promise<Readable> {
		const entry = this.entries.get(name);
		if (!entry) throw new FileRefused('damaged');
		return refuseOnError(this.zip.openReadStreamPromise(entry));
	}
}

const IMPORTABLE = /\.(?:csv|tsv|txt|json|ndjson|jsonl|js|xlsx)$/i;

/**
 * The only file in a ZIP file that can be imported: an export, or a chat beside its pictures. Null for a workbook, which
 * is a ZIP file itself.
 * @throws FileRefused
 */
export async function onlyFileIn(bytes: Uint8Array): Promise<Uint8Array | null> {
	const opened = await Package.openAny(bytes);
	if (opened.has('[Content_Types].xml') || opened.has('mimetype')) return null;
	const names = [...opened.entries.keys()].filter(
		(name) => IMPORTABLE.test(name) && !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name)
	);
	const [name] = names;
	if (name === undefined || names.length > 1) throw new FileRefused('packed');
	if (opened.size(name) > limits.bytes) throw new FileRefused('tooLarge');
	const chunks: Buffer[] = [];
	for await (const chunk of (await opened.stream(name)) as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

function assertSafe(entries: readonly Entry[], length: number): void {
	if (entries.some((entry) => entry.isEncrypted())) throw new FileRefused('encrypted');
	let [packedBytes, unpackedBytes] = [0, 0];
	for (const { compressedSize, uncompressedSize, compressionMethod } of entries) {
		if (compressionMethod !== 0 && compressionMethod !== 8) throw new FileRefused('damaged');
		packedBytes += compressedSize;
		unpackedBytes += uncompressedSize;
		if (uncompressedSize > LIMITS.ratioFrom && uncompressedSize > compressedSize * LIMITS.ratio)
			throw new FileRefused('tooPacked');
	}
	if (unpackedBytes > LIMITS.unpacked) throw new FileRefused('tooPacked');
	// Entries that share bytes add up to more than the file.
	if (packedBytes > length) throw new FileRefused('tooPacked');
}

/** Judges by the content, not by the file name. */
function assertWorkbook(entries: ReadonlyMap<string, Entry>): void {
	const names = [...entries.keys()];
	if (names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) throw new FileRefused('macros');
	if (names.some((name) => /(^|\/)workbook\.bin$/i.test(name))) throw new FileRefused('oldSpreadsheet');
	if (entries.has('content.xml') && entries.has('mimetype')) throw new FileRefused('openDocument');
	if (!entries.has('[Content_Types].xml') || !names.some((name) => /(^|\/)workbook\d*\.xml$/i.test(name)))
		throw new FileRefused('packed');
}

/** A mail of Outlook, the old format (.xls) and a workbook behind a password are all OLE files, which name their content. */
export function refuseOle(bytes: Uint8Array): never {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (buffer.includes(Buffer.from('__substg1.0_', 'utf16le'))) throw new FileRefused('mail');
	throw new FileRefused(buffer.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'oldSpreadsheet');
}
