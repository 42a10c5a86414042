import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Copies this build to a folder, where it says that it is another version. */
export function copyAsNewVersion(folder: string): void {
	mkdirSync(folder);
	cpSync('build', join(folder, 'build'), { recursive: true });
	symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
	const version = join(folder, 'build', 'client', '_app', 'version.json');
	for (const packed of ['.br', '.gz']) rmSync(`${version}${packed}`, { force: true });
	writeFileSync(version, JSON.stringify({ version: 'rehearsed' }));
}
