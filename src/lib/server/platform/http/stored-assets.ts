import { readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, extname, join } from 'node:path';

/** How long a page may stay open after an upgrade, in milliseconds. */
const KEPT_FOR = 14 * 86_400_000;

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
	 * @param build where this build has them; SvelteKit answers with these
	 * @param kept the copies
	 */
	constructor(
		private readonly build: string,
		private readonly kept: string
	) {
		const names = readdirSync(build, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
		this.#own = new Set(names.filter((name) => TYPES[extname(name)] !== undefined));
	}

	/** Copies what is not there yet, and removes what no program had in the last fourteen days. For once a day. */
	async keep(now = new Date()): Promise<void> {
		for (const name of this.#own) {
			const [from, to] = [join(this.build, name), join(this.kept, name)];
			const there = await stat(to).catch(() => null);
			if (there?.size !== (await stat(from)).size) {
				await mkdir(dirname(to), { recursive: true });
				const aside = `${to}.${process.pid}`;
				await writeFile(aside, await readFile(from), { mode: 0o600 });
				await rename(aside, to);
			}
			await utimes(to, now, now);
		}
		for (const name of await readdir(this.kept, { recursive: true })) {
			const path = join(this.kept, name);
			const found = await stat(path).catch(() => null);
			if (found?.isFile() && now.getTime() - found.mtimeMs > KEPT_FOR) await rm(path, { force: true });
		}
	}

	/** Answers with a file of another build. All else is for SvelteKit: `otherwise`. */
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
		readFile(join(this.kept, name)).then((content) => {
			response.writeHead(200, {
				'cache-control': 'public,max-age=31536000,immutable',
				'content-type': type,
				'content-length': content.length
			});
			response.end(content);
		}, otherwise);
	}
}
