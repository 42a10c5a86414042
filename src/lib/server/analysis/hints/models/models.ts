import { Dictionary } from './dictionary';
import { eachTask, tasks, type Scores, type Task } from './tasks';
import type { Traits } from './traits';

/** The version of the traits and the training: the same version gives the same answer to the same text. */
export const MODELS_VERSION = 3;

/** The stored models: integers only, so that they are the same on every system, byte for byte. */
export interface ModelFile {
	readonly version: number;
	/** the hashed traits that count, ascending: differences, base64 of variable-length integers */
	readonly traits: string;
	readonly tasks: Readonly<Record<Task, TaskWeights>>;
}
export interface TaskWeights {
	/** one signed byte for each trait, base64; times `unit` it is the weight */
	readonly weights: string;
	/** in millionths */
	readonly unit: number;
	/** in thousandths */
	readonly bias: number;
	/** score from which the answer is rather yes, in thousandths: chosen on incidents that were not trained on */
	readonly threshold: number;
	/** what a score is multiplied by, behind the threshold, to be the logarithm of odds; in thousandths */
	readonly slope: number;
}

/** Linear models over one dictionary of traits. */
export class Models {
	readonly version: number;
	readonly #dictionary: Dictionary;
	readonly #tasks: Readonly<Record<Task, ScoreParameters>>;
	/** The weights of a trait for all tasks are adjacent, for speed: a text has hundreds of traits. */
	readonly #weights: Int8Array;
	readonly #sums = new Float64Array(tasks.length);

	constructor(file: ModelFile) {
		this.version = file.version;
		this.#dictionary = new Dictionary(traitsIn(file.traits));
		this.#weights = new Int8Array(this.#dictionary.size * tasks.length);
		this.#tasks = readParameters(file, this.#weights);
	}

	/** Logarithms of odds, 0 at the threshold. */
	scores(traits: Traits): Scores {
		const { rows, weights } = this.#dictionary.sparse(traits);
		const [sums, own] = [this.#sums.fill(0), this.#weights];
		for (let index = 0; index < rows.length; index++) {
			const from = (rows[index] ?? 0) * tasks.length;
			const weight = weights[index] ?? 0;
			for (let task = 0; task < tasks.length; task++) sums[task] = (sums[task] ?? 0) + (own[from + task] ?? 0) * weight;
		}
		return eachTask((task) => {
			const { column, unit, bias, threshold, slope } = this.#tasks[task];
			return ((sums[column] ?? 0) * unit + bias - threshold) * slope;
		});
	}

	/** The named traits that count for an answer (`sign` -1: for the opposite), the strongest first. */
	reasons(task: Task, { at, weight, names }: Traits, character: 1 | -1): string[] {
		const { column } = this.#tasks[task];
		const found: { readonly name: string; readonly adds: number }[] = [];
		for (const [index, name] of names?.entries() ?? []) {
			const row = name === '' ? -1 : this.#dictionary.rowOf(at[index] ?? 0);
			const own = row < 0 ? 0 : (this.#weights[row * tasks.length + column] ?? 0);
			const adds = character * own * (weight[index] ?? 0);
			if (adds > 0) found.push({ name, adds });
		}
		return found.sort((a, b) => b.adds - a.adds).map(({ name }) => name);
	}
}

/** The parameters that convert a sum of weights to the score of a task. */
interface ScoreParameters {
	/** of `tasks` */
	readonly column: number;
	readonly unit: number;
	readonly bias: number;
	readonly threshold: number;
	readonly slope: number;
}

/** @param weights is filled */
function readParameters(file: ModelFile, weights: Int8Array): Record<Task, ScoreParameters> {
	return eachTask((task) => {
		const column = tasks.indexOf(task);
		const { weights: text, unit, bias, threshold, slope } = file.tasks[task];
		for (const [row, value] of bytesOf(text).entries()) weights[row * tasks.length + column] = value;
		return { column, unit: unit / 1e6, bias: bias / 1e3, threshold: threshold / 1e3, slope: slope / 1e3 };
	});
}

function* traitsIn(text: string): Iterable<number> {
	let trait = -1;
	let step = 0;
	let shift = 0;
	for (const byte of bytesOf(text)) {
		step |= (byte & 127) << shift;
		shift += 7;
		if (byte >= 128) continue;
		yield (trait += step + 1);
		[step, shift] = [0, 0];
	}
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
