import type { Fragment, Sql } from '$lib/server/platform/driver/sql';
import { SourceChange } from '$lib/domain/posts/at-source';
import { QuoteId, type IncidentId, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** A position in a log and a moment, with the earlier splits: posts that a split moved were looked at before. */
export interface LogPoint {
	readonly sql: Sql;
	readonly incident: IncidentId;
	/** The log position. */
	readonly position: number;
	readonly moment: Moment;
	readonly splits: readonly number[];
}

/**
 * The posts at this position, each in the story where it was then, in SQL.
 * @param among a subquery with the ids of the posts to read; null for all
 */
export const postsAt = ({ sql, incident, position, moment, splits }: LogPoint, among: Fragment | null = null) => sql`
	later as (select distinct on (post_id) post_id, from_story from move where incident_id = ${incident} and seq > ${position} order by post_id, seq),
	came as (
		select post_id, max(seq) as seq from move
		where incident_id = ${incident} and seq <= ${position} and seq <> all(${[...splits]}::int[]) group by post_id
	),
	there as (
		select p.*, coalesce(later.from_story, p.story_id) as story, greatest(b.seq, came.seq) as since
		from post p
		join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
		left join later on later.post_id = p.id
		left join came on came.post_id = p.id
		where p.incident_id = ${incident} and b.seq <= ${position} and p.at <= ${moment} ${among ? sql`and p.id in (${among})` : sql``}
	)`;

/** The text of the post at that position, if it was edited later. */
export const textAt = ({ sql, position }: LogPoint) => sql`
	case when versions = 1 then text else coalesce((
		select v.text from post_version v
		where v.incident_id = there.incident_id and v.post_id = there.id and v.until_seq > ${position} order by v.number limit 1
	), text) end`;

/** The post's state at its source then: 'edited', 'gone' or null. It was unchanged while its first text was current. */
export const changedAt = ({ sql, position }: Pick<LogPoint, 'sql' | 'position'>) => sql`
	case when versions = 1 then null else nullif(coalesce((
		select case when v.deleted then 'gone' when v.number > 1 then 'edited' else '' end from post_version v
		where v.incident_id = there.incident_id and v.post_id = there.id and v.until_seq > ${position} order by v.number limit 1
	), case when deleted then 'gone' else 'edited' end), '') end`;

/** The quotes whose post was deleted at its source then, or edited there since the quote was chosen. */
export async function quotedAt(
	{ sql, incident, position }: LogPoint,
	{ quotes }: Pick<ReadState, 'quotes'>
): Promise<ReadonlyMap<QuoteId, SourceChange>> {
	const all = [...quotes.values()];
	if (all.length === 0) return new Map();
	const rows = await sql<{ quote: string; changed: string }[]>`
		with quoted as (
			select * from unnest(${all.map(({ id }) => id)}::uuid[], ${all.map(({ post }) => post)}::uuid[], ${all.map(({ at }) => at)}::timestamptz[]) as q (quote, post, at)
		), there as (select p.*, q.quote, q.at as chosen from quoted q join post p on p.incident_id = ${incident} and p.id = q.post and p.versions > 1)
		select quote, changed from (select quote, case ${changedAt({ sql, position })}
			when 'gone' then 'gone'
			when 'edited' then (select 'edited' from post_version v
				where v.incident_id = there.incident_id and v.post_id = there.id and v.until_seq <= ${position} and v.until > there.chosen limit 1)
			end as changed from there) as seen where changed is not null`;
	return new Map(rows.map(({ quote, changed }) => [QuoteId.parse(quote), SourceChange.parse(changed)]));
}
