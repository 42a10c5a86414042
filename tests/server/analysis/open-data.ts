import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

/**
 * The lines of a file of open data beside the project, or null when this machine has none: the test that needs it then
 * skips and says so.
 */
export function openLines(file: string): string[] | null {
	const path = root + file;
	return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : null;
}

/** The same, whole. */
export function openFile(file: string): string | null {
	const path = root + file;
	return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** The message of a skipped test. */
export const absent = (file: string): string => `skipped: ../shared/data/${file} is not on this machine`;
