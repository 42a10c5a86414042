import { createHash } from 'node:crypto';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { Sha256 } from '$lib/domain/core/ids';

/** No more than this of one file is read into memory: a log is read by line. */
const MAX_BYTES_IN_MEMORY = 64 * 1024 * 1024;

/** The file is no zip with one folder in it, so it cannot be checked. The message says why. */
export class UnreadablePackage extends Error {
	override readonly name = 'UnreadablePackage';
}

/** The one folder that a package is. Its names are checked before anything is read. */
export class PackageReader {
	private constructor(
		readonly zip: ZipFile,
		readonly entries: ReadonlyMap<string, Entry>
	) {}

	/** @throws UnreadablePackage */
	static async open(file: string): Promise<PackageReader> {
		let zip: ZipFile | null = null;
		try {
			zip = await openPromise(file, { autoClose: false });
			const byName = new Map<string, Entry>();
			for await (const entry of zip.eachEntry()) {
				if (entry.fileName.endsWith('/')) continue;
				if (byName.has(entry.fileName)) throw new UnreadablePackage(`"${entry.fileName}" stands in it twice.`);
				byName.set(entry.fileName, entry);
			}
			return new PackageReader(zip, withoutFolder(byName));
		} catch (cause) {
			zip?.close();
			if (cause instanceof UnreadablePackage) throw cause;
			if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
				throw new UnreadablePackage(`There is no file ${file}.`, { cause });
			throw new UnreadablePackage('This file is damaged, or is no zip.', { cause });
		}
	}

	get paths(): string[] {
		return [...this.entries.keys()];
	}

	/** The pieces of a file; none for one that is absent. @throws Error where the zip is damaged there */
	async *pieces(path: string): AsyncIterable<Buffer> {
		const entry = this.entries.get(path);
		if (!entry) return;
		for await (const piece of await this.zip.openReadStreamPromise(entry)) yield piece as Buffer;
	}

	/** Null for a file that is absent, too large or damaged. */
	async text(path: string): Promise<string | null> {
		const entry = this.entries.get(path);
		if (!entry || entry.uncompressedSize > MAX_BYTES_IN_MEMORY) return null;
		try {
			const pieces: Buffer[] = [];
			for await (const piece of this.pieces(path)) pieces.push(piece);
			return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
		} catch {
			return null;
		}
	}

	/** Line by line, however long the file. */
	async *lines(path: string): AsyncIterable<string> {
		let rest = '';
		const decoder = new TextDecoder();
		for await (const piece of this.pieces(path)) {
			const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
			rest = lines.pop() ?? '';
			yield* lines;
		}
		rest += decoder.decode();
		if (rest !== '') yield rest;
	}

	/** Null where the zip itself says that the content is damaged. */
	async measure(path: string): Promise<{ readonly bytes: number; readonly sha256: Sha256 } | null> {
		try {
			const hash = createHash('sha256');
			let bytes = 0;
			for await (const piece of this.pieces(path)) {
				hash.update(piece);
				bytes += piece.length;
			}
			return { bytes, sha256: Sha256.parse(hash.digest('hex')) };
		} catch {
			return null;
		}
	}

	close(): void {
		this.zip.close();
	}
}

/** By their paths from the top of the bag. @throws UnreadablePackage unless all lie in one folder */
function withoutFolder(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> {
	const folders = new Set([...entries.keys()].map((name) => name.slice(0, name.indexOf('/') + 1)));
	const [folder = ''] = folders;
	if (folders.size !== 1 || folder === '')
		throw new UnreadablePackage('A package is one folder in a zip; this is not.');
	return new Map([...entries].map(([name, entry]) => [name.slice(folder.length), entry]));
}
