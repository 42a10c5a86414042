import { SvelteMap } from 'svelte/reactivity';
import { collections, makeState, rowsIn, singles, type Rows, type State } from '$lib/domain/core/state';

/** A thing of which a log has one: it is replaced, never changed in place. */
class Cell {
	value: unknown = $state.raw(null);
}

/** An incident's state as screens read it: what shows a row is updated when that row changes, and nothing else. */
export function browserState(): State {
	const state = makeState(() => new SvelteMap<unknown, object>());
	for (const name of singles) {
		const cell = new Cell();
		Object.defineProperty(state, name, { get: () => cell.value, set: (next: unknown) => (cell.value = next) });
	}
	return state;
}

/** Makes the state equal to what was fetched; unchanged rows update nothing. */
export function assignState(state: State, fetched: State): void {
	for (const name of singles) Reflect.set(state, name, fetched[name]);
	for (const name of collections) assignRows(rowsIn(state, name), rowsIn(fetched, name));
}

function assignRows(to: Rows<unknown, object>, from: Rows<unknown, object>): void {
	for (const id of [...to.keys()]) if (!from.has(id)) to.delete(id);
	for (const [id, row] of from.entries()) {
		const before = to.get(id);
		if (!before || JSON.stringify(before) !== JSON.stringify(row)) to.set(id, row);
	}
}
