import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * SHA-256 over the names and contents of the files of PostgreSQL in a folder, the same on every system. Leaves out
 * archives for compilers, which are never loaded, and tables of time zones, which contain no code. Links must lead to
 * files in the folder.
 * @throws when a link leads elsewhere
 */
export async function digestOf(folder: string): Promise<string> {
	const root = await realpath(folder);
	const paths = (await readdir(root, { recursive: true })).map((path) => path.split(sep).join('/')).sort();
	const sum = createHash('sha256');
	for (const path of paths) {
		const kind = await lstat(join(root, path));
		if (kind.isSymbolicLink() && relative(root, await realpath(join(root, path))).startsWith('..'))
			throw new Error(`${path} leads out of ${root}`);
		if (!kind.isFile() || path.endsWith('.a') || path.includes('share/postgresql/timezone')) continue;
		const content = createHash('sha256').update(await readFile(join(root, path)));
		sum.update(`${content.digest('hex')}  ${path}\n`);
	}
	return sum.digest('hex');
}
