/** Bytes of an id. */
export const ID = 16;

export const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
export function textOf(bytes: Buffer): string {
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const INITIAL_CAPACITY = 1_024;

/** Of the bytes of an id, by four; ids that differ in a few bits stand far apart (the last steps of MurmurHash3). */
function hashOf(bytes: Buffer, from: number): number {
	let hash = 0;
	for (let at = 0; at < ID; at += 4) {
		hash = Math.imul(hash ^ bytes.readInt32LE(from + at), 0x85ebca6b);
		hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
		hash ^= hash >>> 16;
	}
	return hash;
}

/**
 * Numbers ids from 0 on, in the order in which they are met: some thirty bytes for each, where a map of their texts takes
 * more than a hundred. An id stands in the slot that its bytes say together, or in the next free one.
 */
export class IdNumbers {
	#size = 0;
	/** The ids, one after the other. */
	#ids = Buffer.alloc(INITIAL_CAPACITY * ID);
	/** An id's number plus one; 0 where there is none. At most half of them are taken. */
	#slots = new Int32Array(2 * INITIAL_CAPACITY);

	get size(): number {
		return this.#size;
	}

	/** The number of the id that begins at this byte; undefined when it was not met. */
	known(bytes: Buffer, from = 0): number | undefined {
		const number = (this.#slots[this.#slotOf(bytes, from)] ?? 0) - 1;
		return number < 0 ? undefined : number;
	}
	/** The same, and a new number for one that was not met. */
	numberOf(bytes: Buffer, from = 0): number {
		const slot = this.#slotOf(bytes, from);
		const taken = this.#slots[slot] ?? 0;
		if (taken > 0) return taken - 1;
		const number = this.#size;
		if ((number + 1) * ID > this.#ids.length) this.#grow();
		bytes.copy(this.#ids, number * ID, from, from + ID);
		this.#size += 1;
		this.#slots[this.#slotOf(bytes, from)] = this.#size;
		return number;
	}
	/** The id with this number, which was given out. */
	textOf(number: number): string {
		return textOf(this.#ids.subarray(number * ID, (number + 1) * ID));
	}

	/** Where this id stands, or would stand. */
	#slotOf(bytes: Buffer, from: number): number {
		const last = this.#slots.length - 1;
		let slot = hashOf(bytes, from) & last;
		for (;;) {
			const number = (this.#slots[slot] ?? 0) - 1;
			if (number < 0) return slot;
			if (this.#ids.compare(bytes, from, from + ID, number * ID, (number + 1) * ID) === 0) return slot;
			slot = (slot + 1) & last;
		}
	}
	#grow(): void {
		const ids = Buffer.alloc(2 * this.#ids.length);
		this.#ids.copy(ids);
		this.#ids = ids;
		this.#slots = new Int32Array(2 * this.#slots.length);
		for (let number = 0; number < this.#size; number += 1) this.#slots[this.#slotOf(ids, number * ID)] = number + 1;
	}
}
