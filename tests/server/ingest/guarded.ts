import { afterEach } from 'vitest';
import { FetchFailed, FetchRefused, type FetchError } from '$lib/server/platform/net/fetch-error';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import type { Guard } from '$lib/server/platform/net/resolve-public-address';
import { localServer, type LocalServer } from './local-server';

/** Those that a test started: they end with it. */
export const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.stop()));
});
export async function serve(...answer: Parameters<typeof localServer>): Promise<LocalServer> {
	const server = await localServer(...answer);
	servers.push(server);
	return server;
}
export const loopback = { allow: ['127.0.0.1/32'] };
/** The code with which an address ends. */
export async function codeOf(address: string, guard: Guard = {}): Promise<FetchError['code'] | 'answered'> {
	try {
		await guardedFetch({ milliseconds: 5_000, ...guard })(address);
		return 'answered';
	} catch (error) {
		if (error instanceof FetchRefused || error instanceof FetchFailed) return error.code;
		throw error;
	}
}
/** Never the network's: a test that would ask a name server fails instead. */
export const nowhere = { resolve: () => Promise.reject(new Error('asked a name server')) };
