import { z } from 'zod';
import { maskText } from '../posts/masking/mask-text';
import { plainAnswer, webAddressesIn } from './plain-answer';

/** A post in the reader's language, made by a machine. */
export const Translation = z.object({
	text: z.string(),
	/** The model as its server names it. */
	model: z.string()
});
export type Translation = z.infer<typeof Translation>;

/**
 * What a model answered, as a translation of the masked text; null when it cannot be one: empty, far longer, or with a
 * web address of its own. Posts are data: one that gives the model instructions gets nothing more on the screen than
 * plain text.
 */
export function readTranslation(source: string, answer: string): string | null {
	const text = maskText(plainAnswer(answer));
	if (text === '' || text.length > source.length * 3 + 200) return null;
	const known = new Set(webAddressesIn(source));
	return webAddressesIn(text).every((address) => known.has(address)) ? text : null;
}
