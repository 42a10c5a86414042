import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '$lib/domain/core/ids';
import type { Config } from '$lib/server/platform/config/config';
import type { Host } from '$lib/server/platform/config/host';
import type { RequestContext } from '$lib/server/out/api/authorize';
import { start, type RunningProgram } from '$lib/server/program';
import { inject } from 'vitest';
import { freshDatabase } from '../database';
import { settings } from '../settings';

interface Running {
	readonly host: Host;
	readonly http: Server;
	readonly program: RunningProgram;
	/** The context of a request, as SvelteKit passes it to a route. */
	contextFor(asker: Asker | null, request: TestRequest): RequestContext;
	stop(): Promise<void>;
}

/** The address of the owner of the database at this address of the program. */
export const freshOwner = (url: string): string =>
	Object.assign(new URL(inject('postgres').server), { pathname: new URL(url).pathname }).href;

/**
 * The whole program in this process, on a separate database; only SvelteKit's hooks are missing. `chosen` replaces the
 * usual settings.
 */
export async function runProgram(chosen: Partial<Config> = {}): Promise<Running> {
	const fresh = await freshDatabase();
	const dataDir = await mkdtemp(join(tmpdir(), 'voelspriet-http-'));
	const http = createServer();
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	const config = settings({ databaseUrl: fresh.url, dataDir, ...chosen });
	const host: Host = { http, config, port: (http.address() as AddressInfo).port };
	const program = await start(host);
	return {
		host,
		http,
		program,
		contextFor: (asker, request) => contextFor(program, asker, request),
		async stop() {
			await program.stop();
			http.closeAllConnections();
			await new Promise((done) => http.close(done));
			await fresh.drop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

export interface Asker {
	readonly id: PersonId;
}
interface TestRequest {
	readonly path: string;
	readonly params?: RequestContext['params'];
	readonly body?: unknown;
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
}
function contextFor(
	program: RunningProgram,
	asker: Asker | null,
	{ path, params = {}, body, method = body === undefined ? 'GET' : 'POST', headers = {} }: TestRequest
): RequestContext {
	const url = new URL(path, 'http://127.0.0.1');
	const init = {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
	};
	return {
		locals: { person: asker, session: null, program },
		params,
		request: new Request(url, init),
		url,
		getClientAddress: () => '127.0.0.1'
	};
}
