import * as m from '../messages';
import { defaultDetails, refusals, type RefusalCode } from '$lib/domain/core/refusal';
import type { Message, Values } from '$lib/messages/message';
import type { Words } from '$lib/i18n/words';

/** The sentence of a refusal. A new code without a sentence does not compile. */
const refusalKey = (code: RefusalCode): Message => m.refusals[code];

/** The refusal in the reader's language: what happened, what was kept and what to do. */
export const refusalWords = (
	{ t }: Pick<Words, 't'>,
	refusal: { readonly code: RefusalCode; readonly details?: Values }
): string => t(refusalKey(refusal.code), { ...defaultDetails, ...refusal.details });

const isRefusal = (code: string): code is RefusalCode => refusals.some((known) => known === code);

/** The same for a server's answer. An unknown code comes from a newer server: the sentence says to reload the page. */
export function refusalSentence(
	refused: { readonly code: string; readonly details: Values } | null,
	words: Pick<Words, 't'>
): string {
	const code = refused?.code ?? '';
	return refusalWords(words, { code: isRefusal(code) ? code : 'command.unknown', details: refused?.details ?? {} });
}
