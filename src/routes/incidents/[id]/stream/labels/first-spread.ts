import { isOnLine } from '$lib/domain/posts/platform';
import { judgeSpread, SPREAD_MINUTES } from '$lib/domain/findings/risk';
import { RECENT_BUCKET_MINUTES, recentAt, type StoryCard } from '$lib/domain/stories/card';
import type { Stance } from '$lib/domain/stories/story';

/**
 * How far a claim has spread that is known from one story only, as far as its card says; the server measures it from
 * the posts themselves as soon as the rumour is there.
 */
export function firstSpread(
	card: Pick<StoryCard, 'authors' | 'platforms' | 'recent' | 'newestAt' | 'lead'>,
	stance: Stance | null,
	now: number
): ReturnType<typeof judgeSpread> {
	const { authors, platforms, lead } = card;
	const isFresh = now - Date.parse(card.newestAt) < SPREAD_MINUTES * 60_000;
	const spreads = (stance === 'supports' || stance === 'asks') && isFresh;
	const recent = recentAt(card, now);
	const half = 30 / RECENT_BUCKET_MINUTES;
	const sum = (buckets: readonly number[]): number => buckets.reduce((all, one) => all + one, 0);
	return judgeSpread({
		authors: spreads ? authors : 0,
		platforms: spreads ? platforms.filter(isOnLine).length : 0,
		postsLast30: spreads ? sum(recent.slice(-half)) : 0,
		posts30Before: spreads ? sum(recent.slice(-2 * half, -half)) : 0,
		publicVoice: spreads && (lead.author === null ? lead.platform === 'news' : lead.author.kind !== 'private'),
		pressAsks: spreads && stance === 'asks' && platforms.includes('press')
	});
}
