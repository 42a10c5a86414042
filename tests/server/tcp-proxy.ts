import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The connection to a server, which a test breaks and restores. */
export interface TcpProxy {
	/** The same address by way of this proxy. */
	readonly url: string;
	/** Breaks all connections off, as a network that fails does (`reset`), or a server that ends in order (`end`). */
	cut(how?: 'reset' | 'end'): void;
	/** Breaks all connections off and takes no new ones. */
	refuse(): Promise<void>;
	/** Takes connections again, at the same port, if it refuses them. */
	accept(): Promise<void>;
	/**
	 * From now on nothing comes through and neither end is notified, on open and new connections, as when a cable is
	 * pulled; false ends it, and the data that waited is sent.
	 */
	hole(isOpen: boolean): void;
	/** Delays everything from the server by so many milliseconds. */
	slow(milliseconds: number): void;
	/** At most so many bytes a second come back, on each connection; `Infinity` for no limit. */
	trickle(bytesPerSecond: number): void;
	/**
	 * `answer`: the request arrives, and the connection breaks off before its answer comes back. `question`: it breaks
	 * off before the request arrives. Null for neither.
	 * @param words only for requests with these words
	 */
	lose(part: 'answer' | 'question' | null, words?: string): void;
	stop(): Promise<void>;
}

export async function startTcpProxy(url: string): Promise<TcpProxy> {
	const target = new URL(url);
	const open = new Set<Socket>();
	let server: Server | null = null;
	let port = 0;
	let isHole = false;
	let delay = 0;
	let bytesPerSecond = Infinity;
	let lost: 'answer' | 'question' | null = null;
	let losesOnly = '';
	/** The clients of requests that get no answer. */
	const unanswered = new WeakSet<Socket>();

	/** Passes data on from one end to the other; reads no faster than the other end accepts it. */
	const pass = (from: Socket, to: Socket, direction: 'question' | 'answer'): void => {
		from.on('data', (piece: Buffer) => {
			const isMeant = direction === 'question' ? piece.includes(losesOnly) : losesOnly === '' || unanswered.has(to);
			if (lost === 'answer' && direction === 'question' && isMeant) unanswered.add(from);
			if (lost === direction && isMeant) {
				from.resetAndDestroy();
				to.resetAndDestroy();
				return;
			}
			const wait = direction === 'answer' ? delay + (piece.length / bytesPerSecond) * 1000 : 0;
			const write = (): void => {
				if (!to.write(piece)) {
					from.pause();
					to.once('drain', () => isHole || from.resume());
				} else if (wait > 0 && !isHole) from.resume();
			};
			if (wait === 0) {
				write();
				return;
			}
			from.pause();
			setTimeout(write, wait);
		});
		from.on('end', () => to.end());
	};
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
			pass(one, other, one === client ? 'question' : 'answer');
			if (isHole) one.pause();
		}
	};
	const cut = (how: 'reset' | 'end' = 'reset'): void => {
		for (const socket of open) {
			if (how === 'reset') socket.resetAndDestroy();
			else socket.destroy();
		}
	};
	const accept = async (): Promise<void> => {
		if (server) return;
		const listening = createServer({ allowHalfOpen: true }, join);
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
		hole(is) {
			isHole = is;
			for (const socket of open) if (is) socket.pause();
			if (!is) for (const socket of open) socket.resume();
		},
		slow: (milliseconds) => (delay = milliseconds),
		trickle: (rate) => (bytesPerSecond = rate),
		lose(part, words = '') {
			[lost, losesOnly] = [part, words];
		},
		stop: refuse
	};
}
