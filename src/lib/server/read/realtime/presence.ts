import type { PersonId } from '$lib/domain/core/ids';
import type { Focus, PresentPerson } from '$lib/domain/realtime';

interface SocketFocus {
	readonly person: PersonId;
	readonly initials: string;
	looking: Focus | null;
	at: number;
}

/** The people last announced by another process. */
interface RemotePeople {
	readonly people: readonly PresentPerson[];
	readonly until: number;
}
/** How long the people of another process are shown without a new message from it, in milliseconds. */
const REMOTE_TTL_MS = 12_000;

/**
 * Who has an incident open, and what they have in focus. For display only; nothing is stored.
 */
export class Presence {
	readonly #sockets = new Map<string, SocketFocus>();
	readonly #remote = new Map<string, RemotePeople>();
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
		const focus = this.#sockets.get(socket);
		if (focus) [focus.looking, focus.at] = [looking, (this.#changes += 1)];
	}
	leave(socket: string): void {
		this.#sockets.delete(socket);
	}
	get size(): number {
		return this.#sockets.size;
	}

	/** Sets the people that another process announced. */
	setElsewhere(process: string, people: readonly PresentPerson[], now: number): void {
		if (people.length > 0) this.#remote.set(process, { people, until: now + REMOTE_TTL_MS });
		else this.#remote.delete(process);
	}

	/** Each person connected to this process, once, with their latest focus. */
	here(): PresentPerson[] {
		const latest = new Map<PersonId, SocketFocus>();
		for (const focus of this.#sockets.values())
			if ((latest.get(focus.person)?.at ?? 0) < focus.at) latest.set(focus.person, focus);
		return [...latest.values()].map(({ person, initials, looking }) => ({ person, initials, looking }));
	}
	/** Everyone, at this and other processes. */
	people(now: number): PresentPerson[] {
		const all = new Map(this.here().map((present) => [present.person, present]));
		for (const [process, { people, until }] of this.#remote) {
			if (until <= now) this.#remote.delete(process);
			else for (const present of people) if (!all.has(present.person)) all.set(present.person, present);
		}
		return [...all.values()];
	}
	isLookedAt(story: string): boolean {
		for (const { looking } of this.#sockets.values())
			if (looking && 'story' in looking && looking.story === story) return true;
		return false;
	}
	/** The people if they changed since the last call; else null. */
	news(now: number): PresentPerson[] | null {
		const people = this.people(now);
		const text = JSON.stringify(people);
		if (text === this.#sent) return null;
		this.#sent = text;
		return people;
	}
}
