import type { Moment } from '$lib/domain/core/ids';
import type { PeriodCount } from '$lib/domain/stories/trend';
import type { ReadingContext } from '$lib/server/log/reading-context';

type Totals = Omit<PeriodCount, 'labelled'>;

/**
 * The posts of each period from one of these moments up to the next, excluding that one; and those of them in stories
 * that somebody looked at or linked to a finding.
 */
export async function postTotals({ sql, incident }: ReadingContext, edges: readonly Moment[]): Promise<Totals[]> {
	const rows = await sql<(Totals & { period: number | null })[]>`
		select width_bucket(p.at, ${edges}::timestamptz[]) as period, count(*)::int as posts,
			(count(*) filter (where s.outcome is not null
				or exists (select from story_link l where l.incident_id = p.incident_id and l.story_id = p.story_id)))::int as looked
		from post p join story s on s.incident_id = p.incident_id and s.id = p.story_id
		where p.incident_id = ${incident} and p.at >= ${edges[0] ?? null} and p.at < ${edges.at(-1) ?? null}
		group by 1`;
	const byPeriod = new Map(rows.map(({ period, posts, looked }) => [period, { posts, looked }]));
	return edges.slice(1).map((_, at) => byPeriod.get(at + 1) ?? { posts: 0, looked: 0 });
}

/** The number of stories that nobody looked at. */
export async function unseenStories({ sql, incident }: ReadingContext): Promise<number> {
	const [row] = await sql<{ stories: number }[]>`
		select (select coalesce(sum(stories), 0) from queue_change where incident_id = ${incident})::int
			+ (select count(*) from story where incident_id = ${incident} and (help is not null or help_state is not null)
				and outcome is null and merged_into is null)::int as stories`;
	return row?.stories ?? 0;
}
