import { OnDemand } from '$lib/concurrency/on-demand.svelte';
import { withWords } from '$lib/i18n/load';

/**
 * The rules of the log: what events do, which commands there are, how they are taken back, and what then waits. That is
 * most of the domain, and a screen that only shows a state needs none of it: it comes after the first sight, with the
 * sentences for what is refused by them.
 */
export const rules = new OnDemand(() => withWords(fetchRules, 'refusals'));

/** In four files that are fetched at once and run one after the other: a key that is pressed between is answered. */
function fetchRules(): Promise<typeof import('./log-rules')> {
	const before = [
		import('$lib/domain/core/text'),
		import('$lib/domain/findings/rumour'),
		import('$lib/domain/report/version')
	];
	for (const part of before) part.catch(() => undefined);
	return import('./log-rules');
}

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
