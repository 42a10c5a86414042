/** The longest text that is stored, in UTF-16 units: nobody reads more of one post. */
export const longestText = 10_000;
/** The end of a text that was cut. */
export const cutMark = ' […]';

/** A longer text is cut before any other work. */
const LONGEST_INPUT = 1_000_000;
const PLAIN_ASCII = /^[\x20-\x7e\n]*$/;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const BLANKS = /[\t\p{Zs}]+/gu;
const CONTROLS = /[[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]--\n]/gv;
/**
 * Zero-width characters, bidi controls, soft hyphens, fillers and tags: they hide words from a search or reverse a line.
 * A flag made of tags is kept.
 */
const INVISIBLE =
	/(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F})|(?![\u200C-\u200D]|[\uFE0E-\uFE0F])\p{Default_Ignorable_Code_Point}/gu;
/** No writing system has more than a few marks on a letter; more of them cover other lines. */
const EXCESS_MARKS = /([\p{M}\u200C-\u200D]{8})[\p{M}\u200C-\u200D]+/gu;
const VARIATION_SELECTORS =
	/((?<=\p{Extended_Pictographic})[\uFE0E-\uFE0F]|(?<=[0-9#*])\uFE0F(?=\u20E3))|[\uFE0E-\uFE0F]/gu;
/**
 * A joiner belongs between the parts of one emoji, and in scripts where it changes the shape of letters (Persian, the
 * Indian ones).
 */
const JOINING_SCRIPTS =
	'[\\p{scx=Arab}\\p{scx=Beng}\\p{scx=Deva}\\p{scx=Gujr}\\p{scx=Guru}\\p{scx=Khmr}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Orya}\\p{scx=Sinh}\\p{scx=Taml}\\p{scx=Telu}]';
const JOINERS = new RegExp(
	`((?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})|(?<=${JOINING_SCRIPTS})[\\u200C-\\u200D](?=${JOINING_SCRIPTS}))|[\\u200C-\\u200D]`,
	'gu'
);
const keepFirst = (_: string, kept: string | undefined): string => kept ?? '';

/**
 * Text as it can be stored, searched and shown: Unicode NFC; without control characters, lone surrogates, bidi controls
 * and other unseen characters; at most eight marks on a letter; spaces and empty lines tidied; at most `longest` units,
 * a cut marked. Never throws, and cleaning twice gives the same.
 */
export function cleanText(text: string, longest = longestText): string {
	const input = text.slice(0, LONGEST_INPUT);
	const clean = tidyWhitespace(PLAIN_ASCII.test(input) ? input : removeInvisible(input));
	return clean.length > longest || input.length < text.length ? cut(clean, longest) : clean;
}

/** One line: a name, a handle, a title. */
export function cleanLine(text: string, longest = 200): string {
	return cleanText(text.slice(0, LONGEST_INPUT).replace(/[\s\u0085]+/g, ' '), longest);
}

function removeInvisible(text: string): string {
	const clean = text.replace(LINE_ENDS, '\n').replace(BLANKS, ' ').replace(CONTROLS, '').replace(INVISIBLE, keepFirst);
	return normaliseMarks(clean);
}

/** Repeats until stable: removing a joiner may reorder the marks around it and leave another mark without its letter. */
function normaliseMarks(text: string): string {
	const next = text
		.normalize('NFC')
		.replace(EXCESS_MARKS, '$1')
		.replace(VARIATION_SELECTORS, keepFirst)
		.replace(JOINERS, keepFirst);
	return next === text ? text : normaliseMarks(next);
}

function tidyWhitespace(text: string): string {
	return text
		.replace(/ {2,}/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function cut(text: string, longest: number): string {
	const kept = text.slice(0, Math.max(0, longest - cutMark.length));
	// Remove half a surrogate pair, half a flag or half an emoji sequence at the cut.
	return (kept.replace(/[\p{Surrogate}\p{Default_Ignorable_Code_Point}\s]+$/u, '') + cutMark).trim();
}
