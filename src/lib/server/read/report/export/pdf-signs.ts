import type { Language } from '$lib/i18n/language';
import { inXml } from '$lib/domain/core/text';
import { inPlainSigns } from '$lib/report/write/plain-signs';

/** Scripts that no font of the PDF has, by their code and by the name that patterns use. */
const scripts = [
	['Hebr', 'Hebrew'],
	['Ethi', 'Ethiopic'],
	['Hans', 'Han'],
	['Jpan', 'Hiragana'],
	['Jpan', 'Katakana'],
	['Kore', 'Hangul'],
	['Thai', 'Thai'],
	['Geor', 'Georgian'],
	['Armn', 'Armenian'],
	['Beng', 'Bengali'],
	['Taml', 'Tamil'],
	['Guru', 'Gurmukhi']
] as const;
const passages = scripts.map(
	([code, name]) =>
		[code, new RegExp(`\\p{Script=${name}}(?:[\\p{Script=${name}}\\p{M}\\s]*\\p{Script=${name}})?`, 'gu')] as const
);

/** Marks on a letter of any script, of which more than two reach into the line above or below. */
const MARKS = '[\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F]';
// eslint-disable-next-line no-misleading-character-class -- marks only, on purpose
const EXCESS_MARKS = new RegExp(`(${MARKS}{2})${MARKS}+|(\\p{Mn}{3})\\p{Mn}+`, 'gu');

/**
 * A text that the fonts can show: a passage in another script becomes the name of the script, in brackets. Each word is
 * drawn at its own position, so marks of direction are left out, and so are marks that would cover other lines.
 */
export function showable(text: string, language: Language): string {
	const names = new Intl.DisplayNames(language, { type: 'script' });
	return passages.reduce(
		(of, [code, passage]) => of.replace(passage, () => `[${names.of(code) ?? code}]`),
		inPlainSigns(
			inXml(text)
				.replace(/\p{Bidi_Control}/gu, '')
				.normalize('NFC')
				.replace(EXCESS_MARKS, '$1$2')
		)
	);
}
