import { Dictionary } from './dictionary';
import { scoreOf, type Sparse, type Weights } from './logistic';
import { eachTask, type Scores, type Task } from './tasks';
import type { Traits } from './traits';

/** The models as they are stored: whole numbers only, so that they are the same everywhere, byte for byte. */
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

interface Stored extends Weights {
	readonly threshold: number;
	readonly slope: number;
}

/** Linear models over one dictionary of traits. */
export class Models {
	readonly version: number;
	readonly #dictionary: Dictionary;
	readonly #tasks: Readonly<Record<Task, Stored>>;

	constructor(file: ModelFile) {
		this.version = file.version;
		this.#dictionary = new Dictionary(traitsIn(file.traits));
		this.#tasks = eachTask((task) => weightsIn(file.tasks[task]));
	}

	/** Logarithms of odds, 0 at the threshold. */
	scores(traits: Traits): Scores {
		const sparse = this.#dictionary.sparse(traits);
		return eachTask((task) => this.#calibrated(task, sparse));
	}

	/** The traits that speak for an answer (`sign` -1: for the opposite), most first. */
	reasons(task: Task, traits: Traits, sign: 1 | -1): string[] {
		const { of } = this.#tasks[task];
		return (traits.names ?? [])
			.map((name, index) => {
				const one = { at: traits.at.subarray(index, index + 1), weight: traits.weight.subarray(index, index + 1) };
				return { name, adds: sign * scoreOf({ of, bias: 0 }, this.#dictionary.sparse(one)) };
			})
			.filter(({ adds }) => adds > 0)
			.sort((a, b) => b.adds - a.adds)
			.map(({ name }) => name);
	}

	#calibrated(task: Task, sparse: Sparse): number {
		const stored = this.#tasks[task];
		return (scoreOf(stored, sparse) - stored.threshold) * stored.slope;
	}
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

function weightsIn({ weights, unit, bias, threshold, slope }: TaskWeights): Stored {
	const bytes = bytesOf(weights);
	return {
		of: Float64Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), (value) => (value * unit) / 1e6),
		bias: bias / 1e3,
		threshold: threshold / 1e3,
		slope: slope / 1e3
	};
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
