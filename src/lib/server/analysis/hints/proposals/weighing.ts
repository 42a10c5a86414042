import type { FindingKind } from '$lib/domain/core/ids';
import { chanceOf, scoreOf, type Sparse, type Weights } from '../models/logistic';
import type { Scores } from '../models/tasks';
import type { Candidate } from './evidence';

/**
 * How sure a proposal is: the models' scores and the likeness of labelled stories together, weighed as it turned out in
 * incidents that the models did not see.
 */

export const findingKinds = ['need', 'rumour', 'behaviour', 'meaning'] as const satisfies readonly FindingKind[];

/** What is known of one kind of finding for a text. */
export interface KindEvidence {
	readonly kind: FindingKind;
	/** the most alike first */
	readonly candidates: readonly Candidate[];
	/** of the likeness of all stories that are alike, the share that has the first candidate */
	readonly share: number;
}

/** Three small models: whether the first candidate is right, whether any of its kind is, whether the text is noise. */
export interface Weighing {
	readonly first: Weights;
	readonly any: Weights;
	readonly noise: Weights;
}

/** So many numbers describe a kind's evidence. */
export const EVIDENCE_SIZE = 16;
/** One number says how relevant a text looks. */
export const NOISE_SIZE = 1;

export function evidenceOf({ kind, candidates, share }: KindEvidence, scores: Scores, asks: boolean): Sparse {
	const [first, second] = candidates;
	const score = scores[kind];
	const chance = chanceOf(score);
	const likeness = first?.likeness ?? 0;
	const lead = likeness - (second?.likeness ?? 0);
	return dense([
		score / 2,
		likeness,
		lead,
		share,
		first?.stories[0]?.likeness ?? 0,
		Math.min(first?.stories.length ?? 0, 5) / 5,
		Number(asks && kind === 'need'),
		Number(asks && kind === 'rumour'),
		scores.relevant / 3,
		...findingKinds.map((other) => Number(other === kind)),
		(scores.rumour - score) / 3,
		chance * likeness,
		chance * lead
	]);
}

export const noiseOf = (scores: Scores): Sparse => dense([scores.relevant]);

export const weighed = (weights: Weights, sparse: Sparse): number => chanceOf(scoreOf(weights, sparse));

const dense = (values: readonly number[]): Sparse => ({
	rows: Int32Array.from(values, (_, row) => row),
	weights: Float32Array.from(values)
});

/** As it is stored: bias and weights in thousandths. */
export type StoredWeighing = Readonly<Record<keyof Weighing, readonly number[]>>;

const stored = ({ of, bias }: Weights): number[] => [bias, ...of].map((value) => Math.round(value * 1e3));
const loaded = ([bias = 0, ...of]: readonly number[]): Weights => ({
	of: Float64Array.from(of, (value) => value / 1e3),
	bias: bias / 1e3
});
export const toStored = ({ first, any, noise }: Weighing): StoredWeighing => ({
	first: stored(first),
	any: stored(any),
	noise: stored(noise)
});
export const fromStored = ({ first, any, noise }: StoredWeighing): Weighing => ({
	first: loaded(first),
	any: loaded(any),
	noise: loaded(noise)
});
