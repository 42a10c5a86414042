/** Words that end as a sentence, also where a closing quotation mark or bracket follows the full stop. */
const ENDED = /[.!?…]["'’”»)\]]*$/u;

/** These words as a sentence: with a full stop unless they end in a mark. */
export function asSentence(words: string): string {
	const trimmed = words.trim();
	return trimmed === '' || ENDED.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** These words between quotation marks as the end of a sentence: one full stop, after the closing mark. */
export const quotedSentence = (words: string): string => asSentence(`‘${words.trim().replace(/(?<!\.)\.$/u, '')}’`);
