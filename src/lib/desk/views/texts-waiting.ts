import { approvalRefusal, isAwaitingApproval, type OfficialText } from '$lib/domain/official-text/official-text';
import type { Actor } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';

/**
 * The texts with words that wait for approval, longest waiting first; `mine`: this person may decide on some of them.
 */
export function textsWaiting(state: ReadState, reader: Actor): { text: Readonly<OfficialText>; mine: boolean }[] {
	return [...state.texts.values()]
		.filter(({ paused, withdrawn, variants }) => !paused && !withdrawn && variants.some(isAwaitingApproval))
		.sort((a, b) => ((a.versions.at(-1)?.at ?? '') < (b.versions.at(-1)?.at ?? '') ? -1 : 1))
		.map((text) => ({
			text,
			mine: text.variants.some((variant) => isAwaitingApproval(variant) && approvalRefusal(variant, reader) === null)
		}));
}
