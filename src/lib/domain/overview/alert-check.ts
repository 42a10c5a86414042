import type { StoryId } from '../core/ids';
import { isPublicKind, type AuthorKind } from '../posts/author';
import { compileProfile } from '../posts/search/match';
import { emptyProfile } from '../posts/search/profile';
import { MOST_ALERT_STORIES, type AlertReason } from './alert';
import type { AlertTrigger } from './alert-rule';

/** Minutes over which posts are counted, and how many such periods before it are the baseline: two hours. */
export const PEAK_MINUTES = 10;
export const BASELINE_PERIODS = 12;
/** Fewer periods are no baseline, and fewer posts are no peak, whatever their factor. */
const MIN_BASELINE_PERIODS = 3;
export const MIN_PEAK_POSTS = 10;

/** A post as alerts look at it. */
export interface AlertPost {
	readonly story: StoryId;
	readonly text: string;
	/** Null for a post without an author. */
	readonly authorKind: AuthorKind | null;
	/** Readers as the source gives them. */
	readonly followers: number | null;
}
/** What made a rule raise an alert. */
export interface AlertMatch {
	readonly reason: AlertReason;
	readonly stories: readonly StoryId[];
}

/**
 * Whether the last ten minutes are a peak: at least ten posts, and `factor` times the median of the periods before it
 * (the median, so that an earlier peak does not hide this one). Null while too little was measured.
 * @param counts posts per ten minutes, oldest first, only periods that were measured whole; the last is now
 */
export function peakOf(counts: readonly number[], factor: number): { posts: number; usual: number } | null {
	const before = counts.slice(0, -1).slice(-BASELINE_PERIODS);
	const posts = counts.at(-1) ?? 0;
	if (before.length < MIN_BASELINE_PERIODS || posts < MIN_PEAK_POSTS) return null;
	const usual = medianOf(before);
	return posts >= factor * Math.max(usual, 1) ? { posts, usual } : null;
}

/** Median; 0 for an empty list. */
export function medianOf(counts: readonly number[]): number {
	const sorted = [...counts].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** What a rule for a word or a voice found in these new posts; null when it found nothing. */
export function foundIn(
	trigger: Exclude<AlertTrigger, { kind: 'peak' }>,
	posts: readonly AlertPost[]
): AlertMatch | null {
	return trigger.kind === 'word' ? wordIn(trigger.words, posts) : voiceIn(trigger.followers, posts);
}

/** A word is found as a search profile finds it: whole, whatever its case and accents. */
function wordIn(words: string, posts: readonly AlertPost[]): AlertMatch | null {
	const matcher = compileProfile({ ...emptyProfile, terms: [words] });
	// A term without letters is ignored, and a profile without terms matches everything.
	const found = posts.filter(({ text }) => (matcher.match({ text, author: null, lang: null })?.terms.length ?? 0) > 0);
	return found.length === 0
		? null
		: { reason: { kind: 'word', words, posts: found.length }, stories: storiesOf(found) };
}

/** The loudest of them gives the reason. */
function voiceIn(followers: number, posts: readonly AlertPost[]): AlertMatch | null {
	const isLoud = (post: AlertPost): boolean => post.followers !== null && post.followers >= followers;
	const found = posts.filter((post) => isPublicKind(post.authorKind ?? 'private') || isLoud(post));
	const [first] = [...found].sort((a, b) => (b.followers ?? -1) - (a.followers ?? -1));
	if (!first) return null;
	return {
		reason: { kind: 'voice', authorKind: first.authorKind ?? 'private', followers: first.followers },
		stories: storiesOf([first, ...found])
	};
}

/** The stories with the most of these posts; where as many, the first. */
export function storiesOf(posts: readonly Pick<AlertPost, 'story'>[]): readonly StoryId[] {
	const counts = new Map<StoryId, number>();
	for (const { story } of posts) counts.set(story, (counts.get(story) ?? 0) + 1);
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.slice(0, MOST_ALERT_STORIES)
		.map(([story]) => story);
}
