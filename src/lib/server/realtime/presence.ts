import type { PersonId } from '$lib/domain/ids';
import type { Looking, Present } from '$lib/domain/realtime';

interface Place {
	readonly person: PersonId;
	readonly initials: string;
	looking: Looking | null;
	at: number;
}

/** Who has an incident open, and what they look at. Decoration only: nothing is decided by it, and nothing of it is kept. */
export class Presence {
	readonly #places = new Map<string, Place>();
	#changes = 0;
	#told = '';

	/** @param socket the id of the connection: a person may have several */
	come(socket: string, person: { id: PersonId; initials: string }): void {
		this.#places.set(socket, { person: person.id, initials: person.initials, looking: null, at: (this.#changes += 1) });
	}
	look(socket: string, looking: Looking | null): void {
		const place = this.#places.get(socket);
		if (place) [place.looking, place.at] = [looking, (this.#changes += 1)];
	}
	go(socket: string): void {
		this.#places.delete(socket);
	}
	get size(): number {
		return this.#places.size;
	}

	/** Each person once, where they looked last. */
	people(): Present[] {
		const latest = new Map<PersonId, Place>();
		for (const place of this.#places.values()) if ((latest.get(place.person)?.at ?? 0) < place.at) latest.set(place.person, place);
		return [...latest.values()].map(({ person, initials, looking }) => ({ person, initials, looking }));
	}
	isLookedAt(story: string): boolean {
		for (const { looking } of this.#places.values()) if (looking && 'story' in looking && looking.story === story) return true;
		return false;
	}
	/** The people when that is news since the last time it was asked; else null. */
	news(): Present[] | null {
		const people = this.people();
		const text = JSON.stringify(people);
		if (text === this.#told) return null;
		this.#told = text;
		return people;
	}
}
