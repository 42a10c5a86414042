import { RECENT_BUCKET_MINUTES, RECENT_BUCKETS } from '$lib/domain/stories/card';
import { GROWTH_WINDOW_MINUTES, growthClass } from '$lib/server/analysis/growth';
import { minutesBefore, type ReadingContext } from '$lib/server/log/reading-context';

const GROWTH_BUCKETS = GROWTH_WINDOW_MINUTES / RECENT_BUCKET_MINUTES;

/** The period of `recent`, in minutes. */
export const RECENT_MINUTES = RECENT_BUCKETS * RECENT_BUCKET_MINUTES;

export const noRecent = (): number[] => Array.from({ length: RECENT_BUCKETS }, () => 0);

/** The growth class from these buckets. */
export const growthOf = (recent: readonly number[]): number =>
	growthClass(recent.slice(-GROWTH_BUCKETS).reduce((sum, posts) => sum + posts, 0));

/** Posts per five minutes of the last hour, of these stories; a story without any is absent. */
export async function recentOf(
	{ sql, incident, now }: ReadingContext,
	stories: readonly string[]
): Promise<Map<string, number[]>> {
	const rows = await sql<{ story_id: string; bucket: number; posts: number }[]>`
		select story_id, least(${RECENT_BUCKETS - 1}, ${RECENT_BUCKETS - 1} - floor(extract(epoch from ${now}::timestamptz - at) / ${RECENT_BUCKET_MINUTES * 60}))::int as bucket,
			count(*)::int as posts
		from post where incident_id = ${incident} and story_id = any(${[...stories]}::uuid[]) and at > ${minutesBefore(now, RECENT_MINUTES)}
		group by 1, 2`;
	const buckets = new Map<string, number[]>();
	for (const { story_id, bucket, posts } of rows) {
		const recent = buckets.get(story_id) ?? noRecent();
		recent[bucket] = posts;
		buckets.set(story_id, recent);
	}
	return buckets;
}
