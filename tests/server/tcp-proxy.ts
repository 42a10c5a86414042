import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The connection to a server, which a test breaks and restores. */
export interface TcpProxy {
	/** The same address by way of this proxy. */
	readonly url: string;
	/** Breaks all connections off, as a network that fails does (`reset`), or a server that ends in order (`end`). */
	cut(how?: 'reset' | 'end'): void;
	/** Breaks all connections off and takes no new ones. */
	refuse(): Promise<void>;
	/** Takes connections again, at the same port. */
	accept(): Promise<void>;
	stop(): Promise<void>;
}

export async function startTcpProxy(url: string): Promise<TcpProxy> {
	const target = new URL(url);
	const open = new Set<Socket>();
	let server: Server | null = null;
	let port = 0;
	const join = (client: Socket): void => {
		const upstream = connect(Number(target.port), target.hostname);
		for (const [one, other] of [
			[client, upstream],
			[upstream, client]
		] as const) {
			open.add(one);
			one.setNoDelay(true);
			one.on('error', () => undefined);
			one.on('close', () => {
				open.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
	};
	const cut = (how: 'reset' | 'end' = 'reset'): void => {
		for (const socket of open) {
			if (how === 'reset') socket.resetAndDestroy();
			else socket.destroy();
		}
	};
	const accept = async (): Promise<void> => {
		const listening = createServer(join);
		await new Promise<void>((done, fail) => listening.once('error', fail).listen(port, '127.0.0.1', done));
		({ port } = listening.address() as AddressInfo);
		server = listening;
	};
	const refuse = async (): Promise<void> => {
		const closing = server;
		server = null;
		const closed = new Promise<void>((done) => (closing ? closing.close(() => done()) : done()));
		cut();
		await closed;
	};
	await accept();
	return {
		url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
		cut,
		refuse,
		accept,
		stop: refuse
	};
}
