import { macroF1 } from './training';

/** One number of a method, with what a plain method gets and how far chance may have moved it. */
export interface Figure {
	readonly figure: string;
	readonly value: number;
	/** the standard error; null where it cannot be known */
	readonly se: number | null;
	readonly baseline: number | null;
	/** of how many */
	readonly n: number;
}

export const mean = (values: readonly number[]): number =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The share of hits, with its standard error. */
export function share(figure: string, hits: readonly boolean[], baseline: number | null = null): Figure {
	const value = mean(hits.map(Number));
	const n = hits.length;
	return { figure, value, se: n === 0 ? null : Math.sqrt((value * (1 - value)) / n), baseline, n };
}

export type YesNoAnswer = readonly [answered: boolean, yes: boolean];

/** Macro-F1 of yes and no as the mean over incidents. */
export const macroF1Of = (
	figure: string,
	incidents: readonly (readonly YesNoAnswer[])[],
	baseline: number | null = null
): Figure => meanOver(figure, incidents, macroF1, baseline);

/** A measure as the mean over incidents, with the standard error of samples drawn again from each. */
export function meanOver<Each>(
	figure: string,
	incidents: readonly (readonly Each[])[],
	measure: (answers: readonly Each[]) => number,
	baseline: number | null = null
): Figure {
	const value = mean(incidents.map(measure));
	const next = chances();
	const again = Array.from({ length: 100 }, () =>
		mean(incidents.map((answers) => measure(answers.map((own) => answers[Math.floor(next() * answers.length)] ?? own))))
	);
	const middle = mean(again);
	return {
		figure,
		value,
		se: Math.sqrt(mean(again.map((one) => (one - middle) ** 2))),
		baseline,
		n: incidents.reduce((sum, answers) => sum + answers.length, 0)
	};
}

/** Numbers from 0 to 1 that look like chance and are the same at every run. */
function chances(): () => number {
	let state = 1;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
