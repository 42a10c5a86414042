import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { BagFile, inBagOrder } from '$lib/domain/archive/bag';
import { Sha256 } from '$lib/domain/core/ids';
import type { PackageContents } from './contents';
import type { PackagePart } from './parts/part';

/** A finished package on disk. */
export interface PackedFile {
	readonly path: string;
	readonly name: string;
	readonly bytes: number;
	readonly sha256: Sha256;
}

/** Somebody stopped it: finished parts stay, and the next run continues there. */
export class PackingStopped extends Error {
	override readonly name = 'PackingStopped';
}

/** The date of every entry, in local time as a zip writes it, so that no time zone changes a byte. */
const fixedMoment = (): Date => new Date(1990, 0, 1, 12);

/** Where a package is made: a folder with the parts that are done, and a list of them. */
export class PackageBuilder {
	readonly #list: string;
	readonly #key: string;

	constructor(readonly folder: string) {
		this.#list = join(folder, 'done.jsonl');
		this.#key = join(folder, 'key');
	}

	/**
	 * Makes what is not there yet, then the zip.
	 * @param moved called after each part, with how many of all are done; returns false to stop
	 * @throws PackingStopped, ArchiveError `changed`
	 */
	async pack(
		{ name, key, parts, confirm, tagFiles }: PackageContents,
		target: string,
		moved: (done: number, total: number) => Promise<boolean>
	): Promise<PackedFile> {
		const done = await this.#open(key);
		// The zip is a step of its own: for a large incident it takes as long as any part.
		const total = parts.length + 1;
		const step = async (count: number): Promise<void> => {
			if (!(await moved(count, total))) throw new PackingStopped();
		};
		await step(done.size);
		for (const part of parts) {
			if (done.has(part.path)) continue;
			const file = await this.#make(part);
			done.set(file.path, file);
			await appendFile(this.#list, `${JSON.stringify(file)}\n`);
			await step(done.size);
		}
		await confirm();
		const files = inBagOrder(done.values());
		const packed = await this.#zip(name, files, tagFiles(files), target);
		await moved(total, total);
		return packed;
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}

	/** What was made under the same key before; anything else is removed. */
	async #open(key: string): Promise<Map<string, BagFile>> {
		const storedKey = await readFile(this.#key, 'utf8').catch(() => null);
		if (storedKey !== key) {
			await this.remove();
			await mkdir(dirname(this.folder), { recursive: true, mode: 0o700 });
			// Without `recursive`, which calls a disk that can only be read a folder that is not there.
			await mkdir(this.folder, { mode: 0o700 });
			await writeFile(this.#key, key, { mode: 0o600 });
		}
		const list = await readFile(this.#list, 'utf8').catch(() => '');
		const recorded = list.split('\n').flatMap((line) => {
			// A line that was cut off by a stop counts as not there.
			const read = line === '' ? null : BagFile.safeParse(parsed(line));
			return read?.success ? [read.data] : [];
		});
		if (list !== '' && !list.endsWith('\n')) await appendFile(this.#list, '\n');
		const isComplete = await Promise.all(recorded.map((file) => this.#isThere(file)));
		return new Map(recorded.filter((_, i) => isComplete[i]).map((file) => [file.path, file]));
	}

	async #isThere({ path, bytes }: BagFile): Promise<boolean> {
		return stat(join(this.folder, path)).then(
			({ size }) => size === bytes,
			() => false
		);
	}

	/** Writes one part; it has its name only when it is whole. */
	async #make({ path, content }: PackagePart): Promise<BagFile> {
		const full = join(this.folder, path);
		await mkdir(dirname(full), { recursive: true, mode: 0o700 });
		const hash = createHash('sha256');
		let bytes = 0;
		const counted = new Transform({
			writableObjectMode: true,
			transform(chunk: string | Uint8Array, _, next) {
				const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
				hash.update(piece);
				bytes += piece.length;
				next(null, piece);
			}
		});
		await pipeline(Readable.from(content()), counted, createWriteStream(`${full}.part`, { mode: 0o600 }));
		await rename(`${full}.part`, full);
		return { path, bytes, sha256: Sha256.parse(hash.digest('hex')) };
	}

	/**
	 * Not compressed: compression differs between machines, and in fifty years any program can still cut the files out.
	 * With one moment for all entries, and none of this machine's owners, rights or time zone.
	 */
	async #zip(
		name: string,
		payload: readonly BagFile[],
		tags: readonly { readonly path: string; readonly text: string }[],
		target: string
	): Promise<PackedFile> {
		const zip = new ZipFile();
		const options = { mtime: fixedMoment(), forceDosTimestamp: true, mode: 0o100644, compress: false };
		for (const { path, text } of inBagOrder(tags)) zip.addBuffer(Buffer.from(text), `${name}/${path}`, options);
		for (const { path } of payload) zip.addFile(join(this.folder, path), `${name}/${path}`, options);
		zip.end();
		const part = `${target}.part`;
		await mkdir(dirname(target), { recursive: true, mode: 0o700 });
		zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
		try {
			await pipeline(zip.outputStream, createWriteStream(part, { mode: 0o600 }));
			await rename(part, target);
		} catch (error) {
			await rm(part, { force: true }).catch(() => undefined);
			throw error;
		}
		const hash = createHash('sha256');
		await pipeline(createReadStream(target), hash);
		return {
			path: target,
			name: `${name}.zip`,
			bytes: (await stat(target)).size,
			sha256: Sha256.parse(hash.digest('hex'))
		};
	}
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return null;
	}
}
