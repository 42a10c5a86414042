import { hash } from './signatures';

/** Recognises exact and truncated copies by their letters, without reading the texts. */

const BEGINNING_LENGTH = 32;

const SHARE_MARK = /^RT @\w+: /;
/**
 * The shared text without the name of its author, which `read` also removes. A long text is returned whole, because `read`
 * uses only its beginning.
 */
export const sharedText = (text: string): string =>
	text.length > 1900 || !text.startsWith('RT') ? text : text.replace(SHARE_MARK, '');

/** Six words, as many as `compare` requires of a truncated text. */
const LONG_ENOUGH = /^(?:[^\p{L}\p{N}]*[\p{L}\p{N}]+(?![\p{L}\p{N}])){6}/u;
const IN_WORD = /^[\p{L}\p{N}]$/u;

/** The text before the ellipsis of a truncated text; null when it is not truncated, or too short. */
export function cutText(text: string): string | null {
	const dots = text.endsWith('…') ? 1 : text.endsWith('...') ? 3 : 0;
	if (dots === 0) return null;
	const cut = sharedText(text).slice(0, -dots);
	return cut.length >= BEGINNING_LENGTH && IN_WORD.test(cut.at(-1) ?? '') && LONG_ENOUGH.test(cut) ? cut : null;
}

const GOES_ON = /[\p{L}\p{N}]/u;
/** Whether a text begins with this and continues. */
export function goesOn(text: string, beginning: string): boolean {
	const whole = sharedText(text);
	return whole.startsWith(beginning) && GOES_ON.test(whole.slice(beginning.length));
}

/** The key of texts that begin with the same letters; 0 for a shorter text. */
export function beginningOf(text: string): number {
	const whole = sharedText(text);
	return whole.length < BEGINNING_LENGTH ? 0 : hash(whole.slice(0, BEGINNING_LENGTH));
}
