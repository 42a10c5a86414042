import { makeState, rowsIn, singles, type ReadState, type Rows, type State } from '$lib/domain/core/state';

/**
 * A state above another: what is written to it is read from it, and the one below stays as it is. For deciding on what
 * is not stored yet. The one below must not change as long as this is used.
 */
export function layeredState(below: ReadState): State {
	const state = makeState((name) => new LayeredRows(rowsIn(below, name)));
	for (const name of singles) Reflect.set(state, name, below[name]);
	return state;
}

/** Rows in the order that a Map would have them in. */
class LayeredRows<Id, Row> implements Rows<Id, Row> {
	/** What was set here: in place of a row below, or new. */
	readonly #own = new Map<Id, Row>();
	/** Rows below that were deleted; one that is set again later comes last. */
	readonly #gone = new Set<Id>();

	constructor(readonly below: Rows<Id, Row>) {}

	get size(): number {
		return this.below.size - this.#gone.size + [...this.#own.keys()].filter((id) => !this.#covers(id)).length;
	}
	get(id: Id): Row | undefined {
		return this.#own.get(id) ?? (this.#gone.has(id) ? undefined : this.below.get(id));
	}
	has(id: Id): boolean {
		return this.#own.has(id) || this.#covers(id);
	}
	set(id: Id, row: Row): void {
		this.#own.set(id, row);
	}
	delete(id: Id): boolean {
		const had = this.has(id);
		this.#own.delete(id);
		if (this.below.has(id)) this.#gone.add(id);
		return had;
	}

	*entries(): IterableIterator<[Id, Row]> {
		for (const [id, row] of this.below.entries()) if (!this.#gone.has(id)) yield [id, this.#own.get(id) ?? row];
		for (const [id, row] of this.#own) if (!this.#covers(id)) yield [id, row];
	}
	*keys(): IterableIterator<Id> {
		for (const [id] of this.entries()) yield id;
	}
	values(): IterableIterator<Row> {
		return this.#own.size + this.#gone.size === 0 ? this.below.values() : this.#layered();
	}
	*#layered(): IterableIterator<Row> {
		for (const [, row] of this.entries()) yield row;
	}

	withName(name: string): Iterable<Id> {
		return [...(this.below.withName?.(name) ?? this.below.keys()), ...this.#own.keys()];
	}

	/** Whether it stands at the place of a row below. */
	#covers(id: Id): boolean {
		return this.below.has(id) && !this.#gone.has(id);
	}
}
