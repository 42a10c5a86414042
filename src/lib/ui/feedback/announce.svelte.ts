import { createContext } from 'svelte';

/** The minimum time between polite messages, so that users do not turn them off. Milliseconds. */
export const politePause = 30_000;

/**
 * What screen readers announce without a user action: one polite sentence at most every thirty seconds (the latest one
 * wins), and at once, each only once, what cannot wait: connection lost, your approval asked, publication failed.
 */
export class Announcer {
	polite = $state('');
	assertive = $state('');
	#waiting: string | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#announced: readonly string[] = [];

	/** Says it now, or when the pause is over and nothing newer came. */
	say(sentence: string): void {
		if (this.#timer !== undefined) {
			this.#waiting = sentence;
			return;
		}
		this.polite = sentence;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			const next = this.#waiting;
			this.#waiting = null;
			if (next !== null) this.say(next);
		}, politePause);
	}

	/** Says it at once, and not again until `resolve` is called for the matter. @param matter what it is about */
	interrupt(matter: string, sentence: string): void {
		if (this.#announced.includes(matter)) return;
		this.#announced = [...this.#announced, matter];
		this.assertive = sentence;
	}

	/** The connection is back, the approval is given: the next time it may be said again. */
	resolve(matter: string): void {
		this.#announced = this.#announced.filter((announced) => announced !== matter);
		if (this.#announced.length === 0) this.assertive = '';
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#waiting = null;
	}
}

const [get, set] = createContext<Announcer>();

/** In any component: `const announcer = useAnnouncer(); announcer.say(…)`. */
export const useAnnouncer = get;
/** Called once, by the root layout (and by tests). */
export const provideAnnouncer = set;
