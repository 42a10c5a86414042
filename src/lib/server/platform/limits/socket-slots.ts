import type { Socket } from 'node:net';
import { networksOf } from './networks';

/** The maximum numbers of open sockets in one process. */
interface SocketLimits {
	/** Per person: enough for all tabs and devices. */
	readonly person: number;
	/** Per share link: enough for all recipients. */
	readonly link: number;
	/** Per address or IPv6 network: a whole organisation may share one. */
	readonly address: number;
	/** Per address or IPv6 network, before authentication. */
	readonly stranger: number;
	/** Before authentication, of all addresses together: above it the oldest is closed, as clients authenticate at once. */
	readonly strangers: number;
}
const DEFAULT_LIMITS: SocketLimits = { person: 40, link: 3_000, address: 5_000, stranger: 500, strangers: 2_000 };

interface Slot {
	readonly key: string;
	/** The number of slots under this key. */
	readonly limit: number;
}

/** Counts the sockets per person, link and network, from the moment they are let in until their connection is closed. */
export class SocketSlots {
	readonly #openSockets = new Map<string, number>();
	/** Connections before authentication, the oldest first, with the function that releases their slot. */
	readonly #unknownSenders = new Map<Socket, () => void>();

	constructor(readonly limits: SocketLimits = DEFAULT_LIMITS) {}

	/**
	 * Takes a slot for the lifetime of the connection. It is counted at once, so that a hundred concurrent handshakes get no
	 * more slots than a hundred in a row.
	 * @returns false when all slots are taken, or when the connection is already closed
	 */
	take(kind: 'person' | 'link', id: string, connection: Socket): boolean {
		return this.#take([{ key: `${kind} ${id}`, limit: this.limits[kind] }], connection) !== null;
	}

	/** Takes a slot in each network of an address, and one for an unauthenticated client until `makeKnown`. */
	takeFrom(address: string, connection: Socket): boolean {
		const slotsOf = (kind: 'address' | 'stranger'): Slot[] =>
			networksOf(address).map(({ key, times }) => ({ key: `${kind} ${key}`, limit: this.limits[kind] * times }));
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

	/** Releases the slot for unauthenticated clients, after authentication. */
	makeKnown(connection: Socket): void {
		this.#unknownSenders.get(connection)?.();
		this.#unknownSenders.delete(connection);
	}

	/** The number of people, links and networks with open sockets. */
	get size(): number {
		return this.#openSockets.size;
	}

	#closeOldest(connection: Socket): void {
		this.makeKnown(connection);
		connection.destroy();
	}

	/** @returns a function that releases the slots before the connection is closed; null when one of them is not free */
	#take(slots: readonly Slot[], connection: Socket): (() => void) | null {
		if (connection.destroyed || slots.some(({ key, limit }) => (this.#openSockets.get(key) ?? 0) >= limit)) return null;
		for (const { key } of slots) this.#openSockets.set(key, (this.#openSockets.get(key) ?? 0) + 1);
		let isReleased = false;
		const release = (): void => {
			if (isReleased) return;
			isReleased = true;
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
