import { log } from '$lib/server/platform/operations/logger';
import type { MemberSocket } from './members';

/**
 * A client that accepts no data for this long is disconnected, in milliseconds. It reconnects and fetches what it missed.
 */
const STUCK_TIMEOUT_MS = 4000;

/** Disconnects clients that do not keep up: their last write is still not flushed. */
export class SlowReaders {
	readonly #stuck = new Map<string, number>();

	/** @param now in milliseconds, of a monotonic clock */
	drop(sockets: readonly MemberSocket[], now: number): void {
		const here = new Set(sockets.map(({ id }) => id));
		for (const id of this.#stuck.keys()) if (!here.has(id)) this.#stuck.delete(id);
		for (const socket of sockets) {
			if (socket.conn.transport.writable) this.#stuck.delete(socket.id);
			else if (now - (this.#stuck.get(socket.id) ?? this.#note(socket.id, now)) >= STUCK_TIMEOUT_MS)
				drop(socket, 'a client that does not keep up was disconnected');
		}
	}
	#note(id: string, now: number): number {
		this.#stuck.set(id, now);
		return now;
	}
}

/** Disconnects a client that reads slowly: network buffers hide it, but its ping waits behind the buffered data. */
export const dropUnanswering = (socket: MemberSocket): void =>
	drop(socket, 'a client that answered no ping was disconnected');

function drop(socket: MemberSocket, message: string): void {
	log.warn({ action: 'socket', result: 'slow' }, message);
	// Without a closing handshake, which would wait behind all unread data.
	socket.conn.request.socket.destroy();
}
