import { FEWEST_POSTS, medianOf } from '../overview/alert-check';

/** A peak has at least as many posts as an alert asks for, is the highest of this many steps on both sides … */
const AROUND = 3;
/** … and as many times as much as the step in the middle of all in which anything came. */
const TIMES = 2;

/**
 * The steps in which clearly more came in than around them; of equal ones the first.
 * @param posts of steps of equal length, in order of time
 * @returns their indexes
 */
export function peaksIn(posts: readonly number[]): number[] {
	const least = Math.max(FEWEST_POSTS, TIMES * medianOf(posts.filter((count) => count > 0)));
	return posts.flatMap((count, at) => {
		const before = posts.slice(Math.max(0, at - AROUND), at);
		const after = posts.slice(at + 1, at + 1 + AROUND);
		const isPeak = count >= least && before.every((other) => other < count) && after.every((other) => other <= count);
		return isPeak ? [at] : [];
	});
}
