import { WebSocket, type RawData } from 'ws';
import { AbortableDelay } from '$lib/concurrency/abortable-delay';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { socketOptionsTo } from './connection-to';
import { FetchFailed } from './fetch-error';
import { fetchFailureOf, fullGuard, checkAddress, type Guard } from './resolve-public-address';

/** The server answered, but did not open a socket. */
export class SocketRefused extends Error {
	override readonly name = 'SocketRefused';
	constructor(
		readonly status: number,
		/** Names in lower case. */
		readonly headers: ReadonlyMap<string, string>,
		/** At most 4,000 characters. */
		readonly body: string
	) {
		super(`status ${status}`);
	}
}

/**
 * Messages in order, as the reader asks for them: a slow reader makes the server wait and our memory does not grow.
 * Throws FetchFailed at the end.
 */
export interface GuardedConnection extends AsyncIterable<string> {
	send(text: string): void;
	close(): void;
}
interface SocketOptions {
	headers?: Readonly<Record<string, string>>;
	signal: AbortSignal;
	/** Milliseconds without any sign of life, including answers to our ping, after which it counts as dead. */
	silenceTimeout?: number;
}
/** Opens a WebSocket. @throws FetchRefused, FetchFailed, SocketRefused */
export type GuardedSocket = (address: string, options: SocketOptions) => Promise<GuardedConnection>;

/** With this many unread messages reading pauses, so that the server has to wait; below the second it resumes. */
const PAUSE_ABOVE = 1_000;
const RESUME_BELOW = 200;

/** The same check as `guardedFetch`: a WebSocket connects only to checked addresses, and follows no redirects. */
export function guardedSocket(options: Guard = {}): GuardedSocket {
	const guard = fullGuard(options);
	return async (address, { headers = {}, signal: stop, silenceTimeout = 60_000 }) => {
		const url = checkAddress(address, ['ws:', 'wss:']);
		const timeout = AbortSignal.timeout(guard.milliseconds);
		try {
			const socket = new WebSocket(url, {
				...(await socketOptionsTo(url, guard, AbortSignal.any([timeout, stop]))),
				headers: { 'user-agent': 'Voelspriet', ...headers },
				handshakeTimeout: guard.milliseconds,
				maxPayload: guard.bytes,
				// A compressed message may be a bomb.
				perMessageDeflate: false,
				// An invalid character costs that character, not the connection.
				skipUTF8Validation: true,
				followRedirects: false
			});
			return await opened(socket, url.hostname, stop, silenceTimeout);
		} catch (error) {
			if (error instanceof SocketRefused) throw error;
			throw fetchFailureOf(error, url.hostname, timeout, stop);
		}
	};
}

function opened(
	socket: WebSocket,
	host: string,
	stop: AbortSignal,
	silenceTimeout: number
): Promise<GuardedConnection> {
	const messages = new Messages(socket, host, stop, silenceTimeout);
	return new Promise((done, failed) => {
		socket.once('open', () => {
			messages.opened();
			done(messages);
		});
		socket.once('unexpected-response', (_request, response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (text: string) => {
				body += text;
				if (body.length > 4_000) response.destroy();
			});
			response.once('close', () => {
				socket.terminate();
				const headerEntries = Object.entries(response.headers).map(([name, value]): [string, string] => [
					name,
					String(value)
				]);
				failed(new SocketRefused(response.statusCode ?? 0, new Map(headerEntries), body.slice(0, 4_000)));
			});
		});
		socket.on('error', failed);
	});
}

const isTooLarge = (error: Error): boolean => 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

class Messages implements GuardedConnection {
	readonly #waiting: string[] = [];
	#next = 0;
	#failure: Error | null = null;
	readonly #arrived = new AbortableDelay();
	#timer: NodeJS.Timeout | undefined;
	#receivedAt = performance.now();

	constructor(
		readonly socket: WebSocket,
		readonly host: string,
		readonly stop: AbortSignal,
		readonly silenceTimeout: number
	) {
		const stopped = (): void => this.#end(new FetchFailed('stopped', host));
		stop.addEventListener('abort', stopped, { once: true });
		if (stop.aborted) stopped();
		socket.on('message', (data) => this.#receive(data));
		socket.on('ping', () => (this.#receivedAt = performance.now()));
		socket.on('pong', () => (this.#receivedAt = performance.now()));
		socket.on('error', (error) =>
			this.#end(new FetchFailed(isTooLarge(error) ? 'tooLarge' : 'closed', host, { cause: error }))
		);
		socket.once('close', () => {
			stop.removeEventListener('abort', stopped);
			this.#end(new FetchFailed('closed', host));
		});
	}

	opened(): void {
		this.#receivedAt = performance.now();
		this.#timer = setInterval(() => this.#checkAlive(), this.silenceTimeout / 3);
	}

	send(text: string): void {
		this.socket.send(text);
	}
	close(): void {
		this.#end(new FetchFailed('stopped', this.host));
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<string> {
		const slice = new TimeSlice();
		for (;;) {
			if (slice.isOver) await slice.yield();
			const message = this.#waiting[this.#next];
			if (message !== undefined) {
				this.#next++;
				// The queue may never be empty, so remove read messages in blocks.
				if (this.#next === this.#waiting.length || this.#next >= PAUSE_ABOVE) this.#dropRead();
				if (this.socket.isPaused && this.#waiting.length - this.#next < RESUME_BELOW) this.socket.resume();
				yield message;
			} else if (this.#failure) throw this.#failure;
			else {
				this.#arrived.clear();
				await this.#arrived.wait(null, this.stop);
				slice.restart();
			}
		}
	}

	#receive(data: RawData): void {
		this.#receivedAt = performance.now();
		// One Buffer: `binaryType` keeps its default, nodebuffer. No protocol here has binary frames: one is passed on as
		// unreadable.
		this.#waiting.push(Buffer.isBuffer(data) ? data.toString('utf8') : '');
		if (this.#waiting.length - this.#next >= PAUSE_ABOVE) this.socket.pause();
		this.#arrived.wake();
	}

	#dropRead(): void {
		this.#waiting.splice(0, this.#next);
		this.#next = 0;
	}

	/** A server that we paused sends nothing, and does not count as dead for it. */
	#checkAlive(): void {
		if (this.socket.isPaused) this.#receivedAt = performance.now();
		else if (performance.now() - this.#receivedAt >= this.silenceTimeout) this.#end(new FetchFailed('dead', this.host));
		else this.socket.ping();
	}

	#end(why: Error): void {
		clearInterval(this.#timer);
		this.#failure ??= why;
		if (this.socket.readyState !== WebSocket.CLOSED) this.socket.terminate();
		this.#arrived.wake();
	}
}
