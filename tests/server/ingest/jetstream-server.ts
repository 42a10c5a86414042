import { WebSocketServer, type WebSocket } from 'ws';
import { localServer, type LocalServer } from './local-server';

interface SentEvent {
	readonly time: number;
	readonly seq: number;
	readonly line: string;
}

/**
 * A Jetstream server: replays what it still holds from a cursor, and forgets silently (version 1) or says so (version
 * 2).
 */
export class JetstreamServer {
	readonly #events: SentEvent[] = [];
	readonly #listening = new Set<WebSocket>();
	/** The requested cursors, in order; null for a request without one. */
	readonly cursors: (number | null)[] = [];
	/** Events from before this moment are gone. Microseconds. */
	holdsFrom = 0;
	/** Answers this status to a line that is asked for. */
	refuses: { status: number; headers?: Record<string, string> } | null = null;
	#seq = 0;

	private constructor(
		readonly server: LocalServer,
		readonly version: 1 | 2
	) {}

	static async open(version: 1 | 2 = 1): Promise<JetstreamServer> {
		const server = await localServer((_, response) => response.writeHead(404).end());
		const jetstream = new JetstreamServer(server, version);
		const sockets = new WebSocketServer({ noServer: true });
		server.onUpgrade((request, socket, head) => {
			const cursorText = new URL(request.url ?? '/', server.origin).searchParams.get('cursor');
			const cursor = cursorText === null ? null : Number(cursorText);
			if (jetstream.refuses) {
				const { status, headers = {} } = jetstream.refuses;
				const headerLines = Object.entries({ ...headers, 'content-length': '0', connection: 'close' }).map(
					([name, value]) => `${name}: ${value}\r\n`
				);
				socket.end(`HTTP/1.1 ${status} No\r\n${headerLines.join('')}\r\n`);
				return;
			}
			jetstream.cursors.push(cursor);
			const oldest = jetstream.#events.find(({ time }) => time >= jetstream.holdsFrom);
			if (version === 2 && cursor !== null && cursor < (oldest?.seq ?? 0) - 1) {
				const body = '{"error":"CursorTooOld"}';
				socket.end(`HTTP/1.1 400 Bad Request\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
				return;
			}
			sockets.handleUpgrade(request, socket, head, (opened) => jetstream.#listen(opened, cursor));
		});
		return jetstream;
	}

	get address(): string {
		return `${this.server.origin}/${this.version === 2 ? 'xrpc/network.bsky.jetstream.subscribeEvents' : 'subscribe'}`;
	}
	get listeners(): number {
		return this.#listening.size;
	}

	/** An event of the network; `deaf`: no listener receives it at that moment. */
	tell(
		event: { commit?: object; did?: string; kind?: string; account?: object },
		{ at = Date.now(), deaf = false } = {}
	): void {
		const [time, seq] = [at * 1_000, ++this.#seq];
		const line = JSON.stringify({
			did: 'did:plc:jan',
			time_us: time,
			kind: 'commit',
			...event,
			...(this.version === 2 && { seq })
		});
		this.#events.push({ time, seq, line });
		if (!deaf) this.send(line);
	}
	say(
		text: string,
		{
			rkey = `r${++this.#seq}`,
			record = {},
			...how
		}: { rkey?: string; record?: object; at?: number; deaf?: boolean } = {}
	): string {
		const made = { $type: 'app.bsky.feed.post', text, createdAt: '2020-01-01T00:00:00Z', langs: ['nl'], ...record };
		this.tell({ commit: { operation: 'create', collection: 'app.bsky.feed.post', rkey, record: made } }, how);
		return rkey;
	}
	edit(rkey: string, text: string): void {
		this.tell({ commit: { operation: 'update', collection: 'app.bsky.feed.post', rkey, record: { text } } });
	}
	remove(rkey: string): void {
		this.tell({ commit: { operation: 'delete', collection: 'app.bsky.feed.post', rkey } });
	}
	send(line: string): void {
		for (const socket of this.#listening) socket.send(line);
	}
	cut(): void {
		for (const socket of this.#listening) socket.terminate();
		this.#listening.clear();
	}
	async stop(): Promise<void> {
		this.cut();
		await this.server.stop();
	}

	#listen(socket: WebSocket, cursor: number | null): void {
		socket.on('close', () => this.#listening.delete(socket));
		const missed = this.#events.filter(
			({ time, seq }) => time >= this.holdsFrom && (this.version === 2 ? seq : time) >= (cursor ?? Infinity)
		);
		for (const { line } of missed) socket.send(line);
		this.#listening.add(socket);
	}
}
