export const ID_BYTES = 16;

export const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
export function textOf(bytes: Buffer): string {
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const INITIAL_CAPACITY = 1_024;

/** A hash of an id. Ids that differ in a few bits get very different hashes (the last steps of MurmurHash3). */
function hashOf(bytes: Buffer, from: number): number {
	let hash = 0;
	for (let at = 0; at < ID_BYTES; at += 4) {
		hash = Math.imul(hash ^ bytes.readInt32LE(from + at), 0x85ebca6b);
		hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
		hash ^= hash >>> 16;
	}
	return hash;
}

/**
 * Numbers ids from 0 on, in the order in which they are added: about thirty bytes for each, where a map of their texts
 * takes more than a hundred. It is a hash table: an id is in the slot of its hash, or in the next free one.
 */
export class IdNumbers {
	#size = 0;
	/** The ids, one after the other. */
	#ids = Buffer.alloc(INITIAL_CAPACITY * ID_BYTES);
	/** An id's number plus one; 0 for a free slot. At most half of the slots are used. */
	#slots = new Int32Array(2 * INITIAL_CAPACITY);

	get size(): number {
		return this.#size;
	}

	/** The number of the id that begins at this byte; undefined when it has none. */
	find(bytes: Buffer, from = 0): number | undefined {
		const number = (this.#slots[this.#slotOf(bytes, from)] ?? 0) - 1;
		return number < 0 ? undefined : number;
	}
	/** The same; an id without a number gets the next one. */
	numberOf(bytes: Buffer, from = 0): number {
		const slot = this.#slotOf(bytes, from);
		const stored = this.#slots[slot] ?? 0;
		if (stored > 0) return stored - 1;
		const number = this.#size;
		if ((number + 1) * ID_BYTES > this.#ids.length) this.#grow();
		bytes.copy(this.#ids, number * ID_BYTES, from, from + ID_BYTES);
		this.#size += 1;
		this.#slots[this.#slotOf(bytes, from)] = this.#size;
		return number;
	}
	/** The id with this number, which must exist. */
	textOf(number: number): string {
		return textOf(this.#ids.subarray(number * ID_BYTES, (number + 1) * ID_BYTES));
	}

	/** The slot of this id, or the free slot for it. */
	#slotOf(bytes: Buffer, from: number): number {
		const last = this.#slots.length - 1;
		let slot = hashOf(bytes, from) & last;
		for (;;) {
			const number = (this.#slots[slot] ?? 0) - 1;
			if (number < 0) return slot;
			const start = number * ID_BYTES;
			if (this.#ids.compare(bytes, from, from + ID_BYTES, start, start + ID_BYTES) === 0) return slot;
			slot = (slot + 1) & last;
		}
	}
	#grow(): void {
		const ids = Buffer.alloc(2 * this.#ids.length);
		this.#ids.copy(ids);
		this.#ids = ids;
		this.#slots = new Int32Array(2 * this.#slots.length);
		for (let number = 0; number < this.#size; number += 1)
			this.#slots[this.#slotOf(ids, number * ID_BYTES)] = number + 1;
	}
}
