import { firstKeys, type FirstKey } from '$lib/domain/installation/first-keys';
import { valuesOf } from '$lib/domain/stories/label-kinds';
import type { DeskAction } from '../desk-keys.svelte';

const emotions: ReadonlySet<string> = new Set(valuesOf('emotion'));
/** Which of the ten first keys an action belongs to; null if none. */
export const firstKeyOf = (action: DeskAction): FirstKey | null =>
	emotions.has(action) ? 'emotion' : (firstKeys.find((key) => key === action) ?? null);

/** The situation at the selected story. */
interface KeyContext {
	/** Another story than the selected one is an unsettled call for help. */
	readonly callWaits: boolean;
	/** A finding is like the story. */
	readonly isAlike: boolean;
	readonly looksLike: readonly string[];
	readonly posts: number;
	readonly isLabelled: boolean;
	readonly canUndo: boolean;
}

/** The key to teach now: one that fits the selected story and was not used yet. Null when all were used. */
export function fittingKey(used: readonly FirstKey[], now: KeyContext): FirstKey | null {
	const candidates: readonly (readonly [FirstKey, boolean])[] = [
		['firstHelp', now.callWaits],
		['looked', now.isLabelled],
		['undo', now.canUndo && now.isLabelled],
		['linkAny', now.isAlike],
		['linkRumour', now.looksLike.includes('rumour')],
		['linkNeed', now.looksLike.includes('need')],
		['open', now.posts > 1],
		...firstKeys.map((key) => [key, key !== 'firstHelp' && key !== 'linkAny' && key !== 'undo'] as const),
		...firstKeys.map((key) => [key, true] as const)
	];
	return candidates.find(([key, applies]) => applies && !used.includes(key))?.[0] ?? null;
}
