/** Every method by which the program works something out by itself; also its place on the page of methods. */
export const methodKeys = [
	'language',
	'help',
	'stories',
	'retellings',
	'looks',
	'proposals',
	'risk',
	'growth',
	'silence',
	'translation',
	'draft'
] as const;
type MethodKey = (typeof methodKeys)[number];

/** How often a hint that is shown is right. */
type Shown = 'need' | 'rumour' | 'notRelevant' | 'call';

/** A measured share, of 0 to 1, on `n` texts that the method was not made on. */
export interface MethodFigure {
	readonly name: 'accuracy' | 'precision' | 'recall' | 'right' | 'coverage' | Shown;
	readonly value: number;
	/** What the best of the plain methods gets; null where none was measured. */
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
