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
const socketLimits: SocketLimits = { person: 40, link: 3_000, address: 5_000, stranger: 500, strangers: 2_000 };

interface Place {
	readonly key: string;
	/** How many there are. */
	readonly most: number;
}

/** Counts the sockets per person, link and network, from the moment they are let in until their connection is closed. */
export class SocketPlaces {
	readonly #taken = new Map<string, number>();
	/** Of connections whose sender we do not know yet, the oldest first: gives back their place. */
	readonly #strangers = new Map<Socket, () => void>();

	constructor(readonly limits: SocketLimits = socketLimits) {}

	/**
	 * Takes a place for as long as the connection lasts. Counted at once, so that a hundred handshakes at the same moment
	 * get no more places than a hundred after each other.
	 * @returns false when all are taken, or when the connection is gone already
	 */
	take(kind: 'person' | 'link', whose: string, connection: Socket): boolean {
		return this.#take([{ key: `${kind} ${whose}`, most: this.limits[kind] }], connection) !== null;
	}

	/** Takes a place in each network of an address, and until it is known who it is also one of a stranger. */
	takeFrom(address: string, connection: Socket): boolean {
		const placesOf = (kind: 'address' | 'stranger'): Place[] =>
			networksOf(address).map(({ key, times }) => ({ key: `${kind} ${key}`, most: this.limits[kind] * times }));
		const leave = this.#take(placesOf('stranger'), connection);
		if (!leave) return false;
		if (!this.#take(placesOf('address'), connection)) {
			leave();
			return false;
		}
		const [oldest] = this.#strangers.keys();
		if (oldest && this.#strangers.size >= this.limits.strangers) this.#drop(oldest);
		this.#strangers.set(connection, leave);
		connection.once('close', () => this.#strangers.delete(connection));
		return true;
	}

	/** Who it is became known: it no longer counts as a stranger. */
	makeKnown(connection: Socket): void {
		this.#strangers.get(connection)?.();
		this.#strangers.delete(connection);
	}

	/** How many places are counted, of people, links and networks. */
	get size(): number {
		return this.#taken.size;
	}

	#drop(connection: Socket): void {
		this.makeKnown(connection);
		connection.destroy();
	}

	/** @returns what gives the places back before the connection is closed; null when one of them is not free */
	#take(places: readonly Place[], connection: Socket): (() => void) | null {
		if (connection.destroyed || places.some(({ key, most }) => (this.#taken.get(key) ?? 0) >= most)) return null;
		for (const { key } of places) this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
		let isTaken = true;
		const leave = (): void => {
			if (!isTaken) return;
			isTaken = false;
			for (const { key } of places) {
				const left = (this.#taken.get(key) ?? 1) - 1;
				if (left > 0) this.#taken.set(key, left);
				else this.#taken.delete(key);
			}
		};
		connection.once('close', leave);
		return leave;
	}
}
