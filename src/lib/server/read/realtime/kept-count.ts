import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** How far an incident's clock may move before what is counted up to now is counted again, in milliseconds. */
const NOW = 10_000;

/**
 * Of which a count is: the number that the log was followed to, the state there, which is another one once the log was
 * read again, and what the incident's clock showed.
 */
export interface CountedAt {
	readonly seq: number;
	readonly state: ReadState;
	readonly now: Moment;
}

/**
 * A count that hangs on the log and on the incident's clock alone: made again when the log grew or the clock moved on,
 * and kept otherwise. So an incident in which nothing happens costs the database next to nothing, however many watch it.
 */
export class KeptCount<Value> {
	#kept: (CountedAt & { readonly value: Value }) | null = null;

	/** @param count of all that is stored when it is called, or more; one call at a time */
	constructor(readonly count: () => Promise<Value>) {}

	/** @throws what `count` throws; what was kept before stays */
	async get({ seq, state, now }: CountedAt): Promise<Value> {
		const kept = this.#kept;
		const isSame = kept?.seq === seq && kept.state === state;
		if (isSame && Math.abs(millisecondsOf(now) - millisecondsOf(kept.now)) < NOW) return kept.value;
		const value = await this.count();
		this.#kept = { seq, state, now, value };
		return value;
	}
}
