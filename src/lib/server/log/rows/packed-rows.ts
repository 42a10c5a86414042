import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Rows } from '$lib/domain/core/state';

/** Rows compressed to about a twentieth of their memory; unpacked when a row is read or changed. */
export class PackedRows<Id, Row> implements Rows<Id, Row> {
	#packed: Buffer;
	#size: number;
	#rows: Map<Id, Row> | null = null;
	#wasUsed = false;
	#wasChanged = false;

	constructor(rows: Rows<Id, Row>) {
		this.#size = rows.size;
		this.#packed = pack(new Map(rows.entries()));
	}

	get isPacked(): boolean {
		return this.#rows === null;
	}
	/** Packs the rows again if they were not used since the last call. */
	packIfUnused(): void {
		if (this.#rows && !this.#wasUsed) {
			if (this.#wasChanged) [this.#packed, this.#size] = [pack(this.#rows), this.#rows.size];
			this.#rows = null;
			this.#wasChanged = false;
		}
		this.#wasUsed = false;
	}

	get size(): number {
		return this.#rows?.size ?? this.#size;
	}
	get(id: Id): Row | undefined {
		return this.#unpacked().get(id);
	}
	has(id: Id): boolean {
		return this.#unpacked().has(id);
	}
	keys(): IterableIterator<Id> {
		return this.#unpacked().keys();
	}
	values(): IterableIterator<Row> {
		return this.#unpacked().values();
	}
	entries(): IterableIterator<[Id, Row]> {
		return this.#unpacked().entries();
	}
	set(id: Id, row: Row): void {
		this.#wasChanged = true;
		this.#unpacked().set(id, row);
	}
	delete(id: Id): boolean {
		this.#wasChanged = true;
		return this.#unpacked().delete(id);
	}

	#unpacked(): Map<Id, Row> {
		this.#wasUsed = true;
		// The inverse of `pack`.
		this.#rows ??= deserialize(inflateRawSync(this.#packed)) as Map<Id, Row>;
		return this.#rows;
	}
}

const pack = (rows: Map<unknown, unknown>): Buffer => deflateRawSync(serialize(rows), { level: 1 });
