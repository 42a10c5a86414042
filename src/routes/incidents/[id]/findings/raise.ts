import { recordBehaviour, type Behaviour } from '$lib/domain/findings/behaviour';
import { type FindingKind, FindingId } from '$lib/domain/core/ids';
import { recordMeaning, type Theme } from '$lib/domain/findings/meaning';
import { raiseNeed } from '$lib/domain/findings/need';
import { newId } from '$lib/domain/core/new-id';
import { signalRumour } from '$lib/domain/findings/rumour';
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
			return desk.send(raiseNeed, common);
		case 'rumour':
			return desk.send(signalRumour, common);
		case 'behaviour':
			return desk.send(recordBehaviour, { ...common, effect });
		case 'meaning':
			return desk.send(recordMeaning, { ...common, theme });
	}
}
