import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Config } from './config';
import type { Program } from './part';

/**
 * What the entry (or Vite in development) hands over, and what the program leaves in it. The entry and SvelteKit are bundled apart and
 * share no module, so they meet in one place of the process.
 */
export interface Host {
	readonly http: Server;
	readonly config: Config;
	/** The port that was really taken. */
	readonly port: number;
	/** Where the entries of threads lie, once built. */
	readonly threads?: URL;
	program?: Program | undefined;
	/** Takes requests that need nothing of SvelteKit. @returns whether it took this one */
	front?: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

const PLACE = Symbol.for('voelspriet');
type Place = { [PLACE]?: Host };

/** `undefined` while building, and in tests of single modules. */
export const host = (): Host | undefined => (globalThis as Place)[PLACE];

export function handOver(given: Host): Host {
	(globalThis as Place)[PLACE] = given;
	return given;
}

/** The running program, for routes and hooks. @throws while it is not started. */
export function program(): Program {
	const running = host()?.program;
	if (!running) throw new Error('The program is not running.');
	return running;
}
