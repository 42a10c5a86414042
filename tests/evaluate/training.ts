import { Dictionary } from '$lib/server/analysis/hints/models/dictionary';
import {
	scoreOf,
	train,
	type Example,
	type Sparse,
	type Training,
	type Weights
} from '$lib/server/analysis/hints/models/logistic';
import { MODELS_VERSION, type ModelFile, type TaskWeights } from '$lib/server/analysis/hints/models/models';
import { eachTask, type Answers, type Task } from '$lib/server/analysis/hints/models/tasks';
import type { Traits } from '$lib/server/analysis/hints/models/traits';

/** Trains the models on labelled incidents. They are evaluated on incidents that were not used for training. */

export interface LabelledText {
	readonly traits: Traits;
	readonly answers: Answers;
}
/** The labelled texts of one incident, in order of time. */
type LabelledTexts = readonly LabelledText[];

const TRAINING: Training = { rounds: 20, penalty: 5e-4, balance: 0 };
/** A trait of fewer texts or of fewer incidents does not generalise to other incidents. */
const MIN_TEXTS = 3;
const MIN_INCIDENTS = 2;

export function trainModels(incidents: readonly LabelledTexts[]): ModelFile {
	const traits = traitsThatCount(incidents);
	const dictionary = new Dictionary(traits);
	const sparseTexts = incidents.map((texts) =>
		texts.map(({ traits, answers }) => ({ sparse: dictionary.sparse(traits), answers }))
	);
	return {
		version: MODELS_VERSION,
		traits: base64(differences(traits)),
		tasks: eachTask((task) => trainTask(task, sparseTexts, dictionary.size))
	};
}

interface SparseText {
	readonly sparse: Sparse;
	readonly answers: Answers;
}

function trainTask(task: Task, incidents: readonly (readonly SparseText[])[], size: number): TaskWeights {
	const examples = incidents.map((texts) => examplesOf(task, texts));
	const { of, bias } = train(examples.flat(), size, TRAINING);
	const largest = of.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
	const unit = Math.max(1, Math.ceil((largest / 127) * 1e6));
	// Each incident by models that were trained on the others.
	const unseen = examples.map((own) => {
		const others = examples.filter((other) => other !== own).flat();
		return scoresOf(train(others.length > 0 ? others : own, size, TRAINING), own);
	});
	const threshold = bestThreshold(unseen);
	return {
		weights: base64(Uint8Array.from(of, (weight) => Math.round((weight * 1e6) / unit) & 255)),
		unit,
		bias: Math.round(bias * 1e3),
		threshold: Math.round(threshold * 1e3),
		slope: Math.round(slopeOf(unseen.flat(), threshold) * 1e3)
	};
}

const examplesOf = (task: Task, texts: readonly SparseText[]): Example[] =>
	texts.map(({ sparse, answers }) => ({ sparse, yes: answers[task], offset: 0 }));

interface Scored {
	readonly score: number;
	readonly yes: boolean;
}
const scoresOf = (weights: Weights, examples: readonly Example[]): Scored[] =>
	examples.map(({ sparse, yes }) => ({ score: scoreOf(weights, sparse), yes }));

/** The threshold with the highest macro-F1, as the mean over the incidents. */
function bestThreshold(incidents: readonly (readonly Scored[])[]): number {
	let best = { threshold: 0, value: -1 };
	for (let step = -40; step <= 40; step++) {
		const threshold = step / 10;
		const value = incidents.reduce(
			(sum, texts) => sum + macroF1(texts.map(({ score, yes }) => [score > threshold, yes])),
			0
		);
		if (value > best.value) best = { threshold, value };
	}
	return best.threshold;
}

/** The mean of the F1 of yes and of no, over pairs of what was answered and what is so. */
export function macroF1(answers: readonly (readonly [answered: boolean, yes: boolean])[]): number {
	const f1 = (of: boolean): number => {
		const hit = answers.filter(([answered, yes]) => answered === of && yes === of).length;
		const either =
			answers.filter(([answered]) => answered === of).length + answers.filter(([, yes]) => yes === of).length;
		return either === 0 ? 1 : (2 * hit) / either;
	};
	return (f1(true) + f1(false)) / 2;
}

/** The factor that makes the distance to the threshold a logarithm of odds: a logistic regression with a single weight. */
function slopeOf(texts: readonly Scored[], threshold: number): number {
	let slope = 1;
	for (let step = 0; step < 50; step++) {
		let [first, second] = [0, 1e-6];
		for (const { score, yes } of texts) {
			const by = score - threshold;
			const chance = 1 / (1 + Math.exp(-slope * by));
			first += (chance - (yes ? 1 : 0)) * by;
			second += chance * (1 - chance) * by * by;
		}
		slope = Math.min(3, Math.max(0.2, slope - first / second));
	}
	return slope;
}

function traitsThatCount(incidents: readonly LabelledTexts[]): number[] {
	const texts = new Map<number, number>();
	const seenIn = new Map<number, number>();
	for (const incident of incidents) {
		const own = new Set<number>();
		for (const { traits } of incident)
			for (const trait of traits.at) {
				texts.set(trait, (texts.get(trait) ?? 0) + 1);
				own.add(trait);
			}
		for (const trait of own) seenIn.set(trait, (seenIn.get(trait) ?? 0) + 1);
	}
	return [...texts.keys()]
		.filter(
			(trait) =>
				(texts.get(trait) ?? 0) >= MIN_TEXTS && (seenIn.get(trait) ?? 0) >= Math.min(MIN_INCIDENTS, incidents.length)
		)
		.sort((a, b) => a - b);
}

function differences(traits: readonly number[]): Uint8Array {
	const bytes: number[] = [];
	let before = -1;
	for (const trait of traits) {
		let step = trait - before - 1;
		before = trait;
		while (step >= 128) {
			bytes.push((step & 127) | 128);
			step >>= 7;
		}
		bytes.push(step);
	}
	return Uint8Array.from(bytes);
}

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
