/** Caches results by their arguments: creating an Intl formatter takes milliseconds, and a page needs few of them. */
export function memoized<Args extends readonly unknown[], Result>(
	make: (...args: Args) => Result
): (...args: Args) => Result {
	const cache = new Map<string, Result>();
	return (...args) => {
		const key = JSON.stringify(args);
		const result = cache.get(key) ?? make(...args);
		cache.set(key, result);
		return result;
	};
}
