/** What the machine proposes for the selected story, as it stands on the screen. */
export interface Held<T> {
	readonly shown: T | null;
	/** When it appeared beside a story that was selected already, in milliseconds; else it stood in its row before. */
	readonly since: number;
	/** What the machine proposes by now, where that is something else. It waits. */
	readonly newer: T | null;
}

/** How long a person needs to see that something new stands there: for so long no key takes it. */
export const READABLE = 600;

/**
 * What stands beside a selected story stays until a person leaves the story or asks for the newer one, so that a key
 * takes what was read. Where nothing stood, the newer one appears.
 * @param before what stood there; null for a story that was selected just now
 */
export function hold<T>(
	before: Held<T> | null,
	latest: T | null,
	isSame: (one: T, other: T) => boolean,
	now: number
): Held<T> {
	if (before === null) return { shown: latest, since: -Infinity, newer: null };
	const { shown } = before;
	if (shown === null) return latest === null ? before : { shown: latest, since: now, newer: null };
	return { ...before, newer: latest === null || isSame(shown, latest) ? null : latest };
}

/** Whole milliseconds until a key may take it; 0 when it may. */
export const readableIn = ({ since }: Held<unknown>, now: number): number =>
	Math.max(0, Math.ceil(since + READABLE - now));

/** Whether keys act on what appeared, for a component: false for a readable moment. @param waits as `readableIn` */
export function readable(waits: () => number): { readonly now: boolean } {
	const wait = $derived({ milliseconds: waits() });
	let over: object | null = $state.raw(null);
	$effect(() => {
		const current = wait;
		const timer = setTimeout(() => (over = current), current.milliseconds);
		return () => clearTimeout(timer);
	});
	return {
		get now() {
			return wait.milliseconds === 0 || over === wait;
		}
	};
}
