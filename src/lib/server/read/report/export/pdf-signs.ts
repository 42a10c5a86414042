import type { Language } from '$lib/i18n/language';
import { inXml } from '$lib/domain/core/text';
import { inPlainSigns } from '$lib/report/write/plain-signs';
import { passagesOf, scriptName, withNamedScripts } from '$lib/report/write/scripts';

/** The scripts that the fonts of the PDF have (`pdf-fonts.ts`). */
const SHOWN: ReadonlySet<string> = new Set(['Latn', 'Cyrl', 'Grek', 'Deva', 'Arab']);

/** The names of the scripts in a text that a PDF shows by name only. */
export function scriptsWithoutFont(text: string, language: Language): string[] {
	const found = new Set(passagesOf(text).flatMap(({ script }) => (script && !SHOWN.has(script) ? [script] : [])));
	return [...found].map((script) => scriptName(script, language)).sort();
}

/** Marks on a letter of any script, of which more than two reach into the line above or below. */
const MARKS = '[\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F]';
// eslint-disable-next-line no-misleading-character-class -- marks only, on purpose
const EXCESS_MARKS = new RegExp(`(${MARKS}{2})${MARKS}+|(\\p{Mn}{3})\\p{Mn}+`, 'gu');

/**
 * A text that the fonts can show: a passage in another script becomes the name of the script, in brackets. Each word is
 * drawn at its own position, so marks of direction are left out, and so are marks that would cover other lines.
 */
export function showable(text: string, language: Language): string {
	const signs = inPlainSigns(
		inXml(text)
			.replace(/\p{Bidi_Control}/gu, '')
			.normalize('NFC')
			.replace(EXCESS_MARKS, '$1$2')
	);
	return withNamedScripts(signs, SHOWN, (script) => `[${scriptName(script, language)}]`);
}
