import type { RefusalCode } from '$lib/domain/refusal';
import type { MessageKey, Values } from '$lib/i18n/messages';
import type { Words } from '$lib/i18n/words';

/** The sentence of a refusal. A new code without a sentence does not compile. */
export const refusalKey = (code: RefusalCode): MessageKey => `refusals.${code}`;

/** What happened, what was kept, what to do, in the reader's language. */
export const refusalWords = ({ t }: Pick<Words, 't'>, refusal: { readonly code: RefusalCode; readonly details?: Values }): string =>
	t(refusalKey(refusal.code), { number: 0, ...refusal.details });
