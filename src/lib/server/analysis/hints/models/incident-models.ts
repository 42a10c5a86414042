import { Dictionary } from './dictionary';
import { scoreOf, train, type Example, type Sparse, type Training, type Weights } from './logistic';
import type { Models } from './models';
import { eachTask, type Answers, type Scores, type Task } from './tasks';
import type { Traits } from './traits';

/** A story that people labelled. */
interface Labelled {
	readonly sparse: Sparse;
	/** the scores of the models without the labels of this incident */
	readonly before: Scores;
	readonly answers: Answers;
}

/** Corrections are trained on the labels of the incident only: the models represent all other incidents. */
const TRAINING: Training = { rounds: 8, penalty: 1e-2, balance: 1 };
/** With fewer labels there are no corrections. */
const MIN_LABELS = 5;
/** The least number of labels of each answer. */
const MIN_LABELS_PER_ANSWER = 2;
/** The number of newest labels to train on: training then takes some tens of milliseconds. */
const MAX_LABELS = 400;
/** Trained again when this share of the labels is new. */
const RETRAIN_SHARE = 0.05;

/**
 * The models, corrected by the labels of one incident: a second set of weights is added, regularised so that few labels
 * change little.
 */
export class IncidentModels {
	readonly #dictionary = new Dictionary();
	readonly #labelled = new Map<string, Labelled>();
	#corrections: Readonly<Record<Task, Weights>> | null = null;
	#changed = 0;

	constructor(readonly models: Models) {}

	label(story: string, traits: Traits, answers: Answers): void {
		this.#changed++;
		for (const trait of traits.at) this.#dictionary.add(trait);
		this.#labelled.set(story, {
			sparse: this.#dictionary.sparse(traits),
			before: this.models.scores(traits),
			answers
		});
	}
	forget(story: string): void {
		if (this.#labelled.delete(story)) this.#changed++;
	}

	/** Logarithms of odds; positive for yes. */
	scores(traits: Traits): Scores {
		this.#retrain();
		const before = this.models.scores(traits);
		const corrections = this.#corrections;
		if (!corrections) return before;
		const sparse = this.#dictionary.sparse(traits);
		return eachTask((task) => before[task] + scoreOf({ of: corrections[task].of, bias: 0 }, sparse));
	}

	#retrain(): void {
		if (this.#changed === 0 || this.#changed < this.#labelled.size * RETRAIN_SHARE) return;
		this.#changed = 0;
		const labelled = [...this.#labelled.values()].slice(-MAX_LABELS);
		this.#corrections =
			labelled.length < MIN_LABELS
				? null
				: eachTask((task) => train(examplesOf(task, labelled), this.#dictionary.size, TRAINING));
	}
}

const examplesOf = (task: Task, labelled: readonly Labelled[]): readonly Example[] =>
	enoughExamples(labelled.map(({ sparse, before, answers }) => ({ sparse, yes: answers[task], offset: before[task] })));
/** No examples when there are too few of either answer: these would only tell when they were labelled. */
const enoughExamples = (examples: readonly Example[]): readonly Example[] =>
	[true, false].every((answer) => examples.filter(({ yes }) => yes === answer).length >= MIN_LABELS_PER_ANSWER)
		? examples
		: [];
