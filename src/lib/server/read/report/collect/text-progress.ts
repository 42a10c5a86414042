import { textState, type OfficialText } from '$lib/domain/official-text/official-text';
import type { PendingText } from '$lib/domain/report/content';

/** The state of a text as readers see it, while it is still to be published. */
function progressOf(text: Readonly<OfficialText>): PendingText['state'] | null {
	const state = textState(text);
	if (state === 'returned') return 'draft';
	return state === 'draft' || state === 'submitted' || state === 'approved' ? state : null;
}

const furthestFirst = ['approved', 'submitted', 'draft'] as const;

/** The text that is nearest to being published. @param texts about one finding, the newest first */
export function pendingOf(texts: readonly Readonly<OfficialText>[]): { pending?: PendingText } {
	for (const state of furthestFirst) {
		const found = texts.find((text) => progressOf(text) === state);
		if (found) return { pending: { kind: found.kind, state } };
	}
	return {};
}
