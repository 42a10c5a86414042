import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface LocalServer {
	/** `http://127.0.0.1:PORT` */
	origin: string;
	port: number;
	/** The requests it received, in order. */
	requests: IncomingMessage[];
	/** Resolves when it has been asked this many times in all. */
	askedTimes(times: number): Promise<void>;
	/** For servers that open sockets. */
	onUpgrade(take: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): void;
	/** Nothing listens there, until it is back at the same port. */
	stop(): Promise<void>;
	back(): Promise<void>;
}

/** A real server on loopback, on a free port. */
export async function localServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void
): Promise<LocalServer> {
	const requests: IncomingMessage[] = [];
	const waiting: { times: number; go: () => void }[] = [];
	const server = createServer((request, response) => {
		requests.push(request);
		for (const { times, go } of waiting) if (requests.length >= times) go();
		answer(request, response);
	});
	const port = await listening(server, 0);
	return {
		origin: `http://127.0.0.1:${port}`,
		port,
		requests,
		askedTimes: (times) =>
			new Promise((go) => {
				if (requests.length >= times) go();
				else waiting.push({ times, go });
			}),
		onUpgrade: (take) =>
			void server.on('upgrade', (request, socket, head) => {
				requests.push(request);
				// A refused client may be gone already.
				socket.on('error', () => undefined);
				take(request, socket, head);
			}),
		stop: () =>
			new Promise((done) => {
				server.closeAllConnections();
				server.close(() => {
					done();
				});
			}),
		async back() {
			await listening(server, port);
		}
	};
}

function listening(server: Server, port: number): Promise<number> {
	return new Promise((done, fail) => {
		server.once('error', fail);
		server.listen(port, '127.0.0.1', () => {
			const address: AddressInfo | string | null = server.address();
			if (address === null || typeof address === 'string') fail(new Error('no port'));
			else done(address.port);
		});
	});
}
