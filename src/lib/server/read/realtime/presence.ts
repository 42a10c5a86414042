import type { PersonId } from '$lib/domain/core/ids';
import type { Focus, PresentPerson } from '$lib/domain/realtime';

interface SocketFocus {
	readonly person: PersonId;
	readonly initials: string;
	looking: Focus | null;
	at: number;
}

/** The people last announced by another process; removed after so many milliseconds without a message. */
interface RemotePeople {
	readonly people: readonly PresentPerson[];
	readonly until: number;
}
const FORGOTTEN_AFTER = 12_000;

/**
 * Who has an incident open, and what they have in focus. For display only: nothing is decided by it, and nothing of it
 * is kept.
 */
export class Presence {
	readonly #sockets = new Map<string, SocketFocus>();
	readonly #elsewhere = new Map<string, RemotePeople>();
	#changes = 0;
	#sent = '';

	/** @param socket the id of the connection: a person may have several */
	join(socket: string, person: { id: PersonId; initials: string }): void {
		this.#sockets.set(socket, {
			person: person.id,
			initials: person.initials,
			looking: null,
			at: (this.#changes += 1)
		});
	}
	setFocus(socket: string, looking: Focus | null): void {
		const place = this.#sockets.get(socket);
		if (place) [place.looking, place.at] = [looking, (this.#changes += 1)];
	}
	leave(socket: string): void {
		this.#sockets.delete(socket);
	}
	get size(): number {
		return this.#sockets.size;
	}

	/** Another process announces who is present there. */
	setElsewhere(process: string, people: readonly PresentPerson[], now: number): void {
		if (people.length > 0) this.#elsewhere.set(process, { people, until: now + FORGOTTEN_AFTER });
		else this.#elsewhere.delete(process);
	}

	/** Each person that is connected here once, with their latest focus. */
	here(): PresentPerson[] {
		const latest = new Map<PersonId, SocketFocus>();
		for (const place of this.#sockets.values())
			if ((latest.get(place.person)?.at ?? 0) < place.at) latest.set(place.person, place);
		return [...latest.values()].map(({ person, initials, looking }) => ({ person, initials, looking }));
	}
	/** Everybody, here and with other processes. */
	people(now: number): PresentPerson[] {
		const all = new Map(this.here().map((present) => [present.person, present]));
		for (const [process, { people, until }] of this.#elsewhere) {
			if (until <= now) this.#elsewhere.delete(process);
			else for (const present of people) if (!all.has(present.person)) all.set(present.person, present);
		}
		return [...all.values()];
	}
	isLookedAt(story: string): boolean {
		for (const { looking } of this.#sockets.values())
			if (looking && 'story' in looking && looking.story === story) return true;
		return false;
	}
	/** The people when they changed since the last call; else null. */
	news(now: number): PresentPerson[] | null {
		const people = this.people(now);
		const text = JSON.stringify(people);
		if (text === this.#sent) return null;
		this.#sent = text;
		return people;
	}
}
