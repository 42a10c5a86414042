import { connect as openHttp2, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { connect as openTls } from 'node:tls';
import { WebSocket } from 'ws';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { NAME } from './proxies';

export const ORIGIN = `https://${NAME}`;

interface HttpAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** A browser elsewhere: it knows the name of the program alone, and comes from an address of its own. */
export class Visitor {
	readonly #cookies = new Map<string, string>();
	#session: ClientHttp2Session | null = null;

	/** @param from the address that it comes from, in 127.0.0.0/8 */
	constructor(
		readonly port: number,
		readonly ca: Buffer,
		readonly from: string
	) {}

	get cookie(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	/** The protocol that was agreed on: `h2`. */
	async protocol(): Promise<string | undefined> {
		return (await this.#open()).alpnProtocol;
	}
	/** Whether the proxy takes websockets over HTTP/2 (RFC 8441): a browser then opens its sockets so. */
	async takesSocketsOverHttp2(): Promise<boolean> {
		return (await this.#open()).remoteSettings.enableConnectProtocol === true;
	}

	get(path: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
		return this.#send({ ':path': path, accept: 'text/html', ...headers }, null);
	}
	post(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<HttpAnswer> {
		const length = String(Buffer.byteLength(body));
		return this.#send(
			{ ':method': 'POST', ':path': path, origin: ORIGIN, 'content-length': length, ...headers },
			Buffer.from(body)
		);
	}

	async #send(headers: Record<string, string>, body: Buffer | null): Promise<HttpAnswer> {
		const session = await this.#open();
		const stream = session.request({ ...this.#own(), ...headers }, { endStream: body === null });
		if (body) Readable.from(piecesOf(body)).pipe(stream);
		const pieces: Buffer[] = [];
		stream.on('data', (piece: Buffer) => pieces.push(piece));
		const [[answer]] = (await Promise.all([once(stream, 'response'), once(stream, 'end')])) as [
			[IncomingHttpHeaders & { ':status'?: number }],
			unknown
		];
		for (const line of answer['set-cookie'] ?? []) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			this.#cookies.set(name, value);
		}
		return { status: answer[':status'] ?? 0, headers: answer, body: Buffer.concat(pieces).toString() };
	}
	#own(): Record<string, string> {
		return { ':scheme': 'https', ':authority': NAME, ...(this.cookie === '' ? {} : { cookie: this.cookie }) };
	}

	async #open(): Promise<ClientHttp2Session> {
		if (this.#session && !this.#session.closed && !this.#session.destroyed) return this.#session;
		const line = { port: this.port, host: '127.0.0.1', localAddress: this.from, servername: NAME, ca: this.ca };
		const session = openHttp2(ORIGIN, { createConnection: () => openTls({ ...line, ALPNProtocols: ['h2'] }) });
		this.#session = session;
		await once(session, 'remoteSettings');
		return session;
	}

	/** The line that a desk opens, over HTTP/1.1 as most browsers do. Resolves when the program has welcomed it. */
	async openLine(headers: Record<string, string> = {}, incident = ''): Promise<Line> {
		const address = `wss://${NAME}:${this.port}${SOCKET_PATH}?incident=${incident}&EIO=4&transport=websocket`;
		const socket = new WebSocket(address, {
			ca: this.ca,
			headers: { host: NAME, origin: ORIGIN, cookie: this.cookie, ...headers },
			localAddress: this.from,
			lookup: (_, { all }, done) => {
				if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
				else done(null, '127.0.0.1', 4);
			}
		});
		const line = new Line(socket);
		await line.welcomed;
		return line;
	}
	/** Opens a socket over HTTP/2. @returns the status, and the first message of the program */
	async openOverHttp2(): Promise<{ status: number; message: string }> {
		const session = await this.#open();
		const path = `${SOCKET_PATH}?EIO=4&transport=websocket`;
		const stream = session.request({
			...this.#own(),
			':method': 'CONNECT',
			':protocol': 'websocket',
			':path': path,
			'sec-websocket-version': '13',
			origin: ORIGIN
		});
		const [answer] = (await once(stream, 'response')) as [{ ':status'?: number }];
		const status = answer[':status'] ?? 0;
		if (status !== 200) return { status, message: '' };
		const [frame] = (await once(stream, 'data')) as [Buffer];
		stream.close();
		// A short text frame of a server: two octets before its text.
		return { status, message: frame.subarray(2).toString() };
	}

	close(): void {
		this.#session?.destroy();
	}
}

/** As a browser sends a file: one piece after the other. */
function* piecesOf(body: Buffer): Generator<Buffer> {
	for (let from = 0; from < body.length; from += PIECE) yield body.subarray(from, from + PIECE);
}
const PIECE = 256 * 1024;

/** Socket.IO's words on a websocket: `0` opened, `2` are you there, `40` welcomed, `42` and a number asks, `43` answers. */
class Line {
	/** What the program said when it opened: how often it asks whether we are there, in milliseconds. */
	readonly opened: Promise<{ pingInterval: number; pingTimeout: number }>;
	readonly welcomed: Promise<unknown>;
	readonly heard: string[] = [];
	readonly #waiting = new Map<string, (text: string) => void>();
	#asked = 0;

	constructor(readonly socket: WebSocket) {
		const failed = new Promise<never>((_, fail) => {
			socket.once('error', fail);
			socket.once('close', () => fail(new Error('the socket was closed')));
		});
		failed.catch(() => undefined);
		const next = (start: string): Promise<string> =>
			Promise.race([failed, new Promise<string>((done) => this.#waiting.set(start, done))]);
		this.opened = next('0').then((text) => JSON.parse(text) as { pingInterval: number; pingTimeout: number });
		this.welcomed = next('40');
		socket.on('message', (data: Buffer) => {
			const text = data.toString();
			this.heard.push(text);
			if (text === '2') socket.send('3');
			else if (text.startsWith('0')) socket.send('40');
			for (const [start, done] of this.#waiting)
				if (text.startsWith(start)) {
					this.#waiting.delete(start);
					done(text.slice(start.length));
				}
		});
	}

	get isOpen(): boolean {
		return this.socket.readyState === WebSocket.OPEN;
	}

	/** Asks to follow an incident. @returns the program's answer */
	async follow(incident: string): Promise<unknown> {
		const number = String(this.#asked++);
		const answer = new Promise<string>((done) => this.#waiting.set(`43${number}`, done));
		this.socket.send(`42${number}${JSON.stringify(['follow', { incident, from: 0 }])}`);
		return (JSON.parse(await answer) as unknown[])[0];
	}
	close(): void {
		this.socket.terminate();
	}
}
