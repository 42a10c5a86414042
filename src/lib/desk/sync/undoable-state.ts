import { makeState, rowsIn, singles, type Rows, type State } from '$lib/domain/core/state';

/** A state that writes through to another and remembers what it replaced, so that a prediction can be undone. */
export interface UndoableState {
	readonly state: State;
	/** Puts back what was replaced, the newest first. */
	undo(): void;
}

export function undoableState(under: State): UndoableState {
	const steps: (() => unknown)[] = [];
	const state = makeState((name) => new UndoableRows(rowsIn(under, name), steps));
	for (const name of singles)
		Object.defineProperty(state, name, {
			get: () => under[name],
			set(next) {
				const before = under[name];
				steps.push(() => Reflect.set(under, name, before));
				Reflect.set(under, name, next);
			}
		});
	return {
		state,
		undo() {
			for (const step of steps.reverse()) step();
			steps.length = 0;
		}
	};
}

class UndoableRows<Id, Row> implements Rows<Id, Row> {
	constructor(
		readonly held: Rows<Id, Row>,
		readonly steps: (() => unknown)[]
	) {}
	get(id: Id) {
		return this.held.get(id);
	}
	has(id: Id) {
		return this.held.has(id);
	}
	keys() {
		return this.held.keys();
	}
	values() {
		return this.held.values();
	}
	entries() {
		return this.held.entries();
	}
	get size() {
		return this.held.size;
	}
	set(id: Id, row: Row) {
		this.#remember(id);
		return this.held.set(id, row);
	}
	delete(id: Id) {
		this.#remember(id);
		return this.held.delete(id);
	}
	#remember(id: Id): void {
		const before = this.held.get(id);
		this.steps.push(before === undefined ? () => void this.held.delete(id) : () => void this.held.set(id, before));
	}
}
