import { tidyWhitespace, visibleText } from '$lib/domain/core/texts/visible';

/** The longest text that is stored, in UTF-16 units: nobody reads more than this of one post. */
export const MAX_STORED_TEXT_LENGTH = 10_000;
/** The end of a text that was cut. */
export const cutMark = ' […]';

/** A longer text is cut before any other work. */
const LONGEST_INPUT = 1_000_000;
const PLAIN_ASCII = /^[\x20-\x7e\n]*$/;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const BLANKS = /[\t\p{Zs}]+/gu;
const CONTROLS = /[[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]--\n]/gv;
/** No writing system has more than a few marks on a letter; more of them cover other lines, also with invisible characters between. */
const EXCESS_MARKS = /([\p{M}\p{Default_Ignorable_Code_Point}]{8})[\p{M}\p{Default_Ignorable_Code_Point}]+/gu;

/**
 * Text as it can be stored and shown: Unicode NFC; without control characters and lone surrogates; at most eight marks
 * and invisible characters in a row; spaces and empty lines tidied; at most `maxLength` units, a cut marked. Empty when
 * nothing of it can be seen. Other invisible characters and bidi controls stay: see `visibleText`. Never throws, and
 * cleaning twice gives the same.
 */
export function cleanText(text: string, maxLength = MAX_STORED_TEXT_LENGTH): string {
	const input = text.slice(0, LONGEST_INPUT);
	const clean = tidyWhitespace(PLAIN_ASCII.test(input) ? input : storable(input));
	if (visibleText(clean) === '') return '';
	return clean.length > maxLength || input.length < text.length ? cut(clean, maxLength) : clean;
}

/** One line: a name, a handle, a title. */
export function cleanLine(text: string, maxLength = 200): string {
	return cleanText(text.slice(0, LONGEST_INPUT).replace(/[\s\u0085]+/g, ' '), maxLength);
}

const storable = (text: string): string =>
	normaliseMarks(text.replace(LINE_ENDS, '\n').replace(BLANKS, ' ').replace(CONTROLS, ''));

/** Repeats until stable: with fewer marks others may combine with the letter. */
function normaliseMarks(text: string): string {
	const next = text.normalize('NFC').replace(EXCESS_MARKS, '$1');
	return next === text ? text : normaliseMarks(next);
}

function cut(text: string, maxLength: number): string {
	const start = text.slice(0, Math.max(0, maxLength - cutMark.length));
	// Remove half a surrogate pair, half a flag or half an emoji sequence at the cut.
	return (start.replace(/[\p{Surrogate}\p{Default_Ignorable_Code_Point}\s]+$/u, '') + cutMark).trim();
}
