import { isHigh } from '../findings/risk';
import type { Moment } from '../core/ids';
import type { Report } from './content';
import type { Emotion } from '../stories/sentiment';

/** The most important figures of a report, released or not: numbers, and no words that a person wrote. */
export interface KeyFigures {
	/** Up to when posts were counted, on the incident's clock. */
	readonly moment: Moment;
	/** All posts, and those per ten minutes up to two hours ago, oldest first; absent in older reports. */
	readonly posts: { readonly all: number; readonly recent: readonly number[] | undefined };
	/** Questions without an answer. */
	readonly unanswered: number;
	/** Open rumours, and those of them with a high risk. */
	readonly rumours: number;
	readonly high: number;
	/** Calls for help that a person pinned, and that nobody passed on. */
	readonly calls: number;
	/** The emotion with which most stories are labelled, of those with posts since a moment; null where none is. */
	readonly emotion: { readonly emotion: Emotion; readonly stories: number; readonly from: Moment } | null;
}

/** What a coordinator may share with partners between two reports (docs/domain.md, rule 7). */
export interface LiveFigures extends KeyFigures {
	/** Their moment on the wall clock: figures whose `made` stays the same are stale, also while an exercise is paused. */
	readonly made: Moment;
}

export function figuresOf({ moment, from, basis, information, limitation, meaning }: Report): KeyFigures {
	const [most] = meaning.emotions.parts; // The most frequent is first.
	return {
		moment,
		posts: { all: basis.posts, recent: basis.recent },
		unanswered: information.unanswered.length,
		rumours: limitation.rumours.length,
		high: limitation.rumours.filter(isHigh).length,
		calls: limitation.calls.open,
		emotion: most ? { emotion: most.key, stories: most.stories, from } : null
	};
}
