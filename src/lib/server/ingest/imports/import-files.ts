import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileImportId } from '$lib/domain/posts/entry/file-import';
import { FileRefused } from './file/refused';
import { ImportRefused } from './import-refused';

/** Uploaded files, readable by the program's user only, named by the id of their import. */
export class ImportFiles {
	constructor(
		readonly folder: string,
		/** The most bytes of one file. */
		readonly most: number
	) {}

	/** @throws FileRefused `tooLarge` as soon as it is; then nothing of it is kept */
	async keep(id: FileImportId, body: AsyncIterable<Uint8Array>): Promise<void> {
		await mkdir(this.folder, { recursive: true, mode: 0o700 });
		let length = 0;
		const { most } = this;
		const counted = new Transform({
			transform(chunk: Uint8Array, _, done) {
				length += chunk.length;
				if (length > most) done(new FileRefused('tooLarge'));
				else done(null, chunk);
			}
		});
		try {
			await pipeline(Readable.from(body), counted, createWriteStream(this.#path(id), { flags: 'wx', mode: 0o600 }));
		} catch (error) {
			await this.forget(id);
			throw error;
		}
	}

	/** @throws ImportRefused when it is not here: deleted, or with another process */
	async bytes(id: FileImportId): Promise<Uint8Array> {
		try {
			return await readFile(this.#path(id));
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
				throw new ImportRefused('import.absent');
			throw error;
		}
	}

	/** Whether it is still here. */
	async has(id: FileImportId): Promise<boolean> {
		return stat(this.#path(id)).then(
			() => true,
			() => false
		);
	}

	async forget(id: FileImportId): Promise<void> {
		await rm(this.#path(id), { force: true });
	}

	/** @param moment milliseconds since 1970 */
	async forgetOlder(moment: number): Promise<void> {
		const names = await readdir(this.folder).catch(() => []);
		for (const name of names) {
			const path = join(this.folder, name);
			if ((await stat(path)).mtimeMs < moment) await rm(path, { force: true });
		}
	}

	#path(id: FileImportId): string {
		return join(this.folder, id);
	}
}
