import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MB = 1024 ** 2;

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });

/** A disk of its own, in memory: the test sets how much room it has left, without filling it. */
export class SmallDisk {
	readonly folder = mkdtempSync(join(tmpdir(), 'voelspriet-disk-'));

	/** @throws where mounting is not allowed */
	constructor(megabytes = 1024) {
		try {
			run('mount', '-t', 'tmpfs', '-o', `size=${megabytes * MB},mode=755`, 'tmpfs', this.folder);
		} catch (error) {
			rmdirSync(this.folder);
			throw error;
		}
	}

	leave(megabytes: number): void {
		const { bsize, blocks, bfree } = statfsSync(this.folder);
		const size = (blocks - bfree) * bsize + megabytes * MB;
		run('mount', '-o', `remount,size=${size}`, this.folder);
	}

	makeReadOnly(): void {
		run('mount', '-o', 'remount,ro', this.folder);
	}

	remove(): void {
		run('umount', this.folder);
		rmdirSync(this.folder);
	}
}

/** Whether this user may mount one: root on Linux. */
export function mayMount(): boolean {
	try {
		new SmallDisk(1).remove();
		return true;
	} catch {
		return false;
	}
}
