import { visibleText } from '$lib/domain/core/texts/visible';
import { languages, lines } from './translated-words';

/** A word of a post in another language, and what it means. */
interface TranslatedWord {
	/** as written; several in a row that nothing is known of are one */
	readonly text: string;
	readonly meaning: { readonly nl: string; readonly en: string } | null;
}

type TranslatedLanguage = (typeof languages)[number];
export const hasWordTranslation = (language: string | null): language is TranslatedLanguage =>
	languages.some((known) => known === language);

type Meanings = Map<string, NonNullable<TranslatedWord['meaning']>>;
interface Forms {
	readonly whole: Meanings;
	readonly stems: Meanings;
}

const read = (language: TranslatedLanguage): Forms => {
	const forms: Forms = { whole: new Map(), stems: new Map() };
	for (const line of lines.trim().split('\n')) {
		const [nl = '', en = '', ...columns] = line.split('|');
		for (const form of columns[languages.indexOf(language)]?.split(/\s+/) ?? []) {
			const stem = form.endsWith('*');
			const word = stem ? form.slice(0, -1) : form;
			const kind = stem ? forms.stems : forms.whole;
			if (word !== '' && !kind.has(word)) kind.set(word, { nl, en });
		}
	}
	return forms;
};
/** Read when somebody first opens a post in that language. */
const readBefore = new Map<TranslatedLanguage, Forms>();
function formsOf(language: TranslatedLanguage): Forms {
	const forms = readBefore.get(language) ?? read(language);
	readBefore.set(language, forms);
	return forms;
}

const SHORTEST_STEM = 2;
/** None in the list is longer. */
const LONGEST_STEM = 30;
/** "And", "in", "for", "the", written as one with the next word. */
const arabicBeginning = /^(?:[وفبلك]?ال|[وفبلك])(?=.{3})/;

function meaningOf(word: string, { whole, stems }: Forms): TranslatedWord['meaning'] {
	const found = whole.get(word);
	if (found) return found;
	for (let end = Math.min(word.length, LONGEST_STEM); end >= SHORTEST_STEM; end--) {
		const meaning = stems.get(word.slice(0, end));
		if (meaning) return meaning;
	}
	const bare = word.replace(arabicBeginning, '');
	return bare === word ? null : (whole.get(bare) ?? null);
}

const lowered = (word: string, language: TranslatedLanguage): string =>
	word.toLocaleLowerCase(language === 'tr' ? 'tr' : undefined).replace(/[\u064B-\u0652]/g, '');
const notSpeech = /https?:\/\/\S+|[@#][\p{L}\p{N}_]+/gu;

/**
 * What a post in another language is about, word by word and in its order: the most frequent words of a crisis, each
 * with its meaning. It is no translation: grammar, denial and irony are lost.
 */
export function translateWords(text: string, language: TranslatedLanguage): TranslatedWord[] {
	const forms = formsOf(language);
	const translated: TranslatedWord[] = [];
	for (const [word] of visibleText(text)
		.replace(notSpeech, ' ')
		.matchAll(/[\p{L}\p{M}]+(?:['’]\p{L}+)?|\p{N}+(?:[.:,]\p{N}+)*/gu)) {
		const meaning = meaningOf(lowered(word, language), forms);
		const before = translated.at(-1);
		if (meaning === null && before?.meaning === null)
			translated.splice(-1, 1, { text: `${before.text} ${word}`, meaning });
		else translated.push({ text: word, meaning });
	}
	return translated;
}
