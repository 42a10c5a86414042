/** Every method by which the program derives something by itself, in the order of the page of methods. */
export const methodKeys = [
	'language',
	'help',
	'stories',
	'retellings',
	'looks',
	'likeliest',
	'risk',
	'growth',
	'silence',
	'translation',
	'draft'
] as const;
type MethodKey = (typeof methodKeys)[number];

/** The kinds of hints whose precision was measured. */
type Shown = 'need' | 'rumour' | 'notRelevant' | 'call';

/** A measured share from 0 to 1, on `n` texts that were not used to build the method. */
export interface MethodFigure {
	readonly name: 'accuracy' | 'precision' | 'recall' | 'right' | 'first' | Shown;
	readonly value: number;
	/** The result of the best baseline method; null if none was measured. */
	readonly baseline: number | null;
	readonly n: number;
}

/**
 * What a method says of itself, next to its code; its words are in messages/ under `methods`. A method that is a rule
 * has no figures: it does what it says.
 */
export interface Method {
	readonly key: MethodKey;
	/** The same version gives the same answer to the same input. */
	readonly version: number;
	readonly figures: readonly MethodFigure[];
}
