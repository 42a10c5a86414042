import { readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, extname, join } from 'node:path';

/** How long a page may stay open after an upgrade, in milliseconds. */
const MAX_AGE_MS = 14 * 86_400_000;

/** A file of a build that never changes, because its name has a digest of its content. No part of it leads upwards. */
const ADDRESS = /^\/_app\/immutable\/((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)$/;

const TYPES: Readonly<Record<string, string | undefined>> = {
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.woff2': 'font/woff2'
};

/**
 * The files of this build and of those before it that browsers keep: a page that was opened before an upgrade loads the
 * code of its own version. Several processes may keep them in one folder.
 */
export class StoredAssets {
	readonly #own: ReadonlySet<string>;

	/**
	 * @param build the folder of this build's files, which SvelteKit serves
	 * @param store the folder of the copies
	 */
	constructor(
		private readonly build: string,
		private readonly store: string
	) {
		const names = readdirSync(build, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
		this.#own = new Set(names.filter((name) => TYPES[extname(name)] !== undefined));
	}

	/** Copies new files, and removes those that no program had in the last fourteen days. To be called once a day. */
	async refresh(now = new Date()): Promise<void> {
		for (const name of this.#own) {
			const [from, to] = [join(this.build, name), join(this.store, name)];
			const storedFile = await stat(to).catch(() => null);
			if (storedFile?.size !== (await stat(from)).size) {
				await mkdir(dirname(to), { recursive: true });
				const temporary = `${to}.${process.pid}`;
				await writeFile(temporary, await readFile(from), { mode: 0o600 });
				await rename(temporary, to);
			}
			await utimes(to, now, now);
		}
		for (const name of await readdir(this.store, { recursive: true })) {
			const path = join(this.store, name);
			const found = await stat(path).catch(() => null);
			if (found?.isFile() && now.getTime() - found.mtimeMs > MAX_AGE_MS) await rm(path, { force: true });
		}
	}

	/** Answers with a file of another build. Leaves all other requests to SvelteKit: `otherwise`. */
	answer(
		{ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
		response: ServerResponse,
		otherwise: () => void
	): void {
		const name = ADDRESS.exec(url)?.[1] ?? '';
		const type = TYPES[extname(name)];
		if (type === undefined || this.#own.has(name) || (method !== 'GET' && method !== 'HEAD')) {
			otherwise();
			return;
		}
		readFile(join(this.store, name)).then((content) => {
			response.writeHead(200, {
				'cache-control': 'public,max-age=31536000,immutable',
				'content-type': type,
				'content-length': content.length
			});
			response.end(content);
		}, otherwise);
	}
}
