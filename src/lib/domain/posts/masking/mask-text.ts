import { details, type Mask } from './details';
import { givenNames } from './given-names';
import { personNames } from './person-names';

/** Made at its first use: a page that masks nothing does not wait for it. */
let everywhere: readonly Mask[] | undefined;

/** How often a text is gone through. More than this no text needs that was not made to need it. */
const ROUNDS = 12;

/**
 * The text without what leads to a person: accounts and links to them, e-mail addresses, telephone numbers, bank
 * accounts, number plates, house numbers with their street, names of private persons by what stands before them, and
 * `names` (the author's name and handle); of `others` the whole name only. Times, days, prices, road numbers, office
 * holders and organisations stay. The result is never longer, and masking it again changes nothing.
 */
export function maskText(text: string, names: readonly string[] = [], others: readonly string[] = []): string {
	everywhere ??= [...details(), ...personNames()];
	const masks = everywhere;
	const withoutNames = givenNames(names, others);
	const once = (before: string): string =>
		withoutNames(masks.reduce((so, { found, instead }) => so.replace(found, instead), before));
	return settled(settled(text, once, restOfLines), once, () => '…');
}

/**
 * What stands in place of one detail can end another: until nothing is found. A text in which each detail shows the
 * next one would take as many rounds as it has details, so after some rounds `rest` replaces what is left.
 */
function settled(text: string, once: (text: string) => string, rest: (text: string, next: string) => string): string {
	let masked = text;
	for (let round = 0; round < ROUNDS; round++) {
		const before = masked;
		masked = once(before);
		if (masked === before) return masked;
	}
	const next = once(masked);
	return next === masked ? masked : rest(masked, next);
}

/** No line in which something is still found. */
function restOfLines(text: string, next: string): string {
	const [before, after] = [text.split('\n'), next.split('\n')];
	return before.length === after.length ? before.map((line, at) => (line === after[at] ? line : '…')).join('\n') : '…';
}
