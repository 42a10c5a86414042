import type { Sql } from '$lib/server/platform/driver/sql';
import type { IncidentId, Moment } from '$lib/domain/core/ids';

/**
 * Counts the figures of a report a second time, by plain SQL on the tables as they are now: an independent way to the
 * same numbers. Valid at the head of the log only. From the log it reads looks, sentiments and kinds of authors in the
 * events themselves.
 * @param from the start of the report's period
 */
export async function recount(sql: Sql, incident: IncidentId, moment: Moment, from: Moment) {
	const posts = sql`
		(select p.*, b.seq, greatest(b.seq, (select max(m.seq) from move m join event e on e.log_id = m.incident_id and e.seq = m.seq
				where m.incident_id = p.incident_id and m.post_id = p.id and e.type = 'story.merged')) as since,
			coalesce(s.outcome = 'notRelevant' and not exists (select from story_link l where l.incident_id = p.incident_id and l.story_id = p.story_id), false) as out,
			(select max(e.seq) from event e where e.log_id = p.incident_id and e.type = 'story.lookedAt'
				and (e.data->>'story' = p.story_id::text or e.data->>'story' in
					(select x.data->>'story' from event x where x.log_id = p.incident_id and x.type = 'story.split' and x.data->>'into' = p.story_id::text))) as looked,
			s.sentiment ->> 'emotion' as emotion, s.sentiment ->> 'attitude' as attitude
		from post p join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
			join story s on s.incident_id = p.incident_id and s.id = p.story_id
		where p.incident_id = ${incident} and p.at <= ${moment})`;
	const people = sql`(count(distinct author) + count(*) filter (where author is null))::int`;
	const now = sql`count(*) filter (where at > ${moment}::timestamptz - interval '30 minutes')::int`;
	const before = sql`count(*) filter (where at <= ${moment}::timestamptz - interval '30 minutes' and at > ${moment}::timestamptz - interval '60 minutes')::int`;

	const [total] = await sql<
		{
			posts: number;
			authors: number;
			unnamed: number;
			stories: number;
			out: number;
			seen: number;
			joined: number;
			unseen: number;
			period: number;
			period_unseen: number;
			seen_stories: number;
			unseen_stories: number;
		}[]
	>`
		select count(*)::int as posts, ${people} as authors, count(*) filter (where author is null)::int as unnamed, count(distinct story_id)::int as stories,
			count(*) filter (where out)::int as out, count(*) filter (where since <= looked)::int as seen, count(*) filter (where since > looked)::int as joined,
			count(*) filter (where looked is null)::int as unseen, count(*) filter (where at > ${from})::int as period,
			count(*) filter (where at > ${from} and looked is null)::int as period_unseen, count(distinct story_id) filter (where looked is not null)::int as seen_stories,
			count(distinct story_id) filter (where looked is null)::int as unseen_stories from ${posts} t`;
	const perSource = await sql<{ platform: string; posts: number; authors: number }[]>`
		select s.platform, count(t.id)::int as posts, (count(distinct t.author) + count(t.id) filter (where t.author is null))::int as authors
		from source s left join ${posts} t on t.source_id = s.id where s.incident_id = ${incident} group by s.id, s.platform`;
	const perLanguage = await sql<
		{ lang: string; posts: number }[]
	>`select coalesce(lang, '') as lang, count(*)::int as posts from ${posts} t group by 1`;
	const findings = await sql<
		{ finding: string; posts: number; authors: number; unnamed: number; now: number; before: number }[]
	>`
		select l.finding_id as finding, count(*)::int as posts, ${people} as authors, count(*) filter (where author is null)::int as unnamed, ${now} as now, ${before} as before
		from ${posts} t join story_link l on l.incident_id = ${incident} and l.story_id = t.story_id group by 1`;
	const needs = await sql<{ finding: string; phone: number; press: number; asked_since: number }[]>`
		select l.finding_id as finding, count(*) filter (where platform = 'phone')::int as phone, count(*) filter (where platform = 'press')::int as press,
			count(*) filter (where at > (select (e.data->'answer'->>'at')::timestamptz from event e
				where e.log_id = ${incident} and e.type = 'need.answered' and e.data->>'need' = l.finding_id::text))::int as asked_since
		from ${posts} t join story_link l on l.incident_id = ${incident} and l.story_id = t.story_id and l.kind = 'need' group by 1`;
	const [desks] = await sql<{ phone: number; press: number }[]>`
		select count(*) filter (where platform = 'phone' and not out)::int as phone, count(*) filter (where platform = 'press' and not out)::int as press from ${posts} t`;
	const stances = await sql<{ finding: string; stance: string; posts: number }[]>`
		select l.finding_id as finding, l.stance, count(*)::int as posts
		from ${posts} t join story_link l on l.incident_id = ${incident} and l.story_id = t.story_id and l.kind = 'rumour' group by 1, 2`;
	const spreads = await sql<{ finding: string; spread: number }[]>`
		select finding, (case when voices > 0 or press > 0 or platforms >= 3 then 3 when authors >= 5 or platforms >= 2 or (now >= 6 and now >= 2 * before) then 2 else 1 end)::int as spread
		from (select l.finding_id as finding, ${people} as authors, count(distinct t.platform) filter (where t.platform not in ('phone', 'press', 'street', 'partner')) as platforms,
				count(*) filter (where t.platform = 'press') as press, ${now} as now, ${before} as before,
				count(*) filter (where a.kind not in ('private', 'unknown') or (t.author is null and t.platform = 'news')) as voices
			from ${posts} t join story_link l on l.incident_id = ${incident} and l.story_id = t.story_id and l.kind = 'rumour' and l.stance in ('supports', 'asks')
				left join author a on a.incident_id = ${incident} and a.number = t.author
			where t.at > ${moment}::timestamptz - interval '120 minutes' group by 1) m`;
	const felt = (axis: 'emotion' | 'attitude') => sql<{ key: string; stories: number; posts: number }[]>`
		select ${sql(axis)} as key, count(distinct story_id)::int as stories, count(*)::int as posts from ${posts} t
		where ${sql(axis)} is not null and at > ${from} and not out group by 1 order by 2 desc, 3 desc, 1`;
	const [calls] = await sql<
		{ count: number }[]
	>`select count(*)::int as count from story where incident_id = ${incident} and help_state = 'passedOn'`;
	const consulted = await sql<{ name: string; kind: string; posts: number }[]>`
		select * from (
			select 'nieuws.example' as name, 'site' as kind, count(*)::int as posts from ${posts} t where text like '%://www.nieuws.example/%' and since <= looked and not out
			union all select a.name, 'account', count(distinct t.id)::int from ${posts} t join author a on a.incident_id = ${incident} and a.kind = 'media'
				where (t.text ilike '%@' || a.handle || '%' or t.shares in (select o.external_id from post o where o.incident_id = ${incident} and o.author = a.number))
					and t.author is distinct from a.number and since <= looked and not out group by 1
		) c where posts >= 2 order by posts desc`;
	const voices = await sql<{ name: string; headline: string; posts: number }[]>`
		select coalesce(a.name, 'Bron news') as name, t.text as headline,
			(select count(*)::int from ${posts} o where o.story_id = t.story_id) as posts
		from ${posts} t left join author a on a.incident_id = ${incident} and a.number = t.author and a.kind = 'media'
		where since <= looked and not out and t.shares is null and (a.number is not null or (t.author is null and t.platform = 'news')) order by posts desc`;

	const {
		posts: all = 0,
		stories = 0,
		authors = 0,
		unnamed = 0,
		out = 0,
		seen = 0,
		joined = 0,
		unseen = 0,
		period = 0,
		period_unseen = 0,
		seen_stories = 0,
		unseen_stories = 0
	} = total ?? {};
	return {
		basis: {
			posts: all,
			authors,
			unnamed,
			stories,
			copies: all - stories,
			notRelevant: out,
			looked: { posts: seen, stories: seen_stories },
			joined,
			period: { posts: period, unseen: period_unseen },
			unseen: { posts: unseen, stories: unseen_stories },
			sources: Object.fromEntries(perSource.map(({ platform, posts, authors }) => [platform, { posts, authors }])),
			languages: Object.fromEntries(perLanguage.map(({ lang, posts }) => [lang, posts]))
		},
		findings: [...findings].map((row) => ({ ...row })),
		needs: new Map(needs.map(({ finding, ...row }) => [finding, row])),
		phone: desks?.phone ?? -1,
		press: desks?.press ?? -1,
		stances: stances.reduce(
			(map, { finding, stance, posts }) => map.set(finding, { ...map.get(finding), [stance]: posts }),
			new Map<string, Record<string, number>>()
		),
		spread: new Map(spreads.map(({ finding, spread }) => [finding, spread])),
		emotions: [...(await felt('emotion'))].map((row) => ({ ...row })),
		attitudes: [...(await felt('attitude'))].map((row) => ({ ...row })),
		calls: calls?.count ?? -1,
		consulted: [...consulted].map((row) => ({ ...row })),
		voices: [...voices].map((row) => ({ ...row }))
	};
}
