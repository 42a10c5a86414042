/** Text that cleaning does not change. */
const unchangedText = /^[\n -~]*$/;
/** The line break of any system. */
export const lineBreak = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** U+2800 is a sign of Braille without a dot, and U+FEFF a space of no width. */
const space = /[\t\p{Zs}\uFEFF\u2800]/gu;
/** One emoji of one or more parts, or the key of a telephone: here joiners and selectors are kept. */
const emoji =
	'\\p{ExtPict}(?:\\p{EMod}|[\\uFE0E\\uFE0F])?(?:\\u200D\\p{ExtPict}(?:\\p{EMod}|[\\uFE0E\\uFE0F])?)*|[0-9#*]\\uFE0F\\u20E3';
/**
 * Control characters, bidi controls, zero width, joiners, soft hyphens, fillers, tags, annotation marks, object
 * replacement characters, and code points that are no characters.
 */
const unseen = '(?!\\n)\\p{Cc}|\\p{Default_Ignorable_Code_Point}|\\p{Noncharacter_Code_Point}|[\\uFFF9-\\uFFFC]';
let emojiOrUnseen: RegExp | undefined;

/**
 * A text as it is stored, so that texts that look the same have the same characters: Unicode NFC, one kind of space and
 * of line break, and no invisible characters except the joiners within an emoji. The number of spaces and lines stays.
 * Cleaning again changes nothing.
 */
export function cleanInput(text: string): string {
	if (unchangedText.test(text)) return text;
	emojiOrUnseen ??= new RegExp(`(${emoji})|${unseen}`, 'gu');
	const clean = text
		.replace(lineBreak, '\n')
		.replace(space, ' ')
		.normalize('NFC')
		.replace(emojiOrUnseen, (_, found: string | undefined) => found ?? '');
	// Without a sign between them, a letter and its mark become one, or an emoji ends.
	return clean === text ? text : cleanInput(clean);
}
