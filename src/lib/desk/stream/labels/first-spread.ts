import { isPublicKind } from '$lib/domain/posts/author';
import { isOnLine } from '$lib/domain/posts/platform';
import { judgeSpread, SPREAD_MINUTES } from '$lib/domain/findings/risk';
import { RECENT_BUCKET_MINUTES, recentAt, type StoryCard } from '$lib/domain/stories/card';
import type { Stance } from '$lib/domain/stories/story';

/**
 * Estimates from its card how far a claim in a single story has spread. The server measures it from the posts as soon
 * as the rumour exists.
 */
export function firstSpread(
	card: Pick<StoryCard, 'authors' | 'platforms' | 'recent' | 'newestAt' | 'lead'>,
	stance: Stance | null,
	now: number
): ReturnType<typeof judgeSpread> {
	const { authors, platforms, lead } = card;
	const isFresh = now - Date.parse(card.newestAt) < SPREAD_MINUTES * 60_000;
	const counts = (stance === 'supports' || stance === 'asks') && isFresh;
	const recent = recentAt(card, now);
	const bucketsPerHalfHour = 30 / RECENT_BUCKET_MINUTES;
	const sum = (buckets: readonly number[]): number => buckets.reduce((all, one) => all + one, 0);
	return judgeSpread({
		authors: counts ? authors : 0,
		platforms: counts ? platforms.filter(isOnLine).length : 0,
		postsLast30: counts ? sum(recent.slice(-bucketsPerHalfHour)) : 0,
		posts30Before: counts ? sum(recent.slice(-2 * bucketsPerHalfHour, -bucketsPerHalfHour)) : 0,
		publicVoice: counts && (lead.author === null ? lead.platform === 'news' : isPublicKind(lead.author.kind)),
		pressAsks: counts && stance === 'asks' && platforms.includes('press')
	});
}
