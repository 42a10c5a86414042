/** What a package says it was made by; a test compares it with `package.json`. */
export const SOFTWARE = { name: 'Voelspriet', version: '0.1.0' } as const;
/** The version of how a package is laid out. */
export const PACKAGE_FORMAT = 1;

/** One file of the payload, and how its content is made: in pieces, so that no file is ever whole in memory. */
export interface PackagePart {
	/** From the top of the bag, as `data/log/events.jsonl`. */
	readonly path: string;
	readonly content: () => AsyncIterable<string | Uint8Array>;
}

/** A part of a single piece. */
export const part = (path: string, make: () => string | Uint8Array | Promise<string | Uint8Array>): PackagePart => ({
	path: `data/${path}`,
	async *content() {
		yield await make();
	}
});

/** JSON as a person reads it, with the keys in one order wherever it comes from. */
export function jsonText(value: unknown): string {
	const sorted = (_: string, value: unknown): unknown =>
		value !== null && typeof value === 'object' && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value;
	return `${JSON.stringify(value, sorted, '\t')}\n`;
}
