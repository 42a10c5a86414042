import { momentIn, type Moment } from '$lib/domain/core/ids';
import { collections, emptyState, isObject, rowsIn, singles, type State } from '$lib/domain/core/state';

/**
 * The answer of `…/state`: each collection as a list of `[id, row]`. The rows are the server's own, made by the same
 * program, so only their outer shape is checked; a collection or a thing that is missing there is empty here. @throws
 * TypeError
 */
export function readSnapshot(body: unknown): { state: State; seq: number; time: Moment } {
	const { seq, time, given } = outsideOf(body);
	const state = emptyState();
	for (const collection of collections) {
		for (const [id, row] of entriesIn(given[collection])) rowsIn(state, collection).set(id, row);
	}
	Object.assign(state, Object.fromEntries(singles.map((single) => [single, given[single] ?? null])));
	return { state, seq, time };
}

function outsideOf(body: unknown): { seq: number; time: Moment; given: Readonly<Record<string, unknown>> } {
	if (isObject(body)) {
		const { seq, state: given } = body;
		const time = momentIn(body['time']);
		if (typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0 && time !== null && isObject(given))
			return { seq, time, given };
	}
	throw new TypeError('This is no state of an incident');
}

function entriesIn(rows: unknown = []): readonly (readonly [unknown, object])[] {
	if (!Array.isArray(rows) || !rows.every(isEntry)) throw new TypeError('These are no rows of a state');
	return rows;
}
const isEntry = (entry: unknown): entry is [unknown, object] =>
	Array.isArray(entry) && entry.length === 2 && isObject(entry[1]);
