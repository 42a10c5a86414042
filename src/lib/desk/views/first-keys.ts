import { firstKeys, type FirstKey } from '$lib/domain/installation/first-keys';
import type { DeskAction } from '../desk-keys.svelte';

const emotions: ReadonlySet<DeskAction> = new Set([
	'fear',
	'anger',
	'sadness',
	'compassion',
	'relief',
	'confusion',
	'humour'
]);
/** The one of the ten that an action is; null for another action. */
export const firstKeyOf = (action: DeskAction): FirstKey | null =>
	emotions.has(action) ? 'emotion' : (firstKeys.find((key) => key === action) ?? null);

/** What there is to do at the selected story. */
interface KeyContext {
	/** An unsettled call for help waits, and is not the one that is selected. */
	readonly callWaits: boolean;
	readonly isProposed: boolean;
	readonly looksLike: readonly string[];
	readonly posts: number;
	readonly isLabelled: boolean;
	readonly canUndo: boolean;
}

/** The one key to name now: one that fits the selected story and was not used yet. Null when all were used. */
export function fittingKey(used: readonly FirstKey[], now: KeyContext): FirstKey | null {
	const fits: readonly (readonly [FirstKey, boolean])[] = [
		['firstHelp', now.callWaits],
		['accept', now.isProposed],
		['looked', now.isLabelled],
		['undo', now.canUndo && now.isLabelled],
		['linkRumour', now.looksLike.includes('rumour')],
		['linkNeed', now.looksLike.includes('need')],
		['open', now.posts > 1],
		...firstKeys.map((key) => [key, key !== 'firstHelp' && key !== 'accept' && key !== 'undo'] as const),
		...firstKeys.map((key) => [key, true] as const)
	];
	return fits.find(([key, does]) => does && !used.includes(key))?.[0] ?? null;
}
