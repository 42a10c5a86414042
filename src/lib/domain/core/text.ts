import { z } from 'zod';
import { cleanInput } from './texts/clean';
import { declarations, type Holds } from './texts/fields';

/**
 * What jsonb and JSON can store: no lone surrogate; cleaning removes NUL. `max` counts UTF-16 units, as browsers'
 * `maxlength` does.
 */
const storable = /^\P{Surrogate}*$/u;

/** The text cut to this length, never inside a surrogate pair. */
export const cutText = (text: string, maxLength: number): string =>
	text.slice(0, maxLength).replace(/\p{Surrogate}$/u, '');

/** Text of at most this length: cut at a space if possible, and with `…` appended. */
export function cutAtSpace(text: string, maxLength: number): string {
	if (text.length <= maxLength) return text;
	const cut = cutText(text, maxLength - 1);
	const space = cut.lastIndexOf(' ');
	return `${(space > 0 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The text without characters that XML 1.0 cannot contain. */
export const inXml = (text: string): string =>
	text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

/** Text that may be empty. It is cleaned: see {@link cleanInput}. */
export const LooseText = (max: number, holds: Holds) =>
	z.string().overwrite(cleanInput).max(max).regex(storable).register(declarations, { holds });

/** Text that is not empty: cleaned and trimmed, at least one character. */
export const Text = (max: number, holds: Holds) =>
	z.string().overwrite(cleanInput).trim().min(1).max(max).regex(storable).register(declarations, { holds });

/** Unmodified text that jsonb can store. */
const unmodified = /^[^\p{Surrogate}\0]*$/u;
/**
 * The text of an outside author or of an exercise: stored unmodified, since some scripts are written with
 * characters that cleaning removes.
 */
export const PostText = (max: number) =>
	z.string().trim().min(1).max(max).regex(unmodified).register(declarations, { holds: 'quotedWords' });
/** The same, when it may be empty. */
export const LoosePostText = (max: number) =>
	z.string().max(max).regex(unmodified).register(declarations, { holds: 'quotedWords' });

/** A code: text in a fixed format. */
export const Code = (form: RegExp) => z.string().regex(form).register(declarations, { holds: 'id' });

/** The reason why something doubtful is still valid: long enough to be meaningful to a later reader. */
export const ReviewReason = Text(500, 'ownWords').min(10).register(declarations, { holds: 'ownWords' });
