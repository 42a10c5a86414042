/** How long something waits for a quiet moment, in milliseconds: a page in the background shows nothing. */
const patience = 2_000;

/**
 * Does something when the browser has a moment, after it has shown what the page has now.
 * @param within the longest that it waits, in milliseconds
 * @returns a function that calls it off
 */
export function whenQuiet(work: () => void, within = patience): () => void {
	const timers: ReturnType<typeof setTimeout>[] = [];
	let asked = 0;
	const frame = requestAnimationFrame(() => {
		// Safari does not know quiet moments.
		if (typeof requestIdleCallback === 'undefined') timers.push(setTimeout(begin));
		else asked = requestIdleCallback(begin);
	});
	timers.push(setTimeout(begin, within));
	function callOff(): void {
		for (const timer of timers) clearTimeout(timer);
		cancelAnimationFrame(frame);
		if (asked) cancelIdleCallback(asked);
	}
	function begin(): void {
		callOff();
		work();
	}
	return callOff;
}
