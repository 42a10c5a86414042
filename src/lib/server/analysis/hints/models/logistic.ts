/**
 * Logistic regression by stochastic gradient descent with decreasing steps (Bottou, Stochastic Gradient Descent Tricks,
 * 2012), in a fixed order: the same examples give the same weights, bit for bit.
 */

/** A sparse vector of a text: rows of a dictionary, with their weights. */
export interface Sparse {
	readonly rows: Int32Array;
	readonly weights: Float32Array;
}

export interface Example {
	readonly sparse: Sparse;
	readonly yes: boolean;
	/** added to its score: the score of another model, or 0 */
	readonly offset: number;
}

export interface Weights {
	readonly of: Float64Array;
	readonly bias: number;
}

export interface Training {
	/** rounds over all examples */
	readonly rounds: number;
	/** the L2 penalty, relative to the mean loss */
	readonly penalty: number;
	/** how much the more frequent answer is weighted down, 0 to 1 */
	readonly balance: number;
}

const RATE = 1;
/** The bias has no penalty: it moves slowly. */
const BIAS_RATE = 0.1;

export const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score));

export function scoreOf({ of, bias }: Weights, { rows, weights }: Sparse): number {
	let sum = bias;
	for (let index = 0; index < rows.length; index++) sum += (of[rows[index] ?? 0] ?? 0) * (weights[index] ?? 0);
	return sum;
}

/** @returns the mean of the later rounds' weights, one for each row of the dictionary */
export function train(examples: readonly Example[], size: number, { rounds, penalty, balance }: Training): Weights {
	const of = new Float64Array(size);
	const mean = new Float64Array(size);
	const yes = examples.filter((example) => example.yes).length;
	const no = examples.length - yes;
	const classWeight = yes > 0 && no > 0 ? (no / yes) ** (balance / 2) : 1;
	const order = shuffledOrder(examples.length);
	const firstAveragedRound = Math.floor(rounds / 2);
	/** The weights are `of` times this, so that the penalty changes one number instead of all. */
	let scale = 1;
	let bias = 0;
	let biasMean = 0;
	let step = 0;
	for (let round = 0; round < rounds; round++) {
		for (const index of order) {
			const example = examples[index];
			if (!example) continue;
			const rate = RATE / (1 + RATE * penalty * step++);
			const { rows, weights } = example.sparse;
			let sum = 0;
			for (let i = 0; i < rows.length; i++) sum += (of[rows[i] ?? 0] ?? 0) * (weights[i] ?? 0);
			const chance = chanceOf(sum * scale + bias + example.offset);
			const error = example.yes ? (chance - 1) * classWeight : chance / classWeight;
			scale *= 1 - rate * penalty;
			const move = (rate * error) / scale;
			for (let i = 0; i < rows.length; i++) {
				const row = rows[i] ?? 0;
				of[row] = (of[row] ?? 0) - move * (weights[i] ?? 0);
			}
			bias -= rate * BIAS_RATE * error;
		}
		if (round < firstAveragedRound) continue;
		const share = 1 / (rounds - firstAveragedRound);
		for (let row = 0; row < size; row++) mean[row] = (mean[row] ?? 0) + (of[row] ?? 0) * scale * share;
		biasMean += bias * share;
	}
	return { of: mean, bias: biasMean };
}

/** A fixed pseudo-random order, so that examples that follow each other in time do not in training. */
function shuffledOrder(length: number): number[] {
	const order = Array.from({ length }, (_, index) => index);
	let state = 12345;
	for (let at = length - 1; at > 0; at--) {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		const other = (state >>> 8) % (at + 1);
		const index = order[at] ?? 0;
		order[at] = order[other] ?? 0;
		order[other] = index;
	}
	return order;
}
