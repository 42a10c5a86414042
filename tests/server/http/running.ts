import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonId } from '$lib/domain/ids';
import type { Config } from '$lib/server/config';
import { handOver, type Host } from '$lib/server/host';
import type { Asked } from '$lib/server/http/door';
import { start } from '$lib/server/program';
import { freshDatabase } from '../database';

/** The whole program in this process, on a database of its own; only SvelteKit's hooks are not in it. `settings` replace the usual ones. */
export async function runProgram(settings: Partial<Config> = {}): Promise<{ host: Host; http: Server; stop: () => Promise<void> }> {
	const fresh = await freshDatabase();
	const dataDir = await mkdtemp(join(tmpdir(), 'voelspriet-http-'));
	const http = createServer();
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	const config: Config = {
		host: '127.0.0.1',
		port: 0,
		origin: null,
		databaseUrl: fresh.url,
		dataDir,
		secret: 'x'.repeat(32),
		secretsBefore: [],
		trustedProxies: [],
		smtpUrl: null,
		fetchAllowCidr: [],
		theme: null,
		demo: false,
		logLevel: 'silent',
		metricsToken: null,
		onLoopback: true,
		...settings
	};
	const host = handOver({ http, config, port: (http.address() as AddressInfo).port });
	host.program = await start(host);
	return {
		host,
		http,
		async stop() {
			await host.program?.stop();
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
/** A request as SvelteKit hands it to a route. */
export function asked(
	asker: Asker | null,
	{
		path,
		params = {},
		body,
		method = body === undefined ? 'GET' : 'POST'
	}: { path: string; params?: Asked['params']; body?: unknown; method?: string }
): Asked {
	const url = new URL(path, 'http://127.0.0.1');
	const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) };
	return {
		locals: { person: asker && { name: 'Naam', initials: 'NN', ...asker } },
		params,
		request: new Request(url, init),
		url,
		getClientAddress: () => '127.0.0.1'
	};
}
