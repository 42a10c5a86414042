import * as m from '$lib/messages';
import type { CommandAnswer } from '$lib/desk/desk.svelte';
import { refusalSentence } from '$lib/desk/refusal-words';
import type { Words } from '$lib/i18n/words';

/** The message for the person who sets the exercise's clock; null when it was saved. */
export function clockAnswer(answer: CommandAnswer, words: Words): string | null {
	if (answer.kind === 'saved') return null;
	return answer.kind === 'refused' ? refusalSentence(answer, words) : words.t(m.exercise.player.unanswered);
}
