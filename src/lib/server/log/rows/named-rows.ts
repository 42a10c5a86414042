import { namesOf, type Named } from '$lib/domain/findings/names';

/** Rows that know which of them go by a name. The list of names is made when somebody first asks. */
export class NamedRows<Id, Row> extends Map<Id, Row> {
	#ids: Map<string, Set<Id>> | null = null;

	override set(id: Id, row: Row): this {
		const before = this.get(id);
		if (this.#ids && before !== row) {
			if (before !== undefined) this.#leave(this.#ids, id, before);
			enter(this.#ids, id, row);
		}
		return super.set(id, row);
	}
	override delete(id: Id): boolean {
		const before = this.get(id);
		if (this.#ids && before !== undefined) this.#leave(this.#ids, id, before);
		return super.delete(id);
	}
	override clear(): void {
		this.#ids = null;
		super.clear();
	}

	withName(name: string): Iterable<Id> {
		this.#ids ??= this.#listed();
		return this.#ids.get(name) ?? [];
	}

	#listed(): Map<string, Set<Id>> {
		const ids = new Map<string, Set<Id>>();
		for (const [id, row] of this) enter(ids, id, row);
		return ids;
	}
	#leave(ids: Map<string, Set<Id>>, id: Id, row: Row): void {
		for (const name of namesIn(row)) {
			const same = ids.get(name);
			same?.delete(id);
			if (same?.size === 0) ids.delete(name);
		}
	}
}

function enter<Id>(ids: Map<string, Set<Id>>, id: Id, row: unknown): void {
	for (const name of namesIn(row)) {
		const same = ids.get(name);
		if (same) same.add(id);
		else ids.set(name, new Set([id]));
	}
}

const namesIn = (row: unknown): readonly string[] => (isNamed(row) ? namesOf(row) : []);
const isNamed = (row: unknown): row is Named => typeof row === 'object' && row !== null && 'text' in row;
