import { makeState, rowsIn, singles, type Rows, type State } from '$lib/domain/core/state';

/** A state that writes through to another and remembers what it replaced, so that a prediction can be undone. */
export interface UndoableState {
	readonly state: State;
	/** Restores what was replaced, newest first. */
	undo(): void;
}

export function undoableState(target: State): UndoableState {
	const steps: (() => unknown)[] = [];
	const state = makeState((name) => new UndoableRows(rowsIn(target, name), steps));
	for (const name of singles)
		Object.defineProperty(state, name, {
			get: () => target[name],
			set(next) {
				const before = target[name];
				steps.push(() => Reflect.set(target, name, before));
				Reflect.set(target, name, next);
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
		readonly rows: Rows<Id, Row>,
		readonly steps: (() => unknown)[]
	) {}
	get(id: Id) {
		return this.rows.get(id);
	}
	has(id: Id) {
		return this.rows.has(id);
	}
	keys() {
		return this.rows.keys();
	}
	values() {
		return this.rows.values();
	}
	entries() {
		return this.rows.entries();
	}
	get size() {
		return this.rows.size;
	}
	set(id: Id, row: Row) {
		this.#remember(id);
		return this.rows.set(id, row);
	}
	delete(id: Id) {
		this.#remember(id);
		return this.rows.delete(id);
	}
	#remember(id: Id): void {
		const before = this.rows.get(id);
		this.steps.push(before === undefined ? () => void this.rows.delete(id) : () => void this.rows.set(id, before));
	}
}
