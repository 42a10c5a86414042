import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file that only this user reads: whole, or not at all. When it fails, nothing of it is left. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
	const temporary = `${path}.${process.pid}`;
	try {
		await writeFile(temporary, content, { mode: 0o600 });
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => undefined);
		throw error;
	}
}
