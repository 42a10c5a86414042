import * as m from '$lib/messages';
import type { Words } from '$lib/i18n/words';

/**
 * Words that leave the desk by the clipboard: those of an exercise say so before anything else, and so do those that
 * nobody approved yet. Approved words of a real incident are copied exactly as they are.
 */
export function copiedText(
	text: string,
	of: { readonly exercise: boolean; readonly draft?: boolean },
	{ t }: Pick<Words, 't'>
): string {
	const marks = [...(of.exercise ? [m.exercise.word] : []), ...(of.draft ? [m.officialText.draftMark] : [])];
	return [...marks.map((mark) => t(mark).toUpperCase()), text].join('\n');
}
