import { Socket } from 'node:net';
import type { Sql } from '$lib/server/platform/driver/sql';
import { log } from '../operations/logger';

/** How often a statement is sent to the database, and the silence after which it counts as away. Milliseconds. */
const PULSE_INTERVAL_MS = 500;
const SILENCE_LIMIT_MS = 2_200;
/** How often that is checked; a check that is this late means that this process itself was blocked. */
const CHECK_INTERVAL_MS = 250;
const STALL_MS = 1_000;
/** How long the pulse may take to open a new connection to a silent database. */
const CONNECT_LIMIT_MS = 1_000;

/** The error of a statement on a connection that was closed because nothing came from the database. */
const silence = (): Error => Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' });

interface WatchedSocket {
	readonly socket: Socket;
	readonly madeAt: number;
	/** Whether it belongs to the pulse, which keeps trying. */
	readonly isPulse: boolean;
	bytes: number;
}

/**
 * Notices a database that accepts connections and never answers, as behind a broken network: anything that comes from it
 * counts as a sign of life. After silence all connections are closed, so that statements fail at once instead of waiting
 * forever, and new ones fail until the pulse has an answer.
 */
export class Pulse {
	static readonly #byAddress = new Map<string, Pulse>();
	/** The pulse of the database at this address. */
	static of(url: string): Pulse {
		const pulse = Pulse.#byAddress.get(url) ?? new Pulse();
		Pulse.#byAddress.set(url, pulse);
		return pulse;
	}

	readonly #sockets = new Set<WatchedSocket>();
	#lastSign = performance.now();
	#checkedAt = performance.now();
	#timers: readonly NodeJS.Timeout[] = [];
	#isSilent = false;

	/** Whether nothing came from the database for some seconds. */
	get isSilent(): boolean {
		return this.#isSilent;
	}

	/** Makes the sockets of a pool of connections. */
	sockets(isPulse = false): () => Socket {
		return () => {
			// Not when they close: for TLS the driver removes all listeners of its sockets.
			for (const each of this.#sockets) if (each.socket.destroyed) this.#sockets.delete(each);
			const watched = { socket: new Socket(), madeAt: performance.now(), isPulse, bytes: 0 };
			this.#sockets.add(watched);
			if (this.#isSilent && !isPulse) setImmediate(() => watched.socket.destroy(silence()));
			return watched.socket;
		};
	}

	/** @param sql a connection for this only */
	start(sql: Sql): void {
		this.stop();
		this.#lastSign = this.#checkedAt = performance.now();
		this.#timers = [
			setInterval(() => {
				sql`select`.then(
					() => (this.#lastSign = performance.now()),
					() => undefined
				);
			}, PULSE_INTERVAL_MS),
			// After what came in meanwhile was read.
			setInterval(() => setImmediate(() => this.#check()), CHECK_INTERVAL_MS)
		];
	}
	stop(): void {
		for (const timer of this.#timers) clearInterval(timer);
		this.#timers = [];
		this.#isSilent = false;
	}

	#check(): void {
		if (this.#timers.length === 0) return;
		const now = performance.now();
		const hasStalled = now - this.#checkedAt > CHECK_INTERVAL_MS + STALL_MS;
		this.#checkedAt = now;
		for (const watched of this.#sockets) {
			const { bytesRead } = watched.socket;
			if (bytesRead !== watched.bytes || hasStalled) this.#lastSign = now;
			watched.bytes = bytesRead;
		}
		const isSilent = now - this.#lastSign > SILENCE_LIMIT_MS;
		if (isSilent !== this.#isSilent) {
			if (isSilent) log.error({ action: 'database', result: 'silent' }, 'the database does not answer');
			else log.info({ action: 'database', result: 'back' }, 'the database answers again');
		}
		this.#isSilent = isSilent;
		if (!isSilent) return;
		for (const { socket, madeAt, isPulse } of this.#sockets)
			if (!isPulse || now - madeAt > CONNECT_LIMIT_MS) socket.destroy(silence());
	}
}
