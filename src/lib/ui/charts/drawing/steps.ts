import { addMinutes } from 'date-fns';

/** What the authorities themselves did: a numbered line through a chart, so that cause and effect can be read. */
export interface ChartAction {
	/** ISO moment. */
	readonly at: string;
	/** Short, with its time: "NL-Alert 13.05". */
	readonly label: string;
}

/** Equal steps of time, oldest first. */
export interface Steps {
	/** ISO moment at which the first step begins. */
	readonly start: string;
	/** Length of one step in minutes. */
	readonly minutes: number;
	readonly count: number;
}

/** Where a moment lies: 0 at the beginning of the first step, 1 at the end of the last; null outside. */
export function shareOf(at: string, steps: Steps): number | null {
	const share = (Date.parse(at) - Date.parse(steps.start)) / (steps.minutes * 60_000 * Math.max(1, steps.count));
	return share >= 0 && share <= 1 ? share : null;
}

/** ISO moment at which step `index` begins. */
export const stepAt = (steps: Steps, index: number): string =>
	addMinutes(steps.start, index * steps.minutes).toISOString();

/** Beginnings and ends of the stretches where a row has no value: `[from, to)`, in steps. */
export function gapsOf(values: readonly (number | null)[]): readonly (readonly [number, number])[] {
	const gaps: [number, number][] = [];
	values.forEach((value, at) => {
		if (value !== null) return;
		const last = gaps.at(-1);
		if (last?.[1] === at) last[1] = at + 1;
		else gaps.push([at, at + 1]);
	});
	return gaps;
}

/** Under this many looked-at posts a share is not drawn (domain.md §4). */
export const fewest = 20;
