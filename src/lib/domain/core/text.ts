import { z } from 'zod';

/**
 * What jsonb and JSON can hold: no NUL, no lone surrogate. `max` counts UTF-16 units, as browsers' `maxlength` does.
 */
const holdable = /^[^\p{Surrogate}\0]*$/u;

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

/** Text that may be empty. */
export const LooseText = (max: number) => z.string().max(max).regex(holdable);

/** Text that is not empty: trimmed, at least one character. */
export const Text = (max: number) => z.string().trim().min(1).max(max).regex(holdable);
