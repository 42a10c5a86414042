const PLAIN_ASCII = /^[\n -~]*$/;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
/** Zero-width characters, bidi controls, soft hyphens, fillers and tags. A flag made of tags is visible. */
const INVISIBLE =
	/(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F})|(?![\u200C-\u200D]|[\uFE0E-\uFE0F])\p{Default_Ignorable_Code_Point}/gu;
const VARIATION_SELECTORS =
	/((?<=\p{Extended_Pictographic})[\uFE0E-\uFE0F]|(?<=[0-9#*])\uFE0F(?=\u20E3))|[\uFE0E-\uFE0F]/gu;
/**
 * A joiner has a visible effect between the parts of one emoji, and in scripts where it changes the shape of letters
 * (Persian, the Indian ones).
 */
const JOINING_SCRIPTS =
	'[\\p{scx=Arab}\\p{scx=Beng}\\p{scx=Deva}\\p{scx=Gujr}\\p{scx=Guru}\\p{scx=Khmr}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Orya}\\p{scx=Sinh}\\p{scx=Taml}\\p{scx=Telu}]';
const JOINERS = new RegExp(
	`((?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})|(?<=${JOINING_SCRIPTS})[\\u200C-\\u200D](?=${JOINING_SCRIPTS}))|[\\u200C-\\u200D]`,
	'gu'
);
const keepFirst = (_: string, group: string | undefined): string => group ?? '';

/**
 * The text of a post as its readers see it: without invisible characters and bidi controls. Posts and names of authors
 * are stored and shown with them; all code that compares, searches, masks or analyses them uses this. Pure; applying it
 * to the result changes nothing.
 */
export function visibleText(text: string): string {
	return PLAIN_ASCII.test(text) || !IGNORABLE.test(text) ? text : tidyWhitespace(withoutInvisible(text));
}

/** Repeats until stable: removing a joiner may reorder the marks around it and leave another mark without its letter. */
function withoutInvisible(text: string): string {
	const next = text
		.replace(INVISIBLE, keepFirst)
		.normalize('NFC')
		.replace(VARIATION_SELECTORS, keepFirst)
		.replace(JOINERS, keepFirst);
	return next === text ? text : withoutInvisible(next);
}

/** Single spaces, none at the ends of lines, and at most one empty line between two others. */
export function tidyWhitespace(text: string): string {
	return text
		.replace(/ {2,}/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
