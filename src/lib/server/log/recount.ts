import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { StoryId, type IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { forEachKind, type LabelValues } from '$lib/domain/stories/label-kinds';
import { log } from '$lib/server/platform/operations/logger';
import { lockHead, positionOf } from './append';
import { linesSince, LogRolledBack } from './lines';
import type { Logs } from './logs';
import { recountStories } from './story-moves';

/** How many rows of each table were not what the posts or the log say. */
type Recounted = Readonly<Record<'post_count' | 'queue_change' | 'story_count' | 'story' | 'story_link', number>>;

/** Recounts every open incident, one after the other: the program works meanwhile. Never rejects. */
export async function recountOpen(sql: Sql, logs: Logs): Promise<void> {
	for (const incident of logs.incidents())
		try {
			if (logs.state(incident)?.incident?.closed !== null) continue;
			const recounted = await recount(sql, logs, incident);
			if (Object.values(recounted).some((rows) => rows > 0))
				log.error(
					{ action: 'recount', object: `incident/${incident}`, ...recounted },
					'counts differed from the posts or the log, and were put right'
				);
		} catch (error) {
			log.warn({ action: 'recount', object: `incident/${incident}`, err: error }, 'counts could not be compared');
		}
}

/**
 * Compares what is counted of an incident's posts, and what its tables repeat of its log, with the posts and the log, and
 * puts it right: a database that ended uncleanly may have lost some of it. Works under the log's lock.
 * @throws LogRolledBack when the log must first be read again
 */
export function recount(sql: Sql, logs: Logs, incident: IncidentId): Promise<Recounted> {
	return sql.begin(async (tx) => {
		const head = await lockHead(tx, incident);
		const follower = logs.follower(incident);
		const { position } = follower;
		if (!head) throw new LogRolledBack(incident);
		if (follower.seq < head.seq) follower.apply(await linesSince(tx, incident, position), position);
		// Labels of another log than the database has now would be copied over the right ones.
		if (follower.position.hash !== positionOf(head).hash) throw new LogRolledBack(incident);
		const story = await copyLabels(tx, incident, follower.state);
		return {
			story,
			story_link: await copyLinks(tx, incident, follower.state),
			story_count: await countStories(tx, incident),
			post_count: await countPosts(tx, incident),
			queue_change: await countQueue(tx, incident)
		};
	});
}

async function countPosts(tx: TransactionSql, incident: IncidentId): Promise<number> {
	const wrong = await tx`
		with counted as (
			select incident_id, source_id, date_bin('5 minutes', at, 'epoch') as at, count(*)::int as posts,
				(count(*) filter (where backlog))::int as backlog, max(received_at) as received_at
			from post where incident_id = ${incident} group by 1, 2, 3
		), extra as (
			delete from post_count c where incident_id = ${incident} and not exists (
				select from counted n where n.source_id = c.source_id and n.at = c.at)
			returning 1
		), written as (
			insert into post_count select n.* from counted n
			where not exists (select from post_count c where c = row(n.*)::post_count)
			on conflict (incident_id, source_id, at) do update
				set posts = excluded.posts, backlog = excluded.backlog, received_at = excluded.received_at
			returning 1
		)
		select from extra union all select from written`;
	return wrong.length;
}

async function countQueue(tx: TransactionSql, incident: IncidentId): Promise<number> {
	const wrong = await tx`
		insert into queue_change (incident_id, stories)
		select ${incident}, waiting - counted from (
			select (select count(*) from story where incident_id = ${incident}
				and outcome is null and merged_into is null and help is null and help_state is null) as waiting,
				(select coalesce(sum(stories), 0) from queue_change where incident_id = ${incident}) as counted
		) as compared where waiting <> counted returning 1`;
	return wrong.length;
}

async function countStories(tx: TransactionSql, incident: IncidentId): Promise<number> {
	const wrong = await tx<{ story: string | null }[]>`
		with counted as (
			select story_id, count(*) as posts, sum(reach) as reach, max(at) as newest_at,
				count(distinct author) + count(*) filter (where author is null) as authors
			from post where incident_id = ${incident} group by 1
		)
		select coalesce(c.story_id, n.story_id) as story
		from (select * from story_count where incident_id = ${incident}) c full join counted n using (story_id)
		where (c.posts, c.authors, c.reach, c.newest_at) is distinct from (n.posts, n.authors, n.reach, n.newest_at)`;
	const stories = wrong.flatMap(({ story }) => (story === null ? [] : [StoryId.parse(story)]));
	if (stories.length > 0) await recountStories(tx, incident, stories);
	return wrong.length;
}

/** The columns of stories that repeat labels. */
async function copyLabels(
	tx: TransactionSql,
	incident: IncidentId,
	{ labels, mergedStories }: ReadState
): Promise<number> {
	const rows = [...labels.entries()].map(([id, { sentiment, looked, help }]) => ({
		id,
		outcome: looked?.outcome ?? null,
		looked_posts: looked?.posts ?? null,
		looked_platforms: looked?.platforms ?? null,
		help_state: help?.state ?? null,
		sentiment: sentiment && forEachKind<LabelValues>((kind) => sentiment[kind])
	}));
	const merges = [...mergedStories.entries()].map(([id, { into }]) => ({ id, into }));
	const wrong = await tx`
		update story s set merged_into = m.into, outcome = l.outcome, looked_posts = l.looked_posts,
			looked_platforms = l.looked_platforms, help_state = l.help_state, sentiment = l.sentiment
		from story o
		left join jsonb_to_recordset(${tx.json(rows)}) as l(id uuid, outcome text, looked_posts int, looked_platforms text[], help_state text, sentiment jsonb)
			on l.id = o.id
		left join jsonb_to_recordset(${tx.json(merges)}) as m(id uuid, "into" uuid) on m.id = o.id
		where o.incident_id = ${incident} and s.incident_id = o.incident_id and s.id = o.id
			and (s.merged_into is distinct from m.into or (m.into is null
				and (s.outcome, s.looked_posts, s.looked_platforms, s.help_state, nullif(s.sentiment, 'null')) is distinct from
					(l.outcome, l.looked_posts, l.looked_platforms, l.help_state, nullif(l.sentiment, 'null'))))
		returning 1`;
	return wrong.length;
}

async function copyLinks(tx: TransactionSql, incident: IncidentId, { labels }: ReadState): Promise<number> {
	const rows = [...labels.entries()].flatMap(([story, { links }]) =>
		links.map(({ kind, finding, stance }) => ({ story_id: story, finding_id: finding, kind, stance }))
	);
	const wrong = await tx`
		with given as (
			select ${incident}::uuid as incident_id, l.* from jsonb_to_recordset(${tx.json(rows)}) as l(story_id uuid, finding_id uuid, kind text, stance text)
		), extra as (
			delete from story_link s where incident_id = ${incident} and not exists (
				select from given g where g.story_id = s.story_id and g.finding_id = s.finding_id)
			returning 1
		), written as (
			insert into story_link select g.* from given g where not exists (select from story_link s where s = row(g.*)::story_link)
			on conflict (incident_id, story_id, finding_id) do update set kind = excluded.kind, stance = excluded.stance
			returning 1
		)
		select from extra union all select from written`;
	return wrong.length;
}
