import type { StoryId } from '$lib/domain/core/ids';
import { STRONG_CALL } from '$lib/domain/stories/card';

/**
 * How the strip shows a call for help. `full`: all words and buttons; `words`: all words, no buttons; `line`: one line.
 */
type HelpForm = 'full' | 'words' | 'line';

interface OpenCall {
	readonly id: StoryId;
	/** The machine's confidence, 0 to 1; null: a person pinned it. */
	readonly score: number | null;
}

/** In a narrower strip (pixels) the buttons are below the text, so only the first call has them. */
const MIN_WIDTH_FOR_BUTTONS = 640;
/** The number of calls with buttons; further certain calls show only their text. */
const MAX_FULL = 2;
/** In a lower window (pixels) only the first call has buttons, so that the texts of the others are not cut. */
const MIN_HEIGHT_FOR_TWO = 960;

/**
 * The form of each call, in the given order (most certain first). The selected call is always shown in full, because
 * keys act only on what is shown.
 */
export function helpForms(
	calls: readonly OpenCall[],
	{ width, height }: { readonly width: number; readonly height: number },
	selected: StoryId | null
): HelpForm[] {
	return calls.map(({ id, score }, at) => {
		if (score === null || id === selected) return 'full';
		if (score < STRONG_CALL) return 'line';
		return at < (height < MIN_HEIGHT_FOR_TWO || width < MIN_WIDTH_FOR_BUTTONS ? 1 : MAX_FULL) ? 'full' : 'words';
	});
}
