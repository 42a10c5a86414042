import * as m from '$lib/messages';
import { refusalSentence } from '$lib/desk/refusal-words';
import type { CommandAnswer } from '$lib/desk/desk.svelte';
import type { Words } from '$lib/i18n/words';

/** The action of one button: busy while it runs, and an error sentence when it was refused. */
export class Act {
	busy = $state(false);
	error = $state<string | undefined>(undefined);

	constructor(readonly words: Pick<Words, 't'>) {}

	/** @returns whether it was done, or waits on this device until it can be */
	async run(send: () => Promise<CommandAnswer>): Promise<boolean> {
		this.busy = true;
		this.error = undefined;
		const answer = await send();
		this.busy = false;
		if (answer.kind === 'refused') this.error = refusalSentence(answer, this.words);
		if (answer.kind === 'unanswered') this.error = this.words.t(m.findings.unanswered);
		return answer.kind !== 'refused' && answer.kind !== 'unanswered';
	}
}
