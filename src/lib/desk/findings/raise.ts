import type { Behaviour } from '$lib/domain/findings/behaviour';
import { type FindingKind, FindingId } from '$lib/domain/core/ids';
import type { Theme } from '$lib/domain/findings/meaning';
import { newId } from '$lib/domain/core/new-id';
import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';

/** The input for a finding that was received offline. */
export interface OfflineFinding {
	readonly text: string;
	readonly offline: string;
	readonly effect: Behaviour['effect'];
	readonly theme: Theme;
}

/** Creates a finding without evidence from posts; it records where it was received. */
export function raise(
	desk: Desk,
	kind: FindingKind,
	{ text, offline, effect, theme }: OfflineFinding
): Promise<CommandAnswer> {
	const common = { id: FindingId.parse(newId()), text, offline, seenIn: null };
	switch (kind) {
		case 'need':
			return desk.send('need.raise', common);
		case 'rumour':
			return desk.send('rumour.signal', common);
		case 'behaviour':
			return desk.send('behaviour.record', { ...common, effect });
		case 'meaning':
			return desk.send('meaning.record', { ...common, theme });
	}
}
