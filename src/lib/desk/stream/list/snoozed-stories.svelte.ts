import { SvelteMap } from 'svelte/reactivity';
import { storeText } from '$lib/ui/storage';
import { idIn, momentIn, type IncidentId, type Moment, type PersonId, type StoryId } from '$lib/domain/core/ids';

/**
 * The stories that this person snoozed on this device, with the end of the snooze on the incident's clock. Nobody else
 * sees it.
 */
export class SnoozedStories {
	readonly #until = new SvelteMap<StoryId, Moment>();
	readonly #name: string;

	constructor(
		incident: IncidentId,
		person: PersonId,
		readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
	) {
		this.#name = `voelspriet.later.${incident}.${person}`;
		for (const [story, until] of parseStored(storage?.getItem(this.#name) ?? null)) this.#until.set(story, until);
	}

	/**
	 * The end of the snooze; null if there is none or it has ended. @param now on the incident's clock, in milliseconds
	 */
	until(story: StoryId, now: number): Moment | null {
		const until = this.#until.get(story);
		return until !== undefined && Date.parse(until) > now ? until : null;
	}
	/** The snoozed stories, the first to end on top. @param now on the incident's clock, in milliseconds */
	all(now: number): readonly StoryId[] {
		return [...this.#until.entries()]
			.filter(([, until]) => Date.parse(until) > now)
			.sort(([, a], [, b]) => (a < b ? -1 : 1))
			.map(([id]) => id);
	}
	/** @param until null ends the snooze */
	put(story: StoryId, until: Moment | null): void {
		if (until) this.#until.set(story, until);
		else this.#until.delete(story);
		storeText(this.storage, this.#name, JSON.stringify([...this.#until.entries()].slice(-500)));
	}
}

type Entry = readonly [StoryId, Moment];

function parseStored(text: string | null): readonly Entry[] {
	try {
		const entries: unknown = JSON.parse(text ?? '[]');
		return Array.isArray(entries) && entries.every(isEntry) ? entries : [];
	} catch {
		return []; // The stored text is invalid or truncated: then nothing is snoozed.
	}
}
const isEntry = (each: unknown): each is Entry =>
	Array.isArray(each) && each.length === 2 && idIn(each[0]) !== null && momentIn(each[1]) !== null;
