import { millisecondsOf, momentOf, type Moment } from '../core/ids';
import type { ReadState } from '../core/state';
import { peaksIn } from '../evaluation/peaks';
import type { Phase } from '../incident/incident';
import { subjectOf } from '../official-text/basis';
import type { TimelineMark } from './timeline';

/** The most peaks that are named. */
const MOST_PEAKS = 3;

/** Posts per step, from a moment on. */
interface Volume {
	readonly from: Moment;
	/** In minutes. */
	readonly step: number;
	readonly posts: readonly number[];
}

/** The highest peaks, as the evaluation finds them, highest first. They are dated in the middle of the step. */
export const highestPeaks = ({ from, step, posts }: Volume): TimelineMark[] =>
	peaksIn(posts)
		.map((at) => ({ at, count: posts[at] ?? 0 }))
		.sort((a, b) => b.count - a.count)
		.slice(0, MOST_PEAKS)
		.map(({ at, count }) => ({
			kind: 'peak',
			at: momentOf(millisecondsOf(from) + (at + 0.5) * step * 60_000),
			posts: count
		}));

/**
 * What can be gone to: texts that went out, released reports, phases, and the peaks; in order of time.
 * @param state of today
 */
export function timelineMarks(
	state: ReadState,
	volume: Volume,
	phases: readonly { readonly at: Moment; readonly phase: Phase }[]
): TimelineMark[] {
	const texts = [...state.texts.values()].flatMap((text): TimelineMark[] => {
		// The same words on several channels in one minute are one moment.
		const minutes = new Map(text.publications.map(({ at }) => [at.slice(0, 16), at]));
		return [...minutes.values()].map((at) => ({ kind: 'text', at, about: subjectOf(state, text)?.text ?? null }));
	});
	const reports = [...state.versions.values()].map(({ number, released }): TimelineMark => ({
		kind: 'report',
		at: released.at,
		number
	}));
	const turns = phases.map(({ at, phase }): TimelineMark => ({ kind: 'phase', at, phase }));
	return [...texts, ...reports, ...turns, ...highestPeaks(volume)].sort((a, b) => a.at.localeCompare(b.at));
}
