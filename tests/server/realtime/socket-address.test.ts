import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { socketTransport } from '$lib/desk/sync/transport';
import { IncidentId } from '$lib/domain/core/ids';
import { fresh } from '../../domain/in-memory-incident';

test("the address of a desk's socket contains its incident, so that a proxy can route by it", async () => {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const incident = fresh(IncidentId);
	const nothing = (): void => undefined;
	const open = await socketTransport(incident, { origin: `http://127.0.0.1:${port}`, headers: {} });
	const upgrade = once(server, 'upgrade') as Promise<[IncomingMessage]>;
	const transport = open({
		up: nothing,
		down: nothing,
		frame: nothing,
		figures: nothing,
		present: nothing,
		heartbeat: nothing,
		ended: nothing
	});
	const [{ url, socket }] = await upgrade;
	expect(new URL(url ?? '', 'http://desk').searchParams.get('incident')).toBe(incident);
	transport.close();
	socket.destroy();
	server.close();
});
