import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The library of libfaketime for programs with threads; null where it is not installed. */
export function findFaketime(): string | null {
	const libraries = ['/usr/lib', '/usr/local/lib', '/usr/lib64'];
	const folders = libraries.flatMap((library) => [
		join(library, 'faketime'),
		...(existsSync(library) ? readdirSync(library).map((name) => join(library, name, 'faketime')) : [])
	]);
	return folders.map((folder) => join(folder, 'libfaketimeMT.so.1')).find((path) => existsSync(path)) ?? null;
}

/** One clock for all processes that are started with `env`; it goes on by itself, and can be moved while they run. */
export class MovedClock {
	readonly #folder = mkdtempSync(join(tmpdir(), 'voelspriet-clock-'));
	readonly #file = join(this.#folder, 'clock');
	/** Milliseconds ahead of this process. */
	#ahead = 0;

	constructor(
		readonly library: string,
		start: string
	) {
		// PostgreSQL runs as another user than root.
		chmodSync(this.#folder, 0o755);
		this.moveTo(start);
	}

	get env(): Record<string, string> {
		return {
			LD_PRELOAD: this.library,
			FAKETIME_TIMESTAMP_FILE: this.#file,
			// Read each time, so that no process is behind another.
			FAKETIME_NO_CACHE: '1',
			// Time limits and intervals go on undisturbed.
			FAKETIME_DONT_FAKE_MONOTONIC: '1',
			NO_FAKE_STAT: '1'
		};
	}
	now(): Date {
		return new Date(Date.now() + this.#ahead);
	}
	/** The moment this many minutes from now, as commands take it. */
	inMinutes(minutes: number): string {
		return new Date(this.now().getTime() + minutes * 60_000).toISOString();
	}
	/** @param moment with its time zone; never before `now` of a running installation */
	moveTo(moment: string): void {
		const seconds = Math.round((Date.parse(moment) - Date.now()) / 1000);
		this.#ahead = seconds * 1000;
		writeFileSync(`${this.#file}.new`, `${seconds < 0 ? '' : '+'}${String(seconds)}\n`, { mode: 0o644 });
		// In one step: a process that reads half a file is in another year.
		renameSync(`${this.#file}.new`, this.#file);
	}
	remove(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
