import type { Socket } from 'node:net';

/** The most sockets that may be open at a time in one process. */
interface SocketLimits {
	/** Of one person: every tab and device of a busy night. */
	readonly person: number;
	/** Of one share link: everybody who was sent the link. */
	readonly link: number;
	/** From one address: a whole organisation may come from one. */
	readonly address: number;
}
const socketLimits: SocketLimits = { person: 40, link: 3_000, address: 5_000 };

/** Counts the sockets per person, link and address, from the moment they are let in until their connection is closed. */
export class SocketPlaces {
	readonly #taken = new Map<string, number>();

	constructor(readonly limits: SocketLimits = socketLimits) {}

	/**
	 * Takes a place for as long as the connection lasts. Counted at once, so that a hundred handshakes at the same moment
	 * get no more places than a hundred after each other.
	 * @returns false when all are taken, or when the connection is gone already
	 */
	take(kind: keyof SocketLimits, whose: string, connection: Socket): boolean {
		const key = `${kind} ${whose}`;
		const taken = this.#taken.get(key) ?? 0;
		if (taken >= this.limits[kind] || connection.destroyed) return false;
		this.#taken.set(key, taken + 1);
		connection.once('close', () => {
			const left = (this.#taken.get(key) ?? 1) - 1;
			if (left > 0) this.#taken.set(key, left);
			else this.#taken.delete(key);
		});
		return true;
	}

	/** Of how many people, links and addresses sockets are open. */
	get size(): number {
		return this.#taken.size;
	}
}
