import { expect } from 'vitest';

/*
 * Texts that are made to take long: a stranger can post them, and reading one would stop the program for everybody. What
 * is measured is the growth: a text of four times the length may take four times the time, not sixteen times.
 */

/** Four times is what it should be, sixteen times is quadratic. */
const MAX_GROWTH = 8;

export const repeated = (first: string, unit: string, length: number): string =>
	(first + unit.repeat(Math.ceil(length / unit.length))).slice(0, length);

async function timeOf(work: () => unknown): Promise<number> {
	const before = performance.now();
	const result = work();
	if (result instanceof Promise) await result;
	return performance.now() - before;
}

type WorkOn = (length: number) => () => unknown;

/** The shortest length that takes long enough to be measured; null when even the longest does not. */
async function measurableLength(workOn: WorkOn, longest: number, quick: number): Promise<number | null> {
	for (let length = longest / 16; length <= longest; length *= 4)
		if ((await timeOf(workOn(length))) >= quick) return length;
	return null;
}
/** The smallest growth of some measurements: a busy machine only makes one larger. */
async function growthOf(workOn: WorkOn, length: number, quick: number): Promise<number> {
	let least = Infinity;
	for (let attempt = 0; attempt < 5 && least > MAX_GROWTH; attempt++) {
		const short = await timeOf(workOn(length));
		const long = await timeOf(workOn(4 * length));
		if (long < 4 * quick) return 0;
		least = Math.min(least, long / short);
	}
	return least;
}
/**
 * @param workOn makes what is measured, for a length
 * @param longest a text of this length that takes less than `quick` milliseconds is harmless, whatever its growth
 */
export async function expectLinear(workOn: WorkOn, about: string, longest = 100_000, quick = 60): Promise<void> {
	const length = await measurableLength(workOn, longest, quick);
	if (length !== null) expect(await growthOf(workOn, length, quick), about).toBeLessThan(MAX_GROWTH);
}
