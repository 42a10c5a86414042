/** Makes a thing once for the same values. A formatter takes up to milliseconds to make, and a page needs few of them. */
export function once<Of extends readonly unknown[], Made>(make: (...of: Of) => Made): (...of: Of) => Made {
	const made = new Map<string, Made>();
	return (...of) => {
		const key = JSON.stringify(of);
		const held = made.get(key) ?? make(...of);
		made.set(key, held);
		return held;
	};
}
