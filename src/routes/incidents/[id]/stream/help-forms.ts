import type { StoryId } from '$lib/domain/core/ids';

/**
 * How the strip shows a call for help. `full`: all words and buttons; `words`: all words, no buttons; `line`: one line;
 * `counted`: only its number.
 */
type HelpForm = 'full' | 'words' | 'line' | 'counted';

interface OpenCall {
	readonly id: StoryId;
	/** How sure the machine is, 0 to 1; null: a person pinned it. */
	readonly score: number | null;
}

/** From here on a guess is never cut: an address stands at the end. */
export const SURE = 0.9;
/** From here on it is worth a line. */
const LIKELY = 0.7;
/** Under this width of the strip, in pixels, buttons stand under the words: only the first has them there. */
const WIDE = 640;
/** So many have buttons elsewhere; of more sure ones only the words are shown. */
const MOST_FULL = 2;
/** Under this height only the first has buttons too: what is said in the others is never cut… */
const TALL = 960;
/** …and under this one the lines after it are counted. */
const MIDDLE = 832;

/**
 * The form of each call, in their order: the surest first. The selected one is always in full, because a key acts on
 * what is shown only.
 */
export function helpForms(
	calls: readonly OpenCall[],
	{ width, height }: { readonly width: number; readonly height: number },
	selected: StoryId | null
): HelpForm[] {
	const isFirst = (score: number | null): boolean => score === null || score >= SURE;
	const anySure = calls.some(({ score }) => isFirst(score));
	const likely = calls.filter(({ score }) => score !== null && score < SURE && score >= LIKELY);
	return calls.map((call, at) => {
		const { id, score } = call;
		if (score === null || id === selected) return 'full';
		if (score >= SURE) return at < (height < TALL || width < WIDE ? 1 : MOST_FULL) ? 'full' : 'words';
		if (score < LIKELY) return 'counted';
		return height >= MIDDLE || (!anySure && call === likely[0]) ? 'line' : 'counted';
	});
}
