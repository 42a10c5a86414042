import { SvelteMap } from 'svelte/reactivity';
import { collections, makeState, rowsIn, singles, type Rows, type State } from '$lib/domain/core/state';

/** A part of the state that exists once per log: it is replaced, never changed in place. */
class SingleValue {
	value: unknown = $state.raw(null);
}

/** An incident's state with fine-grained reactivity: markup is updated only when a row that it shows changes. */
export function browserState(): State {
	const state = makeState(() => new SvelteMap<unknown, object>());
	for (const name of singles) {
		const single = new SingleValue();
		Object.defineProperty(state, name, { get: () => single.value, set: (next: unknown) => (single.value = next) });
	}
	return state;
}

/** Makes the state equal to the fetched one; unchanged rows trigger no updates. */
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
