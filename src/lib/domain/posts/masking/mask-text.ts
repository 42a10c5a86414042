import { details, type Mask } from './details';
import { personNames } from './person-names';

/** Made at its first use: a page that masks nothing does not wait for it. */
let everywhere: readonly Mask[] | undefined;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
const particles = new Set(['van', 'der', 'den', 'het', 'ten', 'ter', 'von', 'the']);

/** Alike for all texts that an expression without regard to case takes for the same, and perhaps for some more. */
const folded = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');

const endsWord = /[\p{L}\d]$/u;
const beginsWord = /^[\p{L}\d]/u;

/** Replaces a name wherever it stands as a whole. To build an expression for each costs more than all the rest. */
function alike(part: string, flags: 'giu' | 'gu'): Mask {
	const formOf = flags === 'giu' ? folded : (text: string) => text;
	const form = formOf(part);
	return (text) => {
		const within = formOf(text);
		if (!within.includes(form)) return text;
		// A letter that became two: places in one are not those in the other.
		if (within.length !== text.length || form.length !== part.length)
			return text.replace(new RegExp(String.raw`(?<![\p{L}\d])${escaped(part)}(?![\p{L}\d])`, flags), '…');
		let masked = '';
		let from = 0;
		for (let at = within.indexOf(form); at !== -1; at = within.indexOf(form, at + 1)) {
			const end = at + form.length;
			if (at < from || endsWord.test(text.slice(Math.max(0, at - 2), at)) || beginsWord.test(text.slice(end, end + 2)))
				continue;
			masked += `${text.slice(from, at)}…`;
			from = end;
		}
		return masked + text.slice(from);
	};
}

/** A name in any case; and each part of it that is long enough, as it is written. */
function nameMasks(name: string): Mask[] {
	const whole = name.trim().replace(/^@/, '');
	if (whole.length < 2) return [];
	const parts = whole
		.split(/[\s._]+/)
		.filter((part) => part.length >= 3 && /^\p{Lu}/u.test(part) && !particles.has(part.toLowerCase()));
	return [alike(whole, 'giu'), ...parts.map((part) => alike(part, 'gu'))];
}

/**
 * The text without what leads to a person: accounts and links to them, e-mail addresses, telephone numbers, bank
 * accounts, number plates, house numbers with their street, names of private persons by what stands before them, and
 * `names` (the author's name and handle); of `others` the whole name only. Times, days, prices, road numbers, office
 * holders and organisations stay. The result is never longer, and masking it again changes nothing.
 */
export function maskText(text: string, names: readonly string[] = [], others: readonly string[] = []): string {
	everywhere ??= [...details(), ...personNames()];
	const masks = [...everywhere, ...names.flatMap(nameMasks), ...others.map((name) => alike(name, 'giu'))];
	let masked = text;
	// What stands in place of one detail can end another: until nothing is found.
	for (let before: string | null = null; before !== masked;) {
		before = masked;
		masked = masks.reduce((so, mask) => mask(so), masked);
	}
	return masked;
}
