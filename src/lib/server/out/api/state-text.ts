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

/** Everybody who opens an incident after a restart requests the same megabytes: rendered once per log position. */
const last = new LRUCache<IncidentId, { seq: number; state: ReadState; text: string }>({ ...whileUsed(15), max: 8 });

/** The JSON of a state at that log position. */
export function stateTextAt(incident: IncidentId, seq: number, state: ReadState): string {
	const found = last.get(incident);
	if (found?.seq === seq && found.state === state) return found.text;
	const text = stateText(state);
	last.set(incident, { seq, state, text });
	return text;
}
