import { makeState, rowsIn, singles, type ReadState, type Rows, type State } from '$lib/domain/core/state';

/**
 * A state with changes on top of a base state, which stays unmodified. For deciding commands after ones that are not stored
 * yet. The base must not change while this is used.
 */
export function layeredState(base: ReadState): State {
	const state = makeState((name) => new LayeredRows(rowsIn(base, name)));
	for (const name of singles) Reflect.set(state, name, base[name]);
	return state;
}

/** Has the same order as a Map. */
class LayeredRows<Id, Row> implements Rows<Id, Row> {
	/** Rows that replace a row of the base, and new rows. */
	readonly #changed = new Map<Id, Row>();
	/** Deleted rows of the base; one that is set again later comes last. */
	readonly #deleted = new Set<Id>();

	constructor(readonly base: Rows<Id, Row>) {}

	get size(): number {
		return this.base.size - this.#deleted.size + [...this.#changed.keys()].filter((id) => !this.#isInBase(id)).length;
	}
	get(id: Id): Row | undefined {
		return this.#changed.get(id) ?? (this.#deleted.has(id) ? undefined : this.base.get(id));
	}
	has(id: Id): boolean {
		return this.#changed.has(id) || this.#isInBase(id);
	}
	set(id: Id, row: Row): void {
		this.#changed.set(id, row);
	}
	delete(id: Id): boolean {
		const had = this.has(id);
		this.#changed.delete(id);
		if (this.base.has(id)) this.#deleted.add(id);
		return had;
	}

	*entries(): IterableIterator<[Id, Row]> {
		for (const [id, row] of this.base.entries()) if (!this.#deleted.has(id)) yield [id, this.#changed.get(id) ?? row];
		for (const [id, row] of this.#changed) if (!this.#isInBase(id)) yield [id, row];
	}
	*keys(): IterableIterator<Id> {
		for (const [id] of this.entries()) yield id;
	}
	values(): IterableIterator<Row> {
		return this.#changed.size + this.#deleted.size === 0 ? this.base.values() : this.#layered();
	}
	*#layered(): IterableIterator<Row> {
		for (const [, row] of this.entries()) yield row;
	}

	withName(name: string): Iterable<Id> {
		return [...(this.base.withName?.(name) ?? this.base.keys()), ...this.#changed.keys()];
	}

	/** Whether the base has a row of this id that was not deleted. */
	#isInBase(id: Id): boolean {
		return this.base.has(id) && !this.#deleted.has(id);
	}
}
