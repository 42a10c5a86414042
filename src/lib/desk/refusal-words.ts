import { refusals, type RefusalCode } from '$lib/domain/refusal';
import type { Words } from '$lib/i18n/words';

const isRefusal = (code: string): code is RefusalCode => refusals.some((known) => known === code);

/** What a person reads when something was refused: what happened, what was kept, what to do. A code of a newer program says to load the page anew. */
export function refusalSentence(
	refused: { readonly code: string; readonly details: Readonly<Record<string, string | number>> } | null,
	{ t }: Words
): string {
	const code = refused?.code ?? '';
	return t(isRefusal(code) ? `refusals.${code}` : 'refusals.command.unknown', refused?.details ?? {});
}
