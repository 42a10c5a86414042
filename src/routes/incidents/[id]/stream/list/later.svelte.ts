import { SvelteMap } from 'svelte/reactivity';
import { idIn, momentIn, type IncidentId, type Moment, type PersonId, type StoryId } from '$lib/domain/core/ids';

/**
 * Stories that one person snoozes, on this device: until when, on the incident's clock. Nobody else sees it and nothing
 * depends on it.
 */
export class Later {
	readonly #until = new SvelteMap<StoryId, Moment>();
	readonly #name: string;

	constructor(
		incident: IncidentId,
		person: PersonId,
		readonly storage: Pick<Storage, 'getItem' | 'setItem'>
	) {
		this.#name = `voelspriet.later.${incident}.${person}`;
		for (const [story, until] of readKept(storage.getItem(this.#name))) this.#until.set(story, until);
	}

	/**
	 * The end of the snooze; null when there is none, or it is past. @param now on the incident's clock, in milliseconds
	 */
	until(story: StoryId, now: number): Moment | null {
		const until = this.#until.get(story);
		return until !== undefined && Date.parse(until) > now ? until : null;
	}
	/** All that are snoozed now, the first to end on top. @param now on the incident's clock, in milliseconds */
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
		this.storage.setItem(this.#name, JSON.stringify([...this.#until.entries()].slice(-500)));
	}
}

type Kept = readonly [StoryId, Moment];

function readKept(text: string | null): readonly Kept[] {
	try {
		const kept: unknown = JSON.parse(text ?? '[]');
		return Array.isArray(kept) && kept.every(isKept) ? kept : [];
	} catch {
		return []; // The stored text is foreign or truncated: nothing is snoozed then.
	}
}
const isKept = (each: unknown): each is Kept =>
	Array.isArray(each) && each.length === 2 && idIn(each[0]) !== null && momentIn(each[1]) !== null;
