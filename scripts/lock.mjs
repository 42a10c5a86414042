// One process at a time makes this folder ready. Only what Node itself brings: it also guards the installation.
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
const aside = `${folder}.${process.pid}`;
const mine = join(folder, String(process.pid));

/**
 * A holder renews its lock every two seconds; after this many milliseconds without renewal the process number belongs
 * to another process.
 */
const SILENCE = 15_000;

/**
 * Runs `work` while this process alone holds the lock; waits for the holder, and takes over from a dead one.
 *
 * The lock is a folder with one file named by its holder's process number. Both steps are one rename, so that two
 * processes which take it at once, or take over at once, cannot both succeed: a folder cannot be renamed onto a filled
 * one, and a file can be renamed away only once.
 *
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
	for (let isFirst = true; !take() && !takeOver(); isFirst = false) {
		if (isFirst) console.log('voelspriet: another process is making this folder ready; waiting.');
		await pause(100);
	}
	const beat = setInterval(() => utimes(mine, new Date(), new Date(), () => undefined), 2_000);
	try {
		await work();
	} finally {
		clearInterval(beat);
		rmSync(mine, { force: true });
		try {
			rmdirSync(folder);
		} catch {
			// another took it between the two
		}
	}
}

function take() {
	mkdirSync(aside, { recursive: true });
	writeFileSync(join(aside, String(process.pid)), '');
	try {
		renameSync(aside, folder);
		return true;
	} catch {
		rmSync(aside, { recursive: true });
		return false;
	}
}

function takeOver() {
	try {
		const [holder] = readdirSync(folder);
		const theirs = join(folder, holder);
		// eslint-disable-next-line no-restricted-syntax -- a file's time is a moment
		if (isAlive(Number(holder)) && Math.abs(Date.now() - statSync(theirs).mtimeMs) < SILENCE) return false;
		// Before it is ours: else another that waits would take it for that of a silent one.
		utimesSync(theirs, new Date(), new Date());
		renameSync(theirs, mine);
		return true;
	} catch {
		return false; // released meanwhile, or another was first
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
