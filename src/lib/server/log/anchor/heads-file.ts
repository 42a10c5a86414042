import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file with signed heads outside the database, one per line; `verify-log --head` reads such a line. */
export class HeadsFile {
	readonly #path: string;

	constructor(readonly folder: string) {
		this.#path = join(folder, 'heads.log');
	}

	/** Adds the lines that are not in the file yet, and resolves when they are on disk. @throws when it cannot be written */
	async add(lines: readonly string[]): Promise<void> {
		const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
			throw error;
		});
		const storedLines = new Set(text.split('\n'));
		const missing = lines.filter((line) => !storedLines.has(line));
		if (missing.length === 0) return;
		const file = await open(this.#path, 'a', 0o640);
		try {
			// After a line that a power cut broke off, start a new line.
			const start = text === '' || text.endsWith('\n') ? '' : '\n';
			await file.writeFile(`${start}${missing.map((line) => `${line}\n`).join('')}`);
			await file.sync();
		} finally {
			await file.close();
		}
	}
}
