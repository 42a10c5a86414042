import { figureAt } from '$lib/server/analysis/text/numbers';
import { wordsOf, type TextToken } from '$lib/server/analysis/text/words';

/** Words that do not say what a number counts. */
const SMALL = new Set(
	`de het een dit dat die deze er hier daar in op van voor om tot vanaf aan met naar bij uit te en of als nog al ook maar
	is zijn was waren wordt worden heeft hebben wij we u ze zij ongeveer circa bijna meer minder dan maximaal minstens
	the a an this that there in on of for to from at with by and or is are was were we you about nearly more less than`.split(
		/\s+/
	)
);

interface NamedNumber {
	/** A count, a moment or a telephone number: only the same kinds are compared. */
	readonly kind: string;
	readonly value: string;
	/** The number with the word after it. */
	readonly shown: string;
	/** What it counts, where the word after it says so; as a stem, so that one and several are the same thing. */
	readonly thing: string | null;
	/** The words beside it that say what it counts. */
	readonly beside: readonly string[];
}

/** One thing that texts give different numbers for: each number, and in which texts it stands, counted from 1. */
export type DifferingNumber = readonly { readonly shown: string; readonly texts: readonly number[] }[];

/**
 * The lines, with numbers in one spelling: (030) 286 as 030-286, 1 200 as 1.200, 15.00-16.00 as two moments. Longer lines
 * are read in parts: {@link wordsOf} reads 2,000 characters.
 */
const partsOf = (text: string): string[] =>
	text
		.replace(/\((0\d{1,3})\)[ -]?(?=\d)/g, '$1-')
		.replace(/(?<![\d.,-] ?)([1-9]\d{0,2}) (?=\d{3}(?![\d.,-]| \d))/g, (all, digits: string) =>
			digits === '14' ? all : `${digits}.`
		)
		.replace(/(\d[.:]\d\d) ?[-–] ?(?=\d{1,2}[.:]\d\d)/g, '$1 - ')
		.split('\n')
		.flatMap((line) => line.match(/.{1,1900}(?:\s|$)/gu) ?? []);

/** Doden, dode and bussen, bus are one thing. */
const stemOf = (word: string): string =>
	word.length < 4 ? word : word.replace(/(?:en|(?<=.{4})s|e|n)$/, '').replace(/(.)\1/g, '$1');

function numbersIn(text: string): NamedNumber[] {
	return partsOf(text).flatMap((part) => {
		const { tokens } = wordsOf(part);
		const found: NamedNumber[] = [];
		for (let at = 0; at < tokens.length; at += 1) {
			const figure = figureAt(tokens, at);
			const [kind] = /^(?:n(?=\d)|t|\d+:)/.exec(figure?.value ?? '') ?? [];
			if (!figure || kind === undefined) continue;
			const { value, length, hour } = figure;
			const isMoment = kind.endsWith(':');
			const after = tokens[at + length];
			const named = after?.kind === 'word' && !SMALL.has(after.text) ? after : null;
			found.push({
				thing: named && !isNumber(tokens, at + length) ? stemOf(named.text) : null,
				kind: isMoment ? 'moment' : kind,
				value: hour === undefined ? value : `${hour}${value.slice(value.indexOf(':'))}`,
				shown: [...tokens.slice(at, at + length), ...(named ? [named] : [])].map((token) => token.text).join(' '),
				beside: [
					...besides(tokens, at - 1, -1, 3),
					...besides(tokens, at + length, 1, 4),
					...(isMoment && tokens[at - 1] ? [`at ${tokens[at - 1]?.text ?? ''}`] : [])
				]
			});
			at += length - 1;
		}
		return found;
	});
}

/** The nearest word that means something, at most so many tokens away and in the same clause. */
function besides(tokens: readonly TextToken[], from: number, step: 1 | -1, most: number): string[] {
	const start = tokens[from - step];
	for (let i = 0; i < most; i += 1) {
		const token = tokens[from + i * step];
		if (!token || token.sentence !== start?.sentence) return [];
		if (token.kind === 'word' && !SMALL.has(token.text) && !isNumber(tokens, from + i * step))
			return [stemOf(token.text)];
	}
	return [];
}
/** A month or a day is no number, but a word that says what a number is. */
function isNumber(tokens: readonly TextToken[], at: number): boolean {
	const figure = figureAt(tokens, at);
	return figure !== null && !figure.value.startsWith('d:');
}

/**
 * The numbers that the others do not give. Each of theirs stands for one: 5 buses are not also the 5 homes, and the 12
 * dead of one text are not the 12 wounded of the other, where it names dead too.
 */
function onlyIn(all: readonly NamedNumber[], others: readonly NamedNumber[]): NamedNumber[] {
	const unmatched = [...others];
	const isMissing = (one: NamedNumber, isSame: (other: NamedNumber) => boolean): boolean => {
		const at = unmatched.findIndex((other) => one.kind === other.kind && isSame(other));
		if (at >= 0) unmatched.splice(at, 1);
		return at < 0;
	};
	return all
		.filter((one) => isMissing(one, ({ value, thing }) => value === one.value && thing === one.thing))
		.filter((one) => isMissing(one, (other) => other.value === one.value && !isOfAnother(one, other, others)));
}

/** Whether two numbers count different things, of which the other text names this one too. */
const isOfAnother = (one: NamedNumber, other: NamedNumber, others: readonly NamedNumber[]): boolean =>
	one.thing !== null &&
	other.thing !== null &&
	one.thing !== other.thing &&
	others.some(({ thing }) => thing === one.thing);

/**
 * The numbers that differ between texts which say the same: each of two texts has one that the other does not have,
 * beside the same word. What only one text mentions is no difference.
 */
export function differingNumbers(texts: readonly string[]): DifferingNumber[] {
	const numbers = texts.map((text) => [...new Map(numbersIn(text).map((each) => [each.shown, each])).values()]);
	const textsWith = (of: NamedNumber): number[] => {
		const mine = numbers.find((all) => all.includes(of)) ?? [];
		return numbers.flatMap((all, i) => (all === mine || !onlyIn(mine, all).includes(of) ? [i + 1] : []));
	};
	const found = new Map<string, DifferingNumber>();
	for (const [i, mine] of numbers.entries())
		for (const theirs of numbers.slice(i + 1))
			for (const one of onlyIn(mine, theirs))
				for (const other of onlyIn(theirs, mine)) {
					if (one.kind !== other.kind || !one.beside.some((word) => other.beside.includes(word))) continue;
					if (isOfAnother(one, other, theirs) || isOfAnother(other, one, mine)) continue;
					const difference = [one, other].map((each) => ({ shown: each.shown, texts: textsWith(each) }));
					found.set([one.thing ?? other.thing, ...[one.value, other.value].sort()].join(' '), difference);
				}
	return [...found.values()];
}
