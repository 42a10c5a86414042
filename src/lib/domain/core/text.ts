import { z } from 'zod';
import { cleanInput } from './texts/clean';
import { declarations, type Holds } from './texts/fields';

/**
 * What jsonb and JSON can hold: no lone surrogate; a NUL is cleaned away before. `max` counts UTF-16 units, as browsers'
 * `maxlength` does.
 */
const holdable = /^\P{Surrogate}*$/u;

/** The text cut to this length, never inside a surrogate pair. */
export const cutText = (text: string, most: number): string => text.slice(0, most).replace(/\p{Surrogate}$/u, '');

/** Text of at most this length: cut at a space where there is one, and with `…` behind it. */
export function cutAtSpace(text: string, most: number): string {
	if (text.length <= most) return text;
	const cut = cutText(text, most - 1);
	const space = cut.lastIndexOf(' ');
	return `${(space > 0 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The text without the signs that XML 1.0 cannot hold. */
export const inXml = (text: string): string =>
	text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

/** Text that may be empty. It is cleaned: see {@link cleanInput}. */
export const LooseText = (max: number, holds: Holds) =>
	z.string().overwrite(cleanInput).max(max).regex(holdable).register(declarations, { holds });

/** Text that is not empty: cleaned and trimmed, at least one character. */
export const Text = (max: number, holds: Holds) =>
	z.string().overwrite(cleanInput).trim().min(1).max(max).regex(holdable).register(declarations, { holds });

/** What jsonb can hold of a text that is kept as it came. */
const asItCame = /^[^\p{Surrogate}\0]*$/u;
/**
 * The text of somebody outside, or of an exercise about to be made: kept as it came, since some scripts are written with
 * characters that cleaning removes.
 */
export const PostText = (max: number) =>
	z.string().trim().min(1).max(max).regex(asItCame).register(declarations, { holds: 'quotedWords' });
/** The same, when it may be empty. */
export const LoosePostText = (max: number) =>
	z.string().max(max).regex(asItCame).register(declarations, { holds: 'quotedWords' });

/** Text in a form that leaves no room for words. */
export const Code = (form: RegExp) => z.string().regex(form).register(declarations, { holds: 'id' });

/** Why something still holds that is in doubt: long enough to say something to who reads it later. */
export const ReviewReason = Text(500, 'ownWords').min(10).register(declarations, { holds: 'ownWords' });
