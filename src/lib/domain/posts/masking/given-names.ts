/** Equal for all texts that a case-insensitive expression matches with each other, and perhaps for some more. */
const folded = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** The folded text, and the position in the source text of each of its UTF-16 units and of its end. */
function foldedWithPositions(text: string): { readonly plain: string; readonly positionOf: (unit: number) => number } {
	const whole = folded(text);
	// Folding makes no letter shorter: when the length is the same, so are the positions.
	if (whole.length === text.length) return { plain: whole, positionOf: (unit) => unit };
	let plain = '';
	const positions: number[] = [];
	let at = 0;
	for (const character of text) {
		const letters = folded(character);
		for (let unit = 0; unit < letters.length; unit++) positions.push(at);
		plain += letters;
		at += character.length;
	}
	return { plain, positionOf: (unit) => positions[unit] ?? text.length };
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
 * Replaces names wherever they occur as whole words, the longest first: `names` and their parts, `others` only in full.
 * The time depends on the length of the text, not on the number of names.
 */
export function nameReplacer(names: readonly string[], others: readonly string[]): (text: string) => string {
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
	const { plain, positionOf } = foldedWithPositions(text);
	let masked = '';
	let from = 0;
	for (const { 0: first, index } of plain.matchAll(token)) {
		const start = positionOf(index);
		if (start < from || endsInWord.test(plain.slice(Math.max(0, index - 2), index))) continue;
		const form = byFirst.get(first)?.find(({ plain: name, exact }) => {
			const end = index + name.length;
			if (!plain.startsWith(name, index) || beginsWithWord.test(plain.slice(end, end + 2))) return false;
			return exact === null || text.slice(start, positionOf(end)) === exact;
		});
		if (!form) continue;
		masked += `${text.slice(from, start)}…`;
		from = positionOf(index + form.plain.length);
	}
	return masked + text.slice(from);
}
