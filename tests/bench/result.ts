/** What a case of the benchmark found. */
export interface Result {
	case: string;
	/** what was measured, in the unit that the case's name gives */
	value: number;
	/** the same of the bound, taken in the same run */
	bound: number;
	/** value against bound */
	ratio: number;
	aim: string;
	ok: boolean;
	extra?: Record<string, number>;
}

/** The value below which this share of them lies; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** How cost grows with work, over sixteen times as much of it: 1 is as fast as the work, 2 is its square. */
export const exponent = (first: number, last: number): number => round(Math.log(last / first) / Math.log(16));

export const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Processor time that this process took so far, in milliseconds. */
export function processor(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
