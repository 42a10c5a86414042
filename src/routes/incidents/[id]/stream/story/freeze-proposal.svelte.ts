/** A proposal for the selected story that does not change on the screen while a person reads it. */
export interface Frozen<T> {
	readonly shown: T | null;
	/** When it appeared, in milliseconds; `-Infinity` if it was shown in its row before the story was selected. */
	readonly since: number;
	/** A newer, different proposal, not shown yet. */
	readonly newer: T | null;
}

/** How long a person needs to notice a new proposal: no key accepts it before. Milliseconds. */
export const READABLE = 600;

/**
 * Keeps the shown proposal until the person leaves the story or asks for the newer one, so that a key accepts what was
 * read. If nothing was shown, the newer one appears.
 * @param before the previous result; null for a story that was just selected
 */
export function freeze<T>(
	before: Frozen<T> | null,
	latest: T | null,
	isSame: (one: T, other: T) => boolean,
	now: number
): Frozen<T> {
	if (before === null) return { shown: latest, since: -Infinity, newer: null };
	const { shown } = before;
	if (shown === null) return latest === null ? before : { shown: latest, since: now, newer: null };
	return { ...before, newer: latest === null || isSame(shown, latest) ? null : latest };
}

/** Whole milliseconds until a key may accept it; 0 if it may now. */
export const readableIn = ({ since }: Frozen<unknown>, now: number): number =>
	Math.max(0, Math.ceil(since + READABLE - now));

/** For a component: whether a key may accept the proposal by now. @param remaining as `readableIn` */
export function readable(remaining: () => number): { readonly now: boolean } {
	const wait = $derived({ milliseconds: remaining() });
	let elapsed: object | null = $state.raw(null);
	$effect(() => {
		const current = wait;
		const timer = setTimeout(() => (elapsed = current), current.milliseconds);
		return () => clearTimeout(timer);
	});
	return {
		get now() {
			return wait.milliseconds === 0 || elapsed === wait;
		}
	};
}
