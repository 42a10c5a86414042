import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A way to a database that can freeze: then nothing comes through any more, and neither side is informed, as when a
 * machine or a network dies.
 */
export class FrozenWay {
	readonly #sockets = new Set<Socket>();
	#frozen = false;

	private constructor(
		readonly url: string,
		readonly stop: () => Promise<void>
	) {}

	static async to(url: string): Promise<FrozenWay> {
		const { hostname, port } = new URL(url);
		const made: { way?: FrozenWay } = {};
		const server = createServer((client) => {
			const target = connect(Number(port), hostname);
			for (const [one, other] of [
				[client, target],
				[target, client]
			] as const) {
				one.on('error', () => undefined);
				one.on('data', (data) => other.write(data));
				one.on('close', () => other.destroy());
				made.way?.take(one);
			}
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		const address = server.address() as AddressInfo;
		const stop = (): Promise<void> =>
			new Promise((done) => {
				for (const socket of way.#sockets) socket.destroy();
				server.close(() => done());
			});
		const way = new FrozenWay(Object.assign(new URL(url), { host: `127.0.0.1:${address.port}` }).href, stop);
		made.way = way;
		return way;
	}

	/** From now on, for existing and new connections. */
	freeze(): void {
		this.#frozen = true;
		for (const socket of this.#sockets) socket.pause();
	}

	private take(socket: Socket): void {
		this.#sockets.add(socket);
		if (this.#frozen) socket.pause();
	}
}
