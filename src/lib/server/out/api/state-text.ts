import { LRUCache } from 'lru-cache';
import type { IncidentId } from '$lib/domain/core/ids';
import { collections, singles, type ReadState } from '$lib/domain/core/state';
import { whileUsed } from '$lib/server/platform/operations/while-used';

/** A state as JSON: each collection as a list of `[id, row]`, the rest as it is. */
const stateText = (state: ReadState): string =>
	JSON.stringify(
		Object.fromEntries([
			...singles.map((key) => [key, state[key]]),
			...collections.map((key) => [key, [...state[key].entries()]])
		])
	);

/** After a restart everyone requests the same megabytes, so the text is made once per log position. */
const cache = new LRUCache<IncidentId, { seq: number; state: ReadState; text: string }>({ ...whileUsed(15), max: 8 });

/** The JSON of a state at that log position. */
export function stateTextAt(incident: IncidentId, seq: number, state: ReadState): string {
	const cached = cache.get(incident);
	if (cached?.seq === seq && cached.state === state) return cached.text;
	const text = stateText(state);
	cache.set(incident, { seq, state, text });
	return text;
}
