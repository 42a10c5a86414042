import type { Server } from 'node:http';
import type { Config } from './config';

/** The part of the running program (program.ts) that the entry uses. */
interface Stoppable {
	stop(): Promise<void>;
}

/**
 * Shared by the entry (or Vite in development) and the program. They are bundled separately and share no module, so they
 * exchange it by one global property.
 */
export interface Host {
	readonly http: Server;
	readonly config: Config;
	/** The port in use; differs from the configured port when that is 0. */
	readonly port: number;
	/** The folder of the built thread entries. */
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
