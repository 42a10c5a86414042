import type { Server } from 'node:http';
import type { Config } from './config';

/** What the entry needs of the running program; SvelteKit's bundle has all of it (program.ts). */
interface Stoppable {
	stop(): Promise<void>;
}

/**
 * What the entry (or Vite in development) hands over, and what the program adds to it. The entry and SvelteKit are
 * bundled apart and share no module, so they exchange it by one global property.
 */
export interface Host {
	readonly http: Server;
	readonly config: Config;
	/** The port that was really taken. */
	readonly port: number;
	/** Where the entries of threads lie, once built. */
	readonly threads?: URL;
	program?: Stoppable | undefined;
}

const HOST_KEY = Symbol.for('voelspriet');
type HostHolder = { [HOST_KEY]?: Host };

/** `undefined` while building, and in tests of single modules. */
export const host = (): Host | undefined => (globalThis as HostHolder)[HOST_KEY];

export function handOver(newHost: Host): Host {
	(globalThis as HostHolder)[HOST_KEY] = newHost;
	return newHost;
}
