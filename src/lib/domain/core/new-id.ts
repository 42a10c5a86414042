/** The last id issued: milliseconds since 1970, the same in hexadecimal, and a counter within that millisecond. */
let lastIssued = { milliseconds: 0, hex: '', counter: 0 };

/** Random bytes for some 500 ids: requesting them per id costs more than all the rest. */
const pool = new Uint8Array(4096);
/** The number of random bytes in each id. */
const RANDOM_BYTES = 8;
let used = pool.length;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Makes a UUIDv7 (RFC 9562 §5.7, method 1). Ids sort by the moment they were made, and within a millisecond in the
 * order in which this process made them, up to 4,096. `decide` and `evolve` never call it.
 */
export function newId(now: number = Date.now()): string {
	const full = lastIssued.counter === 0xfff;
	const milliseconds = Math.max(now, lastIssued.milliseconds + (full && now <= lastIssued.milliseconds ? 1 : 0));
	const again = milliseconds === lastIssued.milliseconds && lastIssued.hex !== '';
	lastIssued = again
		? { ...lastIssued, counter: lastIssued.counter + 1 }
		: { milliseconds, hex: milliseconds.toString(16).padStart(12, '0').slice(-12), counter: 0 };
	const { hex, counter } = lastIssued;
	if (used === pool.length) {
		crypto.getRandomValues(pool);
		used = 0;
	}
	const byte = (at: number): string => hexOf[pool[used + at] ?? 0] ?? '';
	const variant = hexOf[0x80 | ((pool[used] ?? 0) & 0x3f)] ?? '';
	const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${byte(1)}-${byte(2)}${byte(3)}${byte(4)}${byte(5)}${byte(6)}${byte(7)}`;
	used += RANDOM_BYTES;
	return id;
}
