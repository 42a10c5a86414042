import type { Socket } from 'node:net';
import { networksOf } from './networks';

/** The most sockets that may be open at a time in one process. */
interface SocketLimits {
	/** Of one person: every tab and device of a busy night. */
	readonly person: number;
	/** Of one share link: everybody who was sent the link. */
	readonly link: number;
	/** From one address or network of IPv6: a whole organisation may come from one. */
	readonly address: number;
	/** From one address or network, of which we do not know yet who they are. */
	readonly stranger: number;
	/** The same from everywhere: beyond it the oldest is closed, since who has a session says so at once. */
	readonly strangers: number;
}
const DEFAULT_LIMITS: SocketLimits = { person: 40, link: 3_000, address: 5_000, stranger: 500, strangers: 2_000 };

interface Slot {
	readonly key: string;
	/** How many there are. */
	readonly most: number;
}

/** Counts the sockets per person, link and network, from the moment they are let in until their connection is closed. */
export class SocketPlaces {
	readonly #openSockets = new Map<string, number>();
	/** Of connections whose sender we do not know yet, the oldest first: gives back their place. */
	readonly #unknownSenders = new Map<Socket, () => void>();

	constructor(readonly limits: SocketLimits = DEFAULT_LIMITS) {}

	/**
	 * Takes a place for as long as the connection lasts. Counted at once, so that a hundred handshakes at the same moment
	 * get no more places than a hundred after each other.
	 * @returns false when all are taken, or when the connection is gone already
	 */
	take(kind: 'person' | 'link', id: string, connection: Socket): boolean {
		return this.#take([{ key: `${kind} ${id}`, most: this.limits[kind] }], connection) !== null;
	}

	/** Takes a place in each network of an address, and until it is known who it is also one of a stranger. */
	takeFrom(address: string, connection: Socket): boolean {
		const slotsOf = (kind: 'address' | 'stranger'): Slot[] =>
			networksOf(address).map(({ key, times }) => ({ key: `${kind} ${key}`, most: this.limits[kind] * times }));
		const release = this.#take(slotsOf('stranger'), connection);
		if (!release) return false;
		if (!this.#take(slotsOf('address'), connection)) {
			release();
			return false;
		}
		const [oldest] = this.#unknownSenders.keys();
		if (oldest && this.#unknownSenders.size >= this.limits.strangers) this.#closeOldest(oldest);
		this.#unknownSenders.set(connection, release);
		connection.once('close', () => this.#unknownSenders.delete(connection));
		return true;
	}

	/** Who it is became known: it no longer counts as a stranger. */
	makeKnown(connection: Socket): void {
		this.#unknownSenders.get(connection)?.();
		this.#unknownSenders.delete(connection);
	}

	/** How many places are counted, of people, links and networks. */
	get size(): number {
		return this.#openSockets.size;
	}

	#closeOldest(connection: Socket): void {
		this.makeKnown(connection);
		connection.destroy();
	}

	/** @returns what gives the places back before the connection is closed; null when one of them is not free */
	#take(slots: readonly Slot[], connection: Socket): (() => void) | null {
		if (connection.destroyed || slots.some(({ key, most }) => (this.#openSockets.get(key) ?? 0) >= most)) return null;
		for (const { key } of slots) this.#openSockets.set(key, (this.#openSockets.get(key) ?? 0) + 1);
		let isHeld = true;
		const release = (): void => {
			if (!isHeld) return;
			isHeld = false;
			for (const { key } of slots) {
				const remaining = (this.#openSockets.get(key) ?? 1) - 1;
				if (remaining > 0) this.#openSockets.set(key, remaining);
				else this.#openSockets.delete(key);
			}
		};
		connection.once('close', release);
		return release;
	}
}
