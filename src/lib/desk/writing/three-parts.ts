/** The parts of a rebuttal: the fact, the misunderstanding once, and the fact again with what people can do. */
interface ThreeParts {
	readonly fact: string;
	readonly misunderstanding: string;
	readonly again: string;
}

/**
 * Splits a stored text into its first paragraph, its second, and the rest. A text of another form is all `fact`, so
 * that nothing is lost.
 */
export function partsOf(text: string): ThreeParts {
	const [fact = '', misunderstanding = '', ...rest] = text.split(/\n[^\S\n]*\n\s*/);
	return { fact, misunderstanding, again: rest.join('\n\n') };
}

/** Whether a text can be written in three fields: it has parts, or no words yet. Other text stays in one field. */
export const hasParts = (text: string): boolean => text.trim() === '' || partsOf(text).misunderstanding !== '';

/** Joins the non-empty parts. A blank line separates parts, so blank lines within the first two are removed. */
export const joinParts = ({ fact, misunderstanding, again }: ThreeParts): string =>
	[...[fact, misunderstanding].map((part) => part.replace(/\n\s*\n/g, '\n')), again]
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.join('\n\n');
