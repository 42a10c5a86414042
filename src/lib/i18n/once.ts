/** Caches `make` per arguments: creating an Intl formatter takes up to milliseconds, and a page needs few of them. */
export function once<Of extends readonly unknown[], Made>(make: (...of: Of) => Made): (...of: Of) => Made {
	const made = new Map<string, Made>();
	return (...of) => {
		const key = JSON.stringify(of);
		const held = made.get(key) ?? make(...of);
		made.set(key, held);
		return held;
	};
}
