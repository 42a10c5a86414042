/** The pattern of a rebuttal: what is so, the misunderstanding once, what is so and what people can do. */
interface ThreeParts {
	readonly fact: string;
	readonly misunderstanding: string;
	readonly again: string;
}

/**
 * The parts of a text, which is stored as one: its first paragraph, its second, and the rest. A text of another form is
 * all fact, so that nothing is lost by looking at it in parts.
 */
export function partsOf(text: string): ThreeParts {
	const [fact = '', misunderstanding = '', ...rest] = text.split(/\n[^\S\n]*\n\s*/);
	return { fact, misunderstanding, again: rest.join('\n\n') };
}

/** One text of the parts that have words. A blank line ends a part, so the first two hold none. */
export const joinParts = ({ fact, misunderstanding, again }: ThreeParts): string =>
	[...[fact, misunderstanding].map((part) => part.replace(/\n\s*\n/g, '\n')), again]
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.join('\n\n');
