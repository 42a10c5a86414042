import { spawnSync } from 'node:child_process';

let isThere = false;

/** Builds the program where there is no build of this source; looks once for all files that one worker runs. */
export function ensureBuilt(): void {
	if (isThere) return;
	const { status } = spawnSync(process.execPath, ['scripts/ready.mjs'], { stdio: 'inherit' });
	if (status !== 0) throw new Error('there is no build to test');
	isThere = true;
}
