import { OnDemand } from '$lib/concurrency/on-demand.svelte';
import { withWords } from '$lib/i18n/load';

/**
 * The rules of the log: what events do, which commands there are, how they are taken back, and what then waits. That is
 * most of the domain, and a screen that only shows a state needs none of it: it comes after the first sight, with the
 * sentences for what is refused by them.
 */
export const rules = new OnDemand(() => withWords(() => import('./log-rules'), 'refusals'));

/**
 * @throws when they have not come: who applies or sends something waits for {@link awaitRules} first
 */
export function heldRules(): NonNullable<typeof rules.parts> {
	if (!rules.parts) throw new Error('The rules of the log were not fetched');
	return rules.parts;
}

/** @throws when they cannot be fetched now; the next call tries again */
export async function awaitRules(): Promise<void> {
	await rules.fetch();
	heldRules();
}
