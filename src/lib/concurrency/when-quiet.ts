/** The default time limit in milliseconds; a background page gets no animation frames. */
const defaultTimeout = 2_000;

/**
 * Runs work when the browser is idle, after the current state was painted.
 * @param timeout the maximum wait, in milliseconds
 * @returns a function that cancels it
 */
export function whenQuiet(work: () => void, timeout = defaultTimeout): () => void {
	const timers: ReturnType<typeof setTimeout>[] = [];
	let idleCallback = 0;
	const frame = requestAnimationFrame(() => {
		// Safari has no requestIdleCallback.
		if (typeof requestIdleCallback === 'undefined') timers.push(setTimeout(begin));
		else idleCallback = requestIdleCallback(begin);
	});
	timers.push(setTimeout(begin, timeout));
	function cancel(): void {
		for (const timer of timers) clearTimeout(timer);
		cancelAnimationFrame(frame);
		if (idleCallback) cancelIdleCallback(idleCallback);
	}
	function begin(): void {
		cancel();
		work();
	}
	return cancel;
}
