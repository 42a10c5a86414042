// One process at a time makes this folder ready. Uses only modules of Node itself, as it also guards the installation.
import {
	mkdirSync,
	readdirSync,
	renameSync,
	rmdirSync,
	rmSync,
	statSync,
	utimes,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../.ready.lock', import.meta.url));
const newFolder = `${folder}.${process.pid}`;
const ownFile = join(folder, String(process.pid));

/**
 * A holder renews its lock every two seconds; after this many milliseconds without renewal the process number belongs
 * to another process.
 */
const STALE_AFTER = 15_000;

/**
 * Runs `work` while this process alone holds the lock; waits for the holder, and takes over from a dead one.
 *
 * The lock is a folder with one file named by its holder's process number. Both steps are one rename, so that
 * only one of two processes that take it, or take it over, at the same time can succeed: a folder cannot be renamed
 * onto a filled one, and a file can be renamed away only once.
 *
 * @param {() => Promise<void>} work
 */
export async function withLock(work) {
	for (let isFirst = true; !acquire() && !takeOver(); isFirst = false) {
		if (isFirst) console.log('voelspriet: another process is making this folder ready; waiting.');
		await pause(100);
	}
	const renewal = setInterval(() => utimes(ownFile, new Date(), new Date(), () => undefined), 2_000);
	try {
		await work();
	} finally {
		clearInterval(renewal);
		rmSync(ownFile, { force: true });
		try {
			rmdirSync(folder);
		} catch {
			// another took it between the two
		}
	}
}

function acquire() {
	mkdirSync(newFolder, { recursive: true });
	writeFileSync(join(newFolder, String(process.pid)), '');
	try {
		renameSync(newFolder, folder);
		return true;
	} catch {
		rmSync(newFolder, { recursive: true });
		return false;
	}
}

function takeOver() {
	try {
		const [holder] = readdirSync(folder);
		const holderFile = join(folder, holder);
		// eslint-disable-next-line no-restricted-syntax -- a file's time is a moment
		if (isAlive(Number(holder)) && Math.abs(Date.now() - statSync(holderFile).mtimeMs) < STALE_AFTER) return false;
		// Renewed before it is ours: otherwise another waiting process would see it as stale.
		utimesSync(holderFile, new Date(), new Date());
		renameSync(holderFile, ownFile);
		return true;
	} catch {
		return false; // released meanwhile, or another process was first
	}
}

/** @param {number} pid */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
