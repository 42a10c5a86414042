/** Alike for all texts that an expression without regard to case takes for the same, and perhaps for some more. */
const folded = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** The folded text, and where in the text a UTF-16 unit of it, or its end, comes from. */
function foldedWithPlaces(text: string): { readonly plain: string; readonly placeOf: (unit: number) => number } {
	const whole = folded(text);
	// Folding makes no letter shorter: with the same length all are where they were.
	if (whole.length === text.length) return { plain: whole, placeOf: (unit) => unit };
	let plain = '';
	const places: number[] = [];
	let at = 0;
	for (const character of text) {
		const letters = folded(character);
		for (let unit = 0; unit < letters.length; unit++) places.push(at);
		plain += letters;
		at += character.length;
	}
	return { plain, placeOf: (unit) => places[unit] ?? text.length };
}

const particles = new Set(['van', 'der', 'den', 'het', 'ten', 'ter', 'von', 'the']);
/** A word, or any other character. */
const token = /[\p{L}\d]+|[^\p{L}\d]/gu;
const endsInWord = /[\p{L}\d]$/u;
const beginsWithWord = /^[\p{L}\d]/u;

/** `exact`: as it must be written; null for any case. */
interface Form {
	readonly plain: string;
	readonly exact: string | null;
}
const wholeName = (name: string): Form => ({ plain: folded(name), exact: null });
/** The parts of a name that are long enough, as they are written. */
const partsOf = (name: string): Form[] =>
	name
		.split(/[\s._]+/)
		.filter((part) => part.length >= 3 && /^\p{Lu}/u.test(part) && !particles.has(part.toLowerCase()))
		.map((exact) => ({ plain: folded(exact), exact }));

/**
 * Replaces names wherever they stand as a whole, the longest first: `names` and their parts, `others` as a whole only.
 * The time grows with the length of the text, not with that and the number of names.
 */
export function givenNames(names: readonly string[], others: readonly string[]): (text: string) => string {
	const own = names.map((name) => name.trim().replace(/^@/, '')).filter((name) => name.length >= 2);
	const byFirst = new Map<string, Form[]>();
	for (const form of [...own.flatMap((name) => [wholeName(name), ...partsOf(name)]), ...others.map(wholeName)]) {
		const [first] = form.plain.match(token) ?? [];
		if (first === undefined) continue;
		const alike = byFirst.get(first);
		if (alike) alike.push(form);
		else byFirst.set(first, [form]);
	}
	for (const forms of byFirst.values()) forms.sort((a, b) => b.plain.length - a.plain.length);
	return (text) => (byFirst.size === 0 ? text : replaced(text, byFirst));
}

function replaced(text: string, byFirst: ReadonlyMap<string, readonly Form[]>): string {
	const { plain, placeOf } = foldedWithPlaces(text);
	let masked = '';
	let from = 0;
	for (const { 0: first, index } of plain.matchAll(token)) {
		const start = placeOf(index);
		if (start < from || endsInWord.test(plain.slice(Math.max(0, index - 2), index))) continue;
		const form = byFirst.get(first)?.find(({ plain: name, exact }) => {
			const end = index + name.length;
			if (!plain.startsWith(name, index) || beginsWithWord.test(plain.slice(end, end + 2))) return false;
			return exact === null || text.slice(start, placeOf(end)) === exact;
		});
		if (!form) continue;
		masked += `${text.slice(from, start)}…`;
		from = placeOf(index + form.plain.length);
	}
	return masked + text.slice(from);
}
