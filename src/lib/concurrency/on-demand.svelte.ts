/**
 * Parts of a screen that its first sight does not show, in a file of their own. They are fetched once the page stands,
 * not when somebody asks for them: so they are there when the connection is gone.
 */
export class OnDemand<Parts extends object> {
	/** Null until they came: what shows them then appears by itself. */
	parts: Parts | null = $state.raw(null);
	#fetching: Promise<void> | null = null;
	#waiting: ((parts: Parts) => void)[] = [];

	constructor(readonly fetchParts: () => Promise<Parts>) {}

	/** Fetches them once; after a failure the next call tries again. */
	fetch(): Promise<void> {
		return (this.#fetching ??= this.fetchParts().then(
			(parts) => {
				this.parts = parts;
				for (const done of this.#waiting.splice(0)) done(parts);
			},
			() => void (this.#fetching = null)
		));
	}

	/** The parts once they are here, however often fetching them fails before: whoever fetches again ends the wait. */
	here(): Promise<Parts> {
		if (this.parts) return Promise.resolve(this.parts);
		const came = new Promise<Parts>((done) => this.#waiting.push(done));
		void this.fetch();
		return came;
	}
}

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
