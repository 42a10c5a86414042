import { z } from 'zod';
import { Moment } from '$lib/domain/ids';
import { collections, emptyState, singles, type Rows, type State } from '$lib/domain/state';

const Snapshot = z.object({
	seq: z.int().nonnegative(),
	time: Moment,
	state: z.record(z.string(), z.unknown())
});
const Entries = z.array(z.tuple([z.unknown(), z.unknown()])).default([]);

/**
 * The answer of `…/state`: each collection as a list of `[id, row]`. The rows are the server's own, made by the same program, so only their
 * outer shape is looked at; a collection or a thing that is missing there is empty here. @throws z.ZodError
 */
export function readSnapshot(body: unknown): { state: State; seq: number; time: Moment } {
	const { seq, time, state: given } = Snapshot.parse(body);
	const state = emptyState();
	for (const collection of collections) {
		const rows = state[collection] as unknown as Rows<unknown, unknown>;
		for (const [id, row] of Entries.parse(given[collection])) rows.set(id, row);
	}
	Object.assign(state, Object.fromEntries(singles.map((single) => [single, given[single] ?? null])));
	return { state, seq, time };
}
