import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A server's session, which serves whichever client has a transaction. */
interface Session {
	readonly socket: Socket;
	client: Client | null;
	/** The part of a message that is not complete yet. */
	rest: Buffer;
}
interface Client {
	readonly socket: Socket;
	session: Session | null;
	waiting: Buffer[];
}

/** A pooler that shares sessions by transaction, as pgbouncer does: of the free sessions the oldest is used. */
export async function startTransactionPooler(url: string): Promise<{ url: string; stop: () => Promise<void> }> {
	const target = new URL(url);
	const sessions: Session[] = [];
	const clients = new Set<Client>();
	const serve = (client: Client): void => {
		const free = client.session ?? sessions.find((session) => session.client === null);
		if (!free || client.waiting.length === 0) return;
		[client.session, free.client] = [free, client];
		for (const piece of client.waiting.splice(0)) free.socket.write(piece);
	};
	const read = (session: Session, piece: Buffer): void => {
		session.client?.socket.write(piece);
		let rest = Buffer.concat([session.rest, piece]);
		while (rest.length > 5 && rest.length > rest.readUInt32BE(1)) {
			const message = rest.subarray(0, rest.readUInt32BE(1) + 1);
			rest = rest.subarray(message.length);
			if (message.toString('latin1', 0, 1) !== 'Z' || message.toString('latin1', 5, 6) !== 'I') continue;
			if (session.client) session.client.session = null;
			session.client = null;
			for (const client of clients) serve(client);
		}
		session.rest = rest;
	};
	const server = createServer((socket) => {
		// Each client signs in at its own session, which all clients share from then on.
		const client: Client = { socket, session: null, waiting: [] };
		const session: Session = {
			socket: connect(Number(target.port), target.hostname),
			client,
			rest: Buffer.alloc(0)
		};
		client.session = session;
		sessions.push(session);
		clients.add(client);
		for (const one of [socket, session.socket]) one.on('error', () => undefined);
		session.socket.on('data', (piece) => read(session, piece));
		socket.on('data', (piece) => {
			if (piece.toString('latin1', 0, 1) === 'X') return;
			client.waiting.push(piece);
			serve(client);
		});
		socket.on('close', () => clients.delete(client));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) })
			.href,
		async stop() {
			for (const { socket } of [...clients, ...sessions]) socket.destroy();
			await new Promise((done) => server.close(done));
		}
	};
}
