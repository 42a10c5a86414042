import type { TimeSeries } from '$lib/domain/overview/figures';
import { momentOfStep, stepsBetween } from '$lib/domain/core/local-steps';
import { FindingId, SourceId, type Moment } from '$lib/domain/core/ids';
import { ownActions, type OwnActionOnce } from '$lib/domain/overview/own-actions';
import { outageRecorded } from '$lib/domain/posts/outage';
import type { LabelKind } from '$lib/domain/stories/label-kinds';
import { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { isRelevant } from '$lib/domain/stories/story';
import { minutesBefore, momentAt, type ReadingContext } from '$lib/server/log/reading-context';

/** The shortest step, in minutes: the period of `post_count`. */
const MIN_STEP_MINUTES = 5;
const MAX_STEPS = 121;

/** When no source is active any more, the measured period ends at the last post if that is this long ago. */
const QUIET_MINUTES = 30;
/** The period before and after an own action whose posts are counted, in minutes. */
const AROUND_MINUTES = 15;
const MAX_RUMOURS = 8;

/**
 * The counts of an incident over time, in steps of equal length on the clock.
 * @param requestedStart null for the start of the incident; never before it
 */
export async function timeSeries(reading: ReadingContext, requestedStart: Moment | null = null): Promise<TimeSeries> {
	const { state } = reading;
	const { first, until } = await measuredPeriod(reading);
	const startAt = requestedStart !== null && requestedStart > first ? requestedStart : first;
	const begin = startAt < until ? startAt : until;
	const { steps, ...series } = stepsBetween(begin, until, MAX_STEPS, MIN_STEP_MINUTES);
	const { from } = series;
	const grid = { from, starts: Array.from({ length: steps }, (_, index) => momentOfStep(series, index)) };
	const acts = ownActions(state).filter(({ at }) => at >= from && at <= until);
	const [sources, feelings, rumours, outages, actions] = await Promise.all([
		bySource(reading, grid),
		byLabel(reading, grid),
		byRumour(reading, grid),
		outagesDuring(reading, from, until),
		postsAround(reading, acts, { first, until })
	]);
	return { ...series, steps, until, sources, ...feelings, rumours, outages, actions };
}

interface Grid {
	readonly from: Moment;
	/** Where each step begins. */
	readonly starts: readonly Moment[];
}

/** The first and the last moment of the measured period. */
async function measuredPeriod({
	sql,
	incident,
	state,
	now
}: ReadingContext): Promise<{ first: Moment; until: Moment }> {
	// Skip older posts, of which there may be many, by starting at the first period with a post that is no backlog.
	const [row] = await sql<{ first: Date | null; last: Date | null }[]>`
		select min(at) as first, max(at) as last from post where incident_id = ${incident} and not backlog
			and at >= (select min(at) from post_count where incident_id = ${incident} and posts > backlog)`;
	const firstPost = row?.first ? momentAt(row.first) : now;
	const first = state.incident?.start ?? firstPost;
	const end = state.incident?.closed?.at ?? now;
	const isRead = [...state.sources.values()].some(
		({ kind, state }) => state === 'active' && (kind === 'connection' || kind === 'program')
	);
	const acts = ownActions(state).flatMap(({ at }) => (at <= end ? [at] : []));
	const last = [row?.last ? momentAt(row.last) : first, ...acts].sort().at(-1) ?? end;
	const isQuiet = !isRead && last < minutesBefore(end, QUIET_MINUTES);
	return { first, until: isQuiet ? last : end };
}

/** SQL for the place of the step of row `p`, from 1; posts dated ahead of our clock count in the last step. */
const stepOfRow = ({ sql }: ReadingContext, { starts }: Grid) =>
	sql`coalesce(width_bucket(p.at, ${starts}::timestamptz[]), 0)`;

const zeroes = ({ starts }: Grid): number[] => starts.map(() => 0);

function add(counts: number[] | undefined, step: number, posts: number): void {
	if (counts) counts[step - 1] = (counts[step - 1] ?? 0) + posts;
}

async function bySource(reading: ReadingContext, grid: Grid): Promise<TimeSeries['sources']> {
	const { sql, incident, state } = reading;
	const rows = await sql<{ source_id: string; step: number; posts: number }[]>`
		select p.source_id, ${stepOfRow(reading, grid)} as step, sum(p.posts)::int as posts
		from post_count p where p.incident_id = ${incident} and p.at >= ${grid.from} group by 1, 2`;
	const postsBySource = new Map([...state.sources.keys()].map((source) => [source, zeroes(grid)]));
	for (const { source_id, step, posts } of rows) add(postsBySource.get(SourceId.parse(source_id)), step, posts);
	return [...postsBySource].map(([source, posts]) => ({ source, posts }));
}

async function byRumour(reading: ReadingContext, grid: Grid): Promise<TimeSeries['rumours']> {
	const { sql, incident, state } = reading;
	const ids = [...state.rumours.values()].filter(({ mergedInto }) => mergedInto === null).map(({ id }) => id);
	if (ids.length === 0) return [];
	const rows = await sql<{ finding_id: string; step: number; posts: number }[]>`
		select l.finding_id, ${stepOfRow(reading, grid)} as step, count(*)::int as posts
		from story_link l join post p on p.incident_id = l.incident_id and p.story_id = l.story_id
		where l.incident_id = ${incident} and l.finding_id = any(${ids}::uuid[]) and l.stance in ('supports', 'asks')
			and p.at >= ${grid.from} group by 1, 2`;
	const postsByRumour = new Map<FindingId, number[]>();
	for (const { finding_id, step, posts } of rows) {
		const rumour = FindingId.parse(finding_id);
		const counts = postsByRumour.get(rumour) ?? zeroes(grid);
		add(counts, step, posts);
		postsByRumour.set(rumour, counts);
	}
	const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
	return [...postsByRumour]
		.sort(([, a], [, b]) => total(b) - total(a))
		.slice(0, MAX_RUMOURS)
		.map(([rumour, posts]) => ({ rumour, posts }));
}

/** The periods in which a source did not answer or whose posts were lost. A source that is only silent was measured. */
async function outagesDuring(
	{ sql, incident, state }: ReadingContext,
	from: Moment,
	until: Moment
): Promise<TimeSeries['outages']> {
	// The literal type is the condition of an index, which PostgreSQL uses only with the same literal.
	const rows = await sql<{ data: unknown }[]>`
		select data from event where log_id = ${incident} and type = 'source.outageRecorded' order by seq`;
	const outages = new Map<string, TimeSeries['outages'][number]>();
	for (const { data } of rows) {
		const read = outageRecorded.data.safeParse(data).data;
		if (!read || read.why === 'silent' || read.from > until || (read.to !== null && read.to <= from)) continue;
		const key = `${read.source} ${read.why} ${read.from}`;
		const isOngoing = state.outages.get(read.source)?.outages.some(({ from }) => from === read.from) === true;
		if (read.to ?? isOngoing) outages.set(key, { source: read.source, from: read.from, to: read.to ?? until });
	}
	return [...outages.values()];
}

/** The number of posts shortly before and after each own action. */
async function postsAround(
	{ sql, incident }: ReadingContext,
	acts: readonly OwnActionOnce[],
	{ first, until }: { readonly first: Moment; readonly until: Moment }
): Promise<TimeSeries['actions']> {
	const rows = await sql<{ id: string; before: number; after: number }[]>`
		select a.id, (count(*) filter (where p.at <= a.at))::int as before,
			(count(*) filter (where p.at > a.at))::int as after
		from unnest(${acts.map(({ id }) => id)}::uuid[], ${acts.map(({ at }) => at)}::timestamptz[]) as a (id, at)
		join post p on p.incident_id = ${incident} and p.at > a.at - make_interval(mins => ${AROUND_MINUTES}) and p.at <= a.at + make_interval(mins => ${AROUND_MINUTES})
		group by a.id`;
	const byAction = new Map(rows.map((row) => [row.id, row]));
	return acts.map(({ id, at, channels, text }) => ({
		action: id,
		channels: [...channels],
		text,
		at,
		before: minutesBefore(at, AROUND_MINUTES) < first ? null : (byAction.get(id)?.before ?? 0),
		after: minutesBefore(until, AROUND_MINUTES) < at ? null : (byAction.get(id)?.after ?? 0)
	}));
}

/** The stories that have each emotion and attitude, of those that are relevant and have a post since the first step. */
async function byLabel(
	{ sql, incident, state }: ReadingContext,
	{ from }: Grid
): Promise<Pick<TimeSeries, 'emotions' | 'attitudes'>> {
	const given = [...state.labels.entries()].flatMap(([story, labels]) =>
		labels.sentiment && isRelevant(labels) ? [{ story, ...labels.sentiment }] : []
	);
	const rows = await sql<{ emotion: string | null; attitude: string | null; stories: number }[]>`
		select l.emotion, l.attitude, count(*)::int as stories
		from unnest(${given.map(({ story }) => story)}::uuid[], ${given.map(({ emotion }) => emotion)}::text[],
			${given.map(({ attitude }) => attitude)}::text[]) as l (story, emotion, attitude)
		where exists (select from post p where p.incident_id = ${incident} and p.story_id = l.story and p.at >= ${from})
		group by 1, 2`;
	const storiesWith = (kind: LabelKind, value: string): number =>
		rows.filter((row) => row[kind] === value).reduce((sum, { stories }) => sum + stories, 0);
	return {
		emotions: Emotion.options
			.map((emotion) => ({ emotion, stories: storiesWith('emotion', emotion) }))
			.filter(({ stories }) => stories > 0),
		attitudes: Attitude.options
			.map((attitude) => ({ attitude, stories: storiesWith('attitude', attitude) }))
			.filter(({ stories }) => stories > 0)
	};
}
