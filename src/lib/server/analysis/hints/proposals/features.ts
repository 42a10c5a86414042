import { readAnywhere, type Reading } from '../../stories/reading';
import { latest, memoize } from '../../text/memoize';
import { reassurances } from '../../text/polarity';

/**
 * The features of a text that are compared for hints: its words with news by meaning, pieces of them for compounds, and
 * whether it asks or rebuts.
 */

export interface Features {
	/** weight in the text by feature, before rare features get more weight */
	readonly counts: ReadonlyMap<string, number>;
	readonly asks: boolean;
	/**
	 * calls something untrue, denies without naming what, or reassures: "onzin", "dat is niet zo", "het water is veilig"
	 */
	readonly rebuts: boolean;
	/** its words of news by meaning, and whether each is denied */
	readonly denied: ReadonlyMap<string, boolean>;
	/** the same words as they were written */
	readonly written: ReadonlyMap<string, string>;
	readonly figures: ReadonlySet<string>;
	readonly places: ReadonlySet<string>;
}

/** Pieces of this length find "drinkwater" in "drinkwaterleiding"; shorter ones find everything everywhere. */
const PIECE_LENGTH = 5;
/** The weight of all pieces of a word, relative to the word. */
const PIECES_WEIGHT = 0.6;
const MANNER_WEIGHT = 0.7;

export const featuresOf = latest((text): Features => {
	const reading = readAnywhere(text);
	const counts = new Map<string, number>();
	const add = (feature: string, weight: number): void => void counts.set(feature, (counts.get(feature) ?? 0) + weight);
	for (const word of reading.words) {
		if (word.kind === 'figure') {
			add(`#${word.meaning}`, 0.3);
			continue;
		}
		add(word.denied ? `!${word.meaning}` : word.meaning, 0.5);
		add(word.meaning, 0.5);
		const pieces = piecesOf(word.text);
		for (const piece of pieces) add(piece, PIECES_WEIGHT / Math.sqrt(pieces.length));
	}
	if (reading.asks) add('?', MANNER_WEIGHT);
	if (reading.rebuts) add('!', MANNER_WEIGHT);
	// A repeated word counts once.
	for (const [feature, weight] of counts) counts.set(feature, Math.min(weight, 1.5));
	const words = reading.words.filter(({ kind, source }) => kind === 'word' && !source);
	return {
		counts,
		asks: reading.asks,
		rebuts:
			reading.rebuts || reading.looseDenials > 0 || words.some(({ text, denied }) => reassurances.has(text) && !denied),
		denied: new Map(words.map(({ meaning, denied }) => [meaning, denied])),
		written: new Map(words.map(({ meaning, text }) => [meaning, text])),
		figures: meaningsOf(reading, 'figure'),
		places: meaningsOf(reading, 'place')
	};
});
const meaningsOf = ({ words }: Reading, of: 'figure' | 'place'): Set<string> =>
	new Set(words.flatMap(({ kind, meaning, implied }) => (kind === of && !implied ? [meaning] : [])));

/** The features of a word's pieces. */
const piecesOf = memoize((word): readonly string[] => {
	const pieces: string[] = [];
	for (let at = 0; at + PIECE_LENGTH <= word.length; at++) pieces.push(`~${word.slice(at, at + PIECE_LENGTH)}`);
	return pieces;
});
