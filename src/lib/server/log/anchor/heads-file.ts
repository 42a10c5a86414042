import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file in which signed heads are kept outside the database, one to a line; `verify-log --head` reads such a line. */
export class HeadsFile {
	readonly #path: string;

	constructor(readonly folder: string) {
		this.#path = join(folder, 'heads.log');
	}

	/** Adds the lines that are not in it yet, and returns when they are on disk. @throws when it cannot be written */
	async add(lines: readonly string[]): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
			throw error;
		});
		const kept = new Set(text.split('\n'));
		const missing = lines.filter((line) => !kept.has(line));
		if (missing.length === 0) return;
		const file = await open(this.#path, 'a', 0o640);
		try {
			// A line that a power cut broke off stays, on a line of its own.
			const start = text === '' || text.endsWith('\n') ? '' : '\n';
			await file.writeFile(`${start}${missing.map((line) => `${line}\n`).join('')}`);
			await file.sync();
		} finally {
			await file.close();
		}
	}
}
