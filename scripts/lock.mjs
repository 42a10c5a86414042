// One process at a time makes a folder ready. Only what Node itself brings.
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A holder renews its lock every few seconds; after this many milliseconds without renewal the process number belongs
 * to another process.
 */
const SILENCE = 15_000;

/**
 * Runs `work` while this process alone holds the lock; waits for the current holder, and takes over from a dead one.
 *
 * The lock is a folder with one file named by its holder's process number. Both steps are one rename, so that two
 * processes which take it at once, or take over at once, cannot both succeed: a folder cannot be renamed onto a filled
 * one, and a file can be renamed away only once.
 *
 * @template T
 * @param {string} folder where the lock is
 * @param {() => T | Promise<T>} work
 * @param {(holder: number) => void} onWait called once when another process holds it
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, onWait = () => undefined) {
	let reported = false;
	while (!take(folder)) {
		const holder = holderOf(folder);
		if (holder === null) continue; // given back meanwhile
		if (!holder.alive) takeOver(folder, holder.pid);
		else {
			if (!reported) onWait(holder.pid);
			reported = true;
			await pause(100);
		}
	}
	const mine = join(folder, String(process.pid));
	const beat = setInterval(() => touch(mine), 2_000);
	const release = () => giveBack(folder, mine);
	const end = () => process.exit(1); // runs `release`
	process.on('exit', release);
	process.on('SIGINT', end).on('SIGTERM', end);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		process.off('exit', release).off('SIGINT', end).off('SIGTERM', end);
		release();
	}
}

function take(folder) {
	if (holderOf(folder)?.pid === process.pid) return true; // just taken over
	const aside = `${folder}.${process.pid}`;
	rmSync(aside, { recursive: true, force: true });
	mkdirSync(aside);
	writeFileSync(join(aside, String(process.pid)), '');
	try {
		renameSync(aside, folder);
		return true;
	} catch (error) {
		rmSync(aside, { recursive: true, force: true });
		if (!['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(error.code)) throw error;
		return false;
	}
}

function takeOver(folder, pid) {
	const mine = join(folder, String(process.pid));
	try {
		renameSync(join(folder, String(pid)), mine);
		touch(mine);
	} catch {
		// another was just before us
	}
}

function holderOf(folder) {
	try {
		const [name] = readdirSync(folder);
		if (name === undefined) return null;
		const age = Date.now() - statSync(join(folder, name)).mtimeMs;
		return { pid: Number(name), alive: age < SILENCE && isAlive(Number(name)) };
	} catch {
		return null;
	}
}

function giveBack(folder, mine) {
	try {
		rmSync(mine);
		rmdirSync(folder);
	} catch {
		// another took it between the two, which is theirs now
	}
}

function touch(file) {
	try {
		utimesSync(file, new Date(), new Date());
	} catch {
		// taken away by hand
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
