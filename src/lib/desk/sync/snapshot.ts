import { z } from 'zod';
import { Moment } from '$lib/domain/core/ids';
import { collections, emptyState, rowsIn, singles, type State } from '$lib/domain/core/state';

const Snapshot = z.object({
	seq: z.int().nonnegative(),
	time: Moment,
	state: z.record(z.string(), z.unknown())
});
const Row = z.custom<object>((row) => typeof row === 'object' && row !== null);
const Entries = z.array(z.tuple([z.unknown(), Row])).default([]);

/**
 * The answer of `…/state`: each collection as a list of `[id, row]`. The rows are the server's own, made by the same
 * program, so only their outer shape is checked; a collection or a thing that is missing there is empty here. @throws
 * z.ZodError
 */
export function readSnapshot(body: unknown): { state: State; seq: number; time: Moment } {
	const { seq, time, state: given } = Snapshot.parse(body);
	const state = emptyState();
	for (const collection of collections) {
		for (const [id, row] of Entries.parse(given[collection])) rowsIn(state, collection).set(id, row);
	}
	Object.assign(state, Object.fromEntries(singles.map((single) => [single, given[single] ?? null])));
	return { state, seq, time };
}
