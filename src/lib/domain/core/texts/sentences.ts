/** After these words, or one letter, a full stop does not end a sentence. */
const ABBREVIATION =
	/(?:^|[\s(‘’“'"])(?:\p{L}|(?:\p{L}\.)+\p{L}|dr|drs|mr|mrs|ms|ir|ing|prof|ds|dhr|mw|mevr|st|nr|no|art|blz|tel|ca|bijv|bv|enz|jl|resp|evt|max|min|incl|excl|gem|vs|approx|etc)\.$/iu;
/** No abbreviation is longer, with what is before it. */
const ABBREVIATION_LENGTH = 24;
/** The end of a sentence and the space behind it. */
const BOUNDARY = /([.!?…]['"’”»)]*)\s+(?=['"‘“«(]*[\p{Lu}\p{N}])/gu;

/** The sentences of a text; a line ends one too. In doubt two sentences stay together. Time is linear in the length. */
export function sentencesOf(text: string): string[] {
	return text.split('\n').flatMap((each) => {
		const line = each.trim();
		const found: string[] = [];
		let start = 0;
		for (const { 0: gap, 1: mark = '', index } of line.matchAll(BOUNDARY)) {
			const end = index + mark.length;
			if (ABBREVIATION.test(line.slice(Math.max(start, end - ABBREVIATION_LENGTH), end))) continue;
			found.push(line.slice(start, end));
			start = index + gap.length;
		}
		return line === '' ? [] : [...found, line.slice(start)];
	});
}

/**
 * The first sentences of a text that fit in `maxLength` characters, and how many were left out. The first is always whole.
 */
export function wholeSentences(text: string, maxLength: number): { readonly text: string; readonly left: number } {
	const sentences = sentencesOf(text);
	let count = Math.min(1, sentences.length);
	while (count < sentences.length && sentences.slice(0, count + 1).join(' ').length <= maxLength) count += 1;
	return { text: sentences.slice(0, count).join(' '), left: sentences.length - count };
}

/** The words of a text that say what it is about: of four letters or more, and numbers. */
export const contentWords = (text: string): ReadonlySet<string> =>
	new Set(text.toLocaleLowerCase('nl').match(/\p{L}{4,}|\d+/gu) ?? []);

/** Words that end as a sentence, also where a closing quotation mark or bracket follows the full stop. */
const ENDED = /[.!?…]["'’”»)\]]*$/u;

/** These words as a sentence: with a full stop unless they end in a mark. */
export function asSentence(words: string): string {
	const trimmed = words.trim();
	return trimmed === '' || ENDED.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** These words between quotation marks as the end of a sentence: one full stop, after the closing mark. */
export const quotedSentence = (words: string): string => asSentence(`‘${words.trim().replace(/(?<!\.)\.$/u, '')}’`);
