import { visibleText } from '$lib/domain/core/texts/visible';
import { details, type DetailKind, type Mask } from './details';
import { nameReplacer } from './given-names';
import { personNames } from './person-names';
import { nothingPublic, type IsPublic } from './public-details';

/** Made at its first use: a page that masks nothing does not wait for it. */
let everywhere: readonly Mask[] | undefined;
const allMasks = (): readonly Mask[] => (everywhere ??= [...details(), ...personNames()]);

/** The most times that a text is masked again. Only a text written to defeat masking needs more. */
const ROUNDS = 12;

/**
 * The text without what identifies a person: accounts and links to them, e-mail addresses, telephone numbers, bank
 * accounts, number plates, house numbers with their street, names of private persons by the words before them, and
 * `names` (the author's name and handle); of `others` the whole name only. Times, days, prices, road numbers, 112, 14
 * 0xx, 0800 and 0900, office holders, organisations and what is on the installation's own list stay. The result is never
 * longer, and masking it again changes nothing.
 */
export function maskText(
	text: string,
	names: readonly string[] = [],
	others: readonly string[] = [],
	isPublic: IsPublic = nothingPublic
): string {
	const withoutNames = nameReplacer(names.map(visibleText), others.map(visibleText));
	return masked(text, (before) => withoutNames(withoutDetails(before, allMasks(), isPublic)));
}

/**
 * The same for words that people outside read. A house number stays: it says where a fire or a shelter is, and words of
 * posts, in which it says where somebody lives, were masked as a whole.
 * @param withoutNames takes out the names that are known
 */
export const maskForOutside = (
	text: string,
	isPublic: IsPublic,
	withoutNames: (text: string) => string = (before) => before
): string => masked(text, (before) => withoutNames(withoutDetails(before, outside(), isPublic)));
const outside = (): readonly Mask[] => allMasks().filter(({ kind }) => kind !== 'address');

/** The details that {@link maskForOutside} takes out, in the order of their kinds, each once. */
export function detailsIn(text: string, isPublic: IsPublic): { readonly kind: DetailKind; readonly found: string }[] {
	const found = new Map<string, DetailKind>();
	outside().reduce(
		(so, mask) =>
			replaced(so, mask, isPublic, (match) => {
				if (!found.has(match)) found.set(match, mask.kind);
			}),
		visibleText(text)
	);
	return [...found].map(([match, kind]) => ({ kind, found: match }));
}

const withoutDetails = (text: string, masks: readonly Mask[], isPublic: IsPublic): string =>
	masks.reduce((so, mask) => replaced(so, mask, isPublic), text);

const replaced = (text: string, mask: Mask, isPublic: IsPublic, note?: (match: string) => void): string =>
	text.replace(mask.found, (match: string, ...parts: string[]) => {
		const at = Number(parts.at(-2)); // after the groups come the index and the whole text
		if (isPublic(mask.kind, match) || isInUuid(text, at, match.length)) return match;
		const instead = mask.instead(match, ...parts);
		if (instead !== match) note?.(match);
		return instead;
	});

const UUID = /(?<![\p{L}\d])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\d])/giu;
/** Digits and letters in an identifier often look like a number of a person. */
function isInUuid(text: string, at: number, length: number): boolean {
	const from = Math.max(0, at - 37);
	return [...text.slice(from, at + length + 37).matchAll(UUID)].some(
		({ index }) => from + index < at + length && from + index + 36 > at
	);
}

/** A text in which nothing is found is returned unchanged, with its invisible characters. */
function masked(text: string, maskOnce: (text: string) => string): string {
	const visible = visibleText(text);
	const result = settled(settled(visible, maskOnce, restOfLines), maskOnce, () => '…');
	return result === visible ? text : result;
}

/**
 * Masks again until nothing is found, because masking one detail can reveal another. A text in which each detail
 * reveals the next one would take as many rounds as it has details, so after some rounds `rest` replaces what is left.
 */
function settled(
	text: string,
	maskOnce: (text: string) => string,
	rest: (text: string, next: string) => string
): string {
	let current = text;
	for (let round = 0; round < ROUNDS; round++) {
		const before = current;
		current = maskOnce(before);
		if (current === before) return current;
	}
	const next = maskOnce(current);
	return next === current ? current : rest(current, next);
}

/** Replaces each line in which something is still found. */
function restOfLines(text: string, next: string): string {
	const [before, after] = [text.split('\n'), next.split('\n')];
	return before.length === after.length ? before.map((line, at) => (line === after[at] ? line : '…')).join('\n') : '…';
}
