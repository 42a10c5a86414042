import { hash } from './signatures';

/** What can be said of a copy by its letters alone, without reading it: that it is exact, or cut off. */

const SHARE_MARK = /^RT @\w+: /;
/**
 * What a post passes on, without who wrote it; `read` takes that off too. Of a long text only the whole, since only its
 * beginning is read.
 */
export const sharedText = (text: string): string =>
	text.length > 1900 || !text.startsWith('RT') ? text : text.replace(SHARE_MARK, '');

/** Six words, as many as `compare` asks of what was cut off. */
const LONG_ENOUGH = /^(?:[^\p{L}\p{N}]*[\p{L}\p{N}]+(?![\p{L}\p{N}])){6}/u;
const IN_WORD = /^[\p{L}\p{N}]$/u;

/** What stands before the ellipsis of a text that is cut off; null when it is not, or too short to say of what. */
export function cutText(text: string): string | null {
	const dots = text.endsWith('…') ? 1 : text.endsWith('...') ? 3 : 0;
	if (dots === 0) return null;
	const cut = sharedText(text).slice(0, -dots);
	return cut.length >= BEGINNING_LENGTH && IN_WORD.test(cut.at(-1) ?? '') && LONG_ENOUGH.test(cut) ? cut : null;
}

const GOES_ON = /[\p{L}\p{N}]/u;
/** Whether a text begins with this and goes on. */
export function goesOn(text: string, beginning: string): boolean {
	const whole = sharedText(text);
	return whole.startsWith(beginning) && GOES_ON.test(whole.slice(beginning.length));
}

const BEGINNING_LENGTH = 32;
/** The key of all that begins with the same letters; 0 for a text that is shorter. */
export function beginningOf(text: string): number {
	const whole = sharedText(text);
	return whole.length < BEGINNING_LENGTH ? 0 : hash(whole.slice(0, BEGINNING_LENGTH));
}
