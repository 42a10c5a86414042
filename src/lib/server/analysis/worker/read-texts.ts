import { helpHint } from '../help/calls-for-help';
import { languageOf } from '../language';
import type { TextHints, Texts } from '../post';

/** Reads each text: some 100 µs, most of it for the language of a short one. Pure. */
export const readTexts = ({ texts, langs }: Texts): TextHints[] =>
	texts.map((text, i) => {
		const lang = languageOf(text)?.lang ?? langs[i] ?? null;
		return { lang, help: helpHint(text, lang) };
	});
