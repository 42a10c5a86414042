import type { Sql } from '$lib/server/platform/driver/sql';

/** A number, or for what waits the moment since when. */
export type Recounted = Readonly<Record<string, number | Date>>;

export interface Finding {
	readonly id: string;
	/** The name of its figures. */
	readonly name: string;
}

/**
 * Counts the figures of an incident by plain SQL on its posts, stories and log: another way to the same numbers, which
 * uses nothing of the program.
 */
export async function recount(sql: Sql, incident: string, now: Date, findings: readonly Finding[]): Promise<Recounted> {
	const found: Record<string, number | Date> = {};
	const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
	const posts = sql`(
		select p.*, s.outcome, s.help_state, b.seq as arrived,
			case when s.help_state is null then s.help is not null else s.help_state = 'pinned' end as is_call,
			(select max(e.seq) from event e where e.log_id = p.incident_id and e.data ->> 'story' = p.story_id::text
				and (e.type = 'story.lookedAt')) as looked
		from post p join story s on s.incident_id = p.incident_id and s.id = p.story_id
			join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
		where p.incident_id = ${incident} and p.at <= ${now})`;
	const people = sql`(count(distinct author) + count(*) filter (where author is null))::int`;
	const [all] = await sql<Record<string, number>[]>`
		select count(*)::int as "posts", ${people} as "senders", (count(*) filter (where author is null))::int as "nameless",
			count(distinct story_id)::int as "stories", (count(*) - count(distinct story_id))::int as "copies",
			(count(*) filter (where backlog))::int as "older posts",
			(count(*) filter (where outcome = 'notRelevant'))::int as "not relevant",
			(count(*) filter (where looked > arrived))::int as "looked-at posts",
			(count(*) filter (where looked < arrived))::int as "joined since",
			(count(*) filter (where looked is null))::int as "unseen posts",
			count(distinct story_id) filter (where looked is not null)::int as "looked-at stories",
			count(distinct story_id) filter (where looked is null)::int as "unseen stories",
			count(distinct story_id) filter (where looked is null and not is_call)::int as "waiting stories",
			count(distinct story_id) filter (where help_state = 'pinned')::int as "open calls",
			count(distinct story_id) filter (where help_state = 'passedOn')::int as "passed calls",
			(count(*) filter (where platform = 'phone'))::int as "phone", (count(*) filter (where platform = 'press'))::int as "press",
			(count(*) filter (where at > ${ago(10)}))::int as "last 10", (count(*) filter (where at > ${ago(30)}))::int as "last 30",
			(count(*) filter (where at > ${ago(60)} and at <= ${ago(30)}))::int as "before 30",
			(count(*) filter (where not platform in ('phone', 'press', 'street')))::int as "from networks"
		from ${posts} p`;
	Object.assign(found, all);
	const [oldest] = await sql<{ since: Date }[]>`
		select min(s.since) as since from story s where s.incident_id = ${incident} and s.outcome is null and s.id in
			(select story_id from post where incident_id = ${incident} and not backlog)`;
	if (oldest) found['queue since'] = oldest.since;
	const [log] = await sql<Record<string, number>[]>`
		select (count(*) filter (where type = 'need.raised'))::int as "needs",
			(count(distinct data ->> 'need') filter (where type = 'need.answered'))::int as "answered needs",
			(count(distinct data ->> 'rumour') filter (where type = 'rumour.judged'))::int as "judged rumours",
			(count(*) filter (where type = 'rumour.signalled'))::int as "rumours",
			(count(*) filter (where type = 'fact.recorded'))::int as "facts",
			(count(*) filter (where type = 'report.released'))::int as "reports",
			(count(*) filter (where type = 'text.published'))::int as "publications"
		from event where log_id = ${incident}`;
	Object.assign(found, log);
	const [gone] = await sql<{ open: number }[]>`
		select count(*)::int as open from event e where e.log_id = ${incident} and e.type = 'rumour.signalled'
			and not exists (select from event c where c.log_id = e.log_id and c.type in ('finding.closed', 'finding.merged')
				and c.data ->> 'finding' = e.data ->> 'id')`;
	found['open rumours'] = gone?.open ?? -1;
	found['open needs'] = Number(found['needs']) - Number(found['answered needs']);
	const feelings = await sql<{ emotion: string; stories: number; posts: number }[]>`
		select s.sentiment ->> 'emotion' as emotion, count(distinct s.id)::int as stories, count(*)::int as posts
		from story s join ${posts} p on p.story_id = s.id
		where s.incident_id = ${incident} and s.sentiment ->> 'emotion' is not null
			and p.at > coalesce((select (r.data ->> 'moment')::timestamptz from event r where r.log_id = ${incident} and r.type = 'report.released'
				and not exists (select from event w where w.log_id = r.log_id and w.type = 'report.withdrawn' and w.data -> 'number' = r.data -> 'number')
				order by r.seq desc offset 1 limit 1), '-infinity') group by 1`;
	for (const { emotion, stories, posts: of } of feelings) {
		found[`${emotion} posts`] = of;
		found[`${emotion} stories`] = stories;
	}
	for (const { id, name } of findings) {
		const [row] = await sql<Record<string, number>[]>`
			select count(*)::int as "posts", ${people} as "senders", (count(*) filter (where at > ${ago(10)}))::int as "last 10",
				(count(*) filter (where at > ${ago(30)}))::int as "last 30",
				(count(*) filter (where at > ${ago(60)} and at <= ${ago(30)}))::int as "before 30",
				(count(*) filter (where l.stance = 'supports'))::int as "support", (count(*) filter (where l.stance = 'denies'))::int as "deny",
				(count(*) filter (where versions > 1 and not deleted))::int as "edited", (count(*) filter (where deleted))::int as "gone", (count(*) filter (where not forgotten))::int as "texts"
			from ${posts} p join story_link l on l.incident_id = ${incident} and l.story_id = p.story_id and l.finding_id = ${id}`;
		for (const [figure, value] of Object.entries(row ?? {})) found[`${name} ${figure}`] = value;
		const [first] = await sql<{ at: Date | null }[]>`
			select min(p.at) as at from ${posts} p join story_link l on l.incident_id = ${incident} and l.story_id = p.story_id
			where l.finding_id = ${id} and not p.backlog and p.at > coalesce((select max((data -> 'answer' ->> 'at')::timestamptz) from event
				where log_id = ${incident} and type = 'need.answered' and data ->> 'need' = ${id}), '-infinity')`;
		if (first?.at) found[`${name} since`] = first.at;
	}
	return found;
}
