/** The last given out: milliseconds since 1970, and a counter within that millisecond. */
let last = { milliseconds: 0, counter: 0 };

/**
 * A new UUIDv7 (RFC 9562 §5.7, method 1): sorts by the moment it was made, and within a millisecond in the order in which this process made
 * them, up to 4,096. For whoever makes a thing; never called by `decide` or `evolve`.
 */
export function newId(now: number = Date.now()): string {
	const full = last.counter === 0xfff;
	const milliseconds = Math.max(now, last.milliseconds + (full && now <= last.milliseconds ? 1 : 0));
	last = { milliseconds, counter: milliseconds === last.milliseconds ? last.counter + 1 : 0 };
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const view = new DataView(bytes.buffer);
	view.setBigUint64(0, (BigInt(milliseconds) << 16n) | BigInt(0x7000 | last.counter));
	view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
