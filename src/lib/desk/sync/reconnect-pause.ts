/** The middle of the first pause, and of the longest. Milliseconds. */
const first = 600;
const longest = 4_500;
/** How far a pause lies from its middle at most, as a part of it. */
const spread = 0.8;

/**
 * The pause before the next attempt to connect, drawn evenly from 20 % to 180 % of a middle that doubles with each
 * attempt that failed. Also the longest is drawn: a fixed one would bring all browsers back in step, in the same moment
 * after a longer outage.
 * @param failed how many attempts failed since the last one that succeeded
 * @param chance from 0 to 1
 * @returns milliseconds
 */
export function reconnectPause(failed: number, chance: number): number {
	const middle = Math.min(longest, first * 2 ** Math.min(failed, 10));
	return Math.round(middle * (1 - spread + 2 * spread * chance));
}
