import type { Fragment } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { Moment, StoryId } from '$lib/domain/core/ids';
import type { QueueTotals } from '$lib/domain/stories/card';
import { encodeCursor, readCursor } from '../cursor';
import type { GrowthSnapshots, GrowthClasses } from './growth';
import { minutesBefore, momentAt, type ReadingContext } from '$lib/server/log/reading-context';

/** The ids of one page, in order, and where the next begins. */
export interface IdPage {
	readonly ids: readonly StoryId[];
	readonly next: string | null;
}

/** Position and moment of the growth snapshot, then the row: backlog last, higher class first, longest waiting first. */
const WaitingCursor = z.tuple([z.int(), Moment, z.boolean(), z.int(), Moment, StoryId]);

interface QueueRow {
	backlog: boolean;
	rank: number;
	since: Date;
	id: string;
}

const rowOf = ([, , backlog, rank, since, id]: z.output<typeof WaitingCursor>): QueueRow => ({
	backlog,
	rank,
	since: new Date(since),
	id
});

/** Stories that are not in the strip of calls for help above the queue. */
const ordinary = (sql: ReadingContext['sql']): Fragment =>
	sql`((s.help is null and s.help_state is null) or s.help_state in ('passedOn', 'dismissed'))`;

/**
 * The stories that nobody has looked at, by growth class and then by waiting time, with those older than the incident
 * last, and without calls for help. A story that came back after it was looked at waits since then. The order stays the
 * same for all pages.
 * @throws BadCursor
 */
export async function waiting(
	reading: ReadingContext,
	growth: GrowthSnapshots,
	cursor: string | null,
	limit: number
): Promise<IdPage> {
	const after = readCursor(WaitingCursor, cursor);
	const growing = after ? await growth.at(reading, after[0], after[1]) : await growth.latest(reading);
	const rows = await waitingRows(reading, growing, after && rowOf(after), limit + 1);
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		ids: page.map(({ id }) => StoryId.parse(id)),
		next:
			last && rows.length > limit
				? encodeCursor([growing.seq, growing.now, last.backlog, last.rank, momentAt(last.since), last.id])
				: null
	};
}

/**
 * Reads four small ordered sets, each by its own index, instead of sorting all waiting stories: growing stories; stories
 * never looked at; stories that came back; and handled calls for help whose mark was undone.
 */
function waitingRows(
	{ sql, incident }: ReadingContext,
	{ classes }: GrowthClasses,
	after: QueueRow | null,
	limit: number
): Promise<QueueRow[]> {
	const growing = [...classes.keys()];
	const since = after && momentAt(after.since);
	/** The condition "after the cursor" for stories that do not grow, as a comparison that can use the index. */
	const beyond = (waitingSince: Fragment): Fragment => {
		if (!after) return sql``;
		const same = sql`(s.backlog, ${waitingSince}, s.id) > (${String(after.backlog)}::text::bool, ${since}::timestamptz, ${after.id}::uuid)`;
		return after.rank === 0 ? sql`and ${same}` : sql`and s.backlog >= ${String(after.backlog)}::text::bool`;
	};
	const notGrowing = sql`s.id <> all(${growing}::uuid[])`;
	const waitingSinceOf = sql`case when s.outcome is null then s.since else coalesce(c.back_at, s.since) end`;
	return sql<QueueRow[]>`
		(select s.backlog, -g.class as rank, ${waitingSinceOf} as since, s.id
			from unnest(${growing}::uuid[], ${[...classes.values()]}::int[]) as g(story, class)
			join story s on s.incident_id = ${incident} and s.id = g.story
			join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
			where s.merged_into is null and (s.outcome is null or c.back_at is not null) and ${ordinary(sql)}
				${after ? sql`and (s.backlog, -g.class, ${waitingSinceOf}, s.id) > (${String(after.backlog)}::text::bool, ${after.rank}::int, ${since}::timestamptz, ${after.id}::uuid)` : sql``}
			order by s.backlog, rank, since, s.id limit ${limit})
		union all
		(select s.backlog, 0, s.since, s.id from story s
			where s.incident_id = ${incident} and s.outcome is null and s.merged_into is null and s.help is null and s.help_state is null
				and ${notGrowing} ${beyond(sql`s.since`)}
			order by s.backlog, s.since, s.id limit ${limit})
		union all
		(select s.backlog, 0, c.back_at, s.id
			from story_count c join story s on s.incident_id = c.incident_id and s.id = c.story_id
			where c.incident_id = ${incident} and c.back_at is not null and s.outcome is not null and s.merged_into is null
				and ${ordinary(sql)} and ${notGrowing} ${beyond(sql`c.back_at`)}
			order by s.backlog, c.back_at, s.id limit ${limit})
		union all
		(select s.backlog, 0, s.since, s.id from story s
			where s.incident_id = ${incident} and (s.help is not null or s.help_state is not null)
				and s.help_state in ('passedOn', 'dismissed') and s.outcome is null and s.merged_into is null
				and ${notGrowing} ${beyond(sql`s.since`)}
			order by s.backlog, s.since, s.id limit ${limit})
		order by 1, 2, 3, 4 limit ${limit}`;
}

/** How long a call for help stays in the strip after it was passed on, in minutes. */
const PASSED_ON_MINUTES = 30;
/** The most calls for help in the strip. */
const MAX_IN_STRIP = 500;

/**
 * The strip above the queue: calls for help that nobody passed on or dismissed, pinned ones first, then by the score of
 * the hint and waiting time; below them those passed on in the last half hour.
 */
export async function helpStrip({ sql, incident, state, now }: ReadingContext): Promise<StoryId[]> {
	const recently = minutesBefore(now, PASSED_ON_MINUTES);
	const passedOn = [...state.labels.entries()].flatMap(([id, { help }]) =>
		help?.state === 'passedOn' && help.at >= recently ? [{ id, at: help.at }] : []
	);
	const open = await sql<{ id: string }[]>`
		select id from story s
		where s.incident_id = ${incident} and (s.help is not null or s.help_state is not null) and s.merged_into is null
			and coalesce(s.help_state, 'pinned') = 'pinned'
		order by case when s.help_state = 'pinned' then 2 else coalesce((s.help ->> 'score')::float8, 0) end desc, s.since, s.id
		limit ${MAX_IN_STRIP}`;
	const shown = open.map(({ id }) => StoryId.parse(id));
	const handled = passedOn.filter(({ id }) => !shown.includes(id)).sort((a, b) => (a.at < b.at ? 1 : -1));
	return [...shown, ...handled.map(({ id }) => id)].slice(0, MAX_IN_STRIP);
}

/** The number of waiting stories and since when the first waits, and the same for the strip. */
export async function queueTotals(reading: ReadingContext): Promise<QueueTotals> {
	const { sql, incident } = reading;
	const [row] = await sql<{ waiting: number; oldest: Date | null; help: number; pinned: number }[]>`
		with again as (
			select s.backlog, c.back_at as since from story_count c join story s on s.incident_id = c.incident_id and s.id = c.story_id
			where c.incident_id = ${incident} and c.back_at is not null and s.outcome is not null and s.merged_into is null and ${ordinary(sql)}
			union all
			select backlog, since from story
			where incident_id = ${incident} and (help is not null or help_state is not null)
				and help_state in ('passedOn', 'dismissed') and outcome is null and merged_into is null
		), first as (
			(select since from story
				where incident_id = ${incident} and outcome is null and merged_into is null and help is null and help_state is null and not backlog
				order by backlog, since limit 1)
			union all
			select since from again where not backlog
		), calls as (
			select help_state from story where incident_id = ${incident} and (help is not null or help_state is not null)
				and merged_into is null and coalesce(help_state, 'pinned') = 'pinned'
		)
		select (select coalesce(sum(stories), 0)::int from queue_change where incident_id = ${incident})
				+ (select count(*)::int from again) as waiting,
			(select min(since) from first) as oldest,
			(select count(*)::int from calls) as help, (select count(*)::int from calls where help_state = 'pinned') as pinned`;
	return {
		waiting: row?.waiting ?? 0,
		oldest: row?.oldest ? momentAt(row.oldest) : null,
		help: row?.help ?? 0,
		pinned: row?.pinned ?? 0
	};
}
