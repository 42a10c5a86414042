import { log } from '$lib/server/platform/operations/logger';
import type { MemberSocket } from './members';

/**
 * A reader that accepts nothing for so long is disconnected, in milliseconds. It reconnects and fetches what it missed.
 */
const PATIENCE = 4000;

/** Finds the sockets whose reader does not keep up: the last write is still not flushed. */
export class SlowReaders {
	readonly #stuck = new Map<string, number>();

	/** @param now in milliseconds, of any clock that does not go back */
	drop(sockets: readonly MemberSocket[], now: number): void {
		const here = new Set(sockets.map(({ id }) => id));
		for (const id of this.#stuck.keys()) if (!here.has(id)) this.#stuck.delete(id);
		for (const socket of sockets) {
			if (socket.conn.transport.writable) this.#stuck.delete(socket.id);
			else if (now - (this.#stuck.get(socket.id) ?? this.#note(socket.id, now)) >= PATIENCE)
				drop(socket, 'a reader that does not keep up was dropped');
		}
	}
	#note(id: string, now: number): number {
		this.#stuck.set(id, now);
		return now;
	}
}

/** One that reads a little: its data waits in the buffers of the way, and a ping waits behind it. */
export const dropUnanswering = (socket: MemberSocket): void =>
	drop(socket, 'a reader that answered no ping was dropped');

function drop(socket: MemberSocket, message: string): void {
	log.info({ action: 'socket', result: 'slow' }, message);
	// Not by a closing handshake: that would wait behind all unread data.
	socket.conn.request.socket.destroy();
}
