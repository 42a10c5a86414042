import type { Fragment, Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { IncidentId, PostId, StoryId } from '$lib/domain/core/ids';
import { CALL_FROM } from '$lib/domain/stories/card';

interface MoveContext {
	readonly tx: TransactionSql;
	readonly incident: IncidentId;
	readonly seq: number;
}

/** Records a move by a person as a batch of its own, so that a report knows from which position in the log it counts. */
async function recordBatch({ tx, incident, seq }: MoveContext, batch: string): Promise<void> {
	await tx`insert into batch (incident_id, id, seq) values (${incident}, ${batch}, ${seq})`;
}

/** Counts a story again from its posts; a story without posts has no row. */
export async function recountStories(
	tx: TransactionSql,
	incident: IncidentId,
	stories: readonly StoryId[]
): Promise<void> {
	const ids = [...stories].sort();
	await tx`delete from story_count where incident_id = ${incident} and story_id = any(${ids})`;
	await tx`
		insert into story_count (incident_id, story_id, posts, authors, reach, platforms, sources, newest_at)
		select incident_id, story_id, count(*), count(distinct author) + count(*) filter (where author is null), sum(reach),
			array_agg(distinct platform), array_agg(distinct source_id), max(at)
		from post where incident_id = ${incident} and story_id = any(${ids}) group by incident_id, story_id`;
}

/** Whether the hint of post `p` makes its story a call for help; null when it has no hint. */
export const isCall = (tx: Sql | TransactionSql): Fragment => tx`(p.help ->> 'score')::float8 >= ${CALL_FROM}`;

/** Moves posts from a story to a new story with the same labels. */
export async function splitStoryRows(
	context: MoveContext,
	{ story, posts, into, batch }: { story: StoryId; posts: PostId[]; into: StoryId; batch: string }
) {
	const { tx, incident, seq } = context;
	await recordBatch(context, batch);
	await tx`
		insert into move (incident_id, post_id, seq, from_story, to_story)
		select ${incident}, id, ${seq}, ${story}, ${into} from unnest(${posts}::uuid[]) id`;
	await tx`
		insert into story (incident_id, id, lead_id, lang, since, backlog, help, outcome, looked_posts, looked_platforms, help_state, sentiment)
		select s.incident_id, ${into}, p.id, p.lang, p.received_at, p.backlog, case when ${isCall(tx)} then p.help end, s.outcome, s.looked_posts, s.looked_platforms, s.help_state, s.sentiment
		from story s join post p on p.incident_id = s.incident_id and p.id = any(${posts})
		where s.incident_id = ${incident} and s.id = ${story} order by p.at, p.id limit 1`;
	await tx`insert into story_link (incident_id, story_id, finding_id, kind, stance)
		select incident_id, ${into}, finding_id, kind, stance from story_link where incident_id = ${incident} and story_id = ${story}`;
	await tx`update post set story_id = ${into} where incident_id = ${incident} and id = any(${posts})`;
	// The lead post may be among those that were moved.
	await tx`
		update story set lead_id = (select id from post where incident_id = ${incident} and story_id = ${story} order by at, id limit 1)
		where incident_id = ${incident} and id = ${story} and lead_id = any(${posts})`;
	await recountStories(tx, incident, [story, into]);
}

/** Merges a story into another: its posts move, the links are united, and the target keeps its sentiment. */
export async function moveStoryRows(
	context: MoveContext,
	{ story, into, batch }: { story: StoryId; into: StoryId; batch: string }
) {
	const { tx, incident, seq } = context;
	await recordBatch(context, batch);
	await tx`
		insert into move (incident_id, post_id, seq, from_story, to_story)
		select incident_id, id, ${seq}, ${story}, ${into} from post where incident_id = ${incident} and story_id = ${story}`;
	await tx`update post set story_id = ${into} where incident_id = ${incident} and story_id = ${story}`;
	await tx`
		insert into story_link (incident_id, story_id, finding_id, kind, stance)
		select incident_id, ${into}, finding_id, kind, stance from story_link where incident_id = ${incident} and story_id = ${story}
		on conflict do nothing`;
	await tx`delete from story_link where incident_id = ${incident} and story_id = ${story}`;
	await tx`
		update story t set help = coalesce(t.help, f.help), help_state = coalesce(t.help_state, f.help_state)
		from story f where t.incident_id = ${incident} and t.id = ${into} and f.incident_id = ${incident} and f.id = ${story}`;
	await tx`update story set merged_into = ${into} where incident_id = ${incident} and id = ${story}`;
	await recountStories(tx, incident, [story, into]);
}

/** The posts that the merge of story `s` moved and that are still where it put them, as a subquery. */
export const movedByMerge = (tx: Sql | TransactionSql): Fragment => tx`
	(select p.id from move m join post p on p.incident_id = m.incident_id and p.id = m.post_id and p.story_id = s.merged_into
	where m.incident_id = s.incident_id and m.from_story = s.id and m.to_story = s.merged_into
		and m.seq = (select max(seq) from move where incident_id = s.incident_id and from_story = s.id))`;

/** Takes a merge back: the story has its posts again; the events after this one restore the labels. */
export async function restoreStoryRows(
	context: MoveContext,
	{ story, into, batch }: { story: StoryId; into: StoryId; batch: string }
) {
	const { tx, incident, seq } = context;
	await recordBatch(context, batch);
	await tx`
		with back as (
			update post set story_id = ${story}
			where incident_id = ${incident} and id in (
				select moved.id from story s cross join lateral ${movedByMerge(tx)} moved where s.incident_id = ${incident} and s.id = ${story})
			returning id
		)
		insert into move (incident_id, post_id, seq, from_story, to_story) select ${incident}, id, ${seq}, ${into}, ${story} from back`;
	await tx`update story set merged_into = null where incident_id = ${incident} and id = ${story}`;
	// Both stories get the lead post and the hint of a call for help of their own posts.
	await tx`
		update story s set
			lead_id = (select p.id from post p where p.incident_id = s.incident_id and p.story_id = s.id order by p.id <> s.lead_id, p.at, p.id limit 1),
			help = (select p.help from post p where p.incident_id = s.incident_id and p.story_id = s.id and ${isCall(tx)} order by p.at, p.id limit 1)
		where s.incident_id = ${incident} and s.id = any(${[story, into]}::uuid[])`;
	await recountStories(tx, incident, [story, into]);
}
