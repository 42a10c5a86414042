import type { StoryId } from '$lib/domain/core/ids';
import { STRONG_CALL } from '$lib/domain/stories/card';

/**
 * How the strip shows a call for help. `full`: all words and buttons; `words`: all words, no buttons; `line`: one line.
 */
type HelpForm = 'full' | 'words' | 'line';

interface OpenCall {
	readonly id: StoryId;
	/** How sure the machine is, 0 to 1; null: a person pinned it. */
	readonly score: number | null;
}

/** Under this width of the strip, in pixels, buttons stand under the words: only the first has them there. */
const WIDE = 640;
/** So many have buttons elsewhere; of more sure ones only the words are shown. */
const MOST_FULL = 2;
/** Under this height only the first has buttons too: what is said in the others is never cut. */
const TALL = 960;

/**
 * The form of each call, in their order: the surest first. The selected one is always in full, because a key acts on
 * what is shown only.
 */
export function helpForms(
	calls: readonly OpenCall[],
	{ width, height }: { readonly width: number; readonly height: number },
	selected: StoryId | null
): HelpForm[] {
	return calls.map(({ id, score }, at) => {
		if (score === null || id === selected) return 'full';
		if (score < STRONG_CALL) return 'line';
		return at < (height < TALL || width < WIDE ? 1 : MOST_FULL) ? 'full' : 'words';
	});
}
