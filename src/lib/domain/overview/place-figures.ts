import { z } from 'zod';
import { FindingId, FindingKind, Moment } from '../core/ids';
import { plainLetters } from '../core/plain-letters';
import type { Neighbourhood } from '../installation/neighbourhoods';

const Count = z.int().nonnegative();

/** Over how many minutes posts are counted, and before that the same number again to compare with. */
export const PLACE_MINUTES = 30;

/**
 * What people write about each neighbourhood: posts of the last thirty minutes that name it, or one of its
 * streets, as whole words. Whom they are about is not where they are.
 */
export const PlaceFigures = z.object({
	/** On the incident's clock. */
	at: Moment,
	/** Posts that name at least one neighbourhood, and those that name none. */
	placed: Count,
	unplaced: Count,
	/** In the order of the incident. */
	places: z.array(
		z.object({
			name: z.string(),
			posts: Count,
			/** In the thirty minutes before. */
			before: Count,
			/** A post without an author counts as an author of its own. */
			authors: Count,
			/** Those posts by the findings that their stories are evidence for, most first. */
			findings: z.array(z.object({ kind: FindingKind, finding: FindingId, posts: Count }))
		})
	)
});
export type PlaceFigures = z.infer<typeof PlaceFigures>;

/**
 * A regular expression for a neighbourhood, on plain letters; the same in JavaScript and PostgreSQL. A hyphen belongs to
 * a word: who writes Zuid-Holland does not name Zuid.
 */
export function placePattern(place: Named): string {
	const any = phrasesOf(place).map((words) => words.join('[^a-z0-9]+'));
	// A name of which the words were removed is found nowhere.
	if (any.length === 0) return 'a^';
	return `(^|[^a-z0-9-])(${any.join('|')})($|[^a-z0-9-]|-($|[^a-z0-9]))`;
}

type Named = Pick<Neighbourhood, 'name' | 'names'>;

/** What a neighbourhood is called, each as its words on plain letters. */
const phrasesOf = ({ name, names }: Named): string[][] =>
	[name, ...names]
		.map((each) =>
			plainLetters(each)
				.split(/[^\p{L}\p{N}]+/u)
				.filter(Boolean)
		)
		.filter((words) => words.length > 0);

/** Whether a text names the neighbourhood or one of its streets. */
export const namesPlace = (text: string, place: Named): boolean =>
	new RegExp(placePattern(place), 'u').test(plainLetters(text));

/**
 * For a text on plain letters, the places in the list of the neighbourhoods that it names, ascending: those of
 * `namesPlace`, but for many texts and many streets. Only those are tried of which the text has a first word.
 */
export function placeFinder(places: readonly Named[]): (plain: string) => number[] {
	const patterns = places.map((place) => new RegExp(placePattern(place), 'u'));
	const byFirstWord = new Map<string, number[]>();
	const always: number[] = [];
	for (const [number, place] of places.entries()) {
		const first = phrasesOf(place).map(([word = '']) => word);
		if (first.length === 0 || first.some((word) => !/^[a-z0-9]+$/.test(word))) always.push(number);
		else for (const word of new Set(first)) byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), number]);
	}
	return (plain) => {
		const tried = new Set(always);
		for (const [word] of plain.matchAll(/[a-z0-9]+/g))
			for (const number of byFirstWord.get(word) ?? []) tried.add(number);
		return [...tried].filter((number) => patterns[number]?.test(plain)).sort((a, b) => a - b);
	};
}
