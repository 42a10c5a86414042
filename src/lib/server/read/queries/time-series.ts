import type { TimeSeries } from '$lib/domain/overview/figures';
import { ActionId, FindingId, millisecondsOf, SourceId, type Moment } from '$lib/domain/core/ids';
import type { OwnAction } from '$lib/domain/incident/own-action';
import { outageRecorded } from '$lib/domain/posts/outage';
import { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { isRelevant } from '$lib/domain/stories/story';
import { minutesBefore, momentAt, type ReadingContext } from './reading-context';

/** What steps consist of, in minutes: the periods of `post_count`. */
const FINEST = 5;
/** Lengths that a step may have, in minutes; and the most steps that a chart still shows well. */
const STEPS = [FINEST, 10, 15, 30, 60, 120, 240, 720, 1440] as const;
const MOST_STEPS = 120;

/** In an exercise, and when no source is read any more, nothing is measured from this long after the last post. */
const QUIET_MINUTES = 30;
/** The minutes before and after an own action that are counted. */
const AROUND_MINUTES = 15;
const MOST_RUMOURS = 8;

/**
 * How an incident went, from a moment on (its first post unless said) up to the last moment that was measured, in steps
 * of equal length.
 */
export async function timeSeries(reading: ReadingContext, wanted: Moment | null = null): Promise<TimeSeries> {
	const { state } = reading;
	const { first, until } = await measured(reading);
	const asked = wanted ?? first;
	const begin = asked < until ? asked : until;
	const minutes = Math.max(0, (Date.parse(until) - Date.parse(begin)) / 60_000);
	const step =
		STEPS.find((length) => minutes / length <= MOST_STEPS) ?? Math.ceil(minutes / MOST_STEPS / FINEST) * FINEST;
	// On whole steps of the clock, so that the bars of two readings are the same bars.
	const from = minutesBefore(begin, (Date.parse(begin) / 60_000) % step);
	const steps = Math.max(1, Math.ceil((Date.parse(until) - Date.parse(from)) / (step * 60_000)));
	const grid = { from, step, steps };
	const acted = [...state.actions.values()]
		.filter(({ at, retracted }) => retracted === null && at >= from && at <= until)
		.sort((a, b) => (a.at < b.at ? -1 : 1));
	const [sources, felt, rumours, outages, actions] = await Promise.all([
		perSource(reading, grid),
		perFeeling(reading, grid),
		perRumour(reading, grid),
		outagesIn(reading, from, until),
		aroundEach(reading, acted, until)
	]);
	return { ...grid, until, sources, ...felt, rumours, outages, actions };
}

interface Grid {
	readonly from: Moment;
	readonly step: number;
	readonly steps: number;
}

/** The first and the last moment that were measured. */
async function measured({ sql, incident, state, now }: ReadingContext): Promise<{ first: Moment; until: Moment }> {
	// From the first period with such a post on: what is older may be very many.
	const [row] = await sql<{ first: Date | null; last: Date | null }[]>`
		select min(at) as first, max(at) as last from post where incident_id = ${incident} and not backlog
			and at >= (select min(at) from post_count where incident_id = ${incident} and posts > backlog)`;
	const firstPost = row?.first ? momentAt(row.first) : now;
	const start = state.incident?.start ?? firstPost;
	const first = start < firstPost ? start : firstPost;
	const end = state.incident?.closed?.at ?? now;
	const isRead = [...state.sources.values()].some(
		({ kind, state }) => state === 'active' && (kind === 'connection' || kind === 'program')
	);
	const acted = [...state.actions.values()].flatMap(({ at, retracted }) => (retracted === null ? [at] : []));
	const last = [row?.last ? momentAt(row.last) : first, ...acted.filter((at) => at <= end)].sort().at(-1) ?? end;
	const isQuiet = !isRead && last < minutesBefore(end, QUIET_MINUTES);
	return { first, until: isQuiet ? last : end };
}

/** When the step of a post, or of a period of posts, begins: PostgreSQL divides moments twice as fast as numbers. */
const stepOf = ({ sql }: ReadingContext, { from, step }: Grid) =>
	sql`date_bin(${step}::int * interval '1 minute', p.at, ${from}::timestamptz)`;

const row = ({ steps }: Grid): number[] => Array.from({ length: steps }, () => 0);

/** Adds posts to the step that begins then; what is dated a little ahead of our clock falls in the last. */
function add(counts: number[] | undefined, { from, step, steps }: Grid, begin: Date, posts: number): void {
	const at = Math.min(steps - 1, (begin.getTime() - millisecondsOf(from)) / (step * 60_000));
	if (counts) counts[at] = (counts[at] ?? 0) + posts;
}

async function perSource(reading: ReadingContext, grid: Grid): Promise<TimeSeries['sources']> {
	const { sql, incident, state } = reading;
	const rows = await sql<{ source_id: string; step: Date; posts: number }[]>`
		select p.source_id, ${stepOf(reading, grid)} as step, sum(p.posts)::int as posts
		from post_count p where p.incident_id = ${incident} and p.at >= ${grid.from} group by 1, 2`;
	const found = new Map([...state.sources.keys()].map((source) => [source, row(grid)]));
	for (const { source_id, step, posts } of rows) add(found.get(SourceId.parse(source_id)), grid, step, posts);
	return [...found].map(([source, posts]) => ({ source, posts }));
}

async function perRumour(reading: ReadingContext, grid: Grid): Promise<TimeSeries['rumours']> {
	const { sql, incident, state } = reading;
	const ids = [...state.rumours.values()].filter(({ mergedInto }) => mergedInto === null).map(({ id }) => id);
	if (ids.length === 0) return [];
	const rows = await sql<{ finding_id: string; step: Date; posts: number }[]>`
		select l.finding_id, ${stepOf(reading, grid)} as step, count(*)::int as posts
		from story_link l join post p on p.incident_id = l.incident_id and p.story_id = l.story_id
		where l.incident_id = ${incident} and l.finding_id = any(${ids}::uuid[]) and l.stance in ('supports', 'asks')
			and p.at >= ${grid.from} group by 1, 2`;
	const found = new Map<FindingId, number[]>();
	for (const { finding_id, step, posts } of rows) {
		const rumour = FindingId.parse(finding_id);
		const counts = found.get(rumour) ?? row(grid);
		add(counts, grid, step, posts);
		found.set(rumour, counts);
	}
	const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
	return [...found]
		.sort(([, a], [, b]) => total(b) - total(a))
		.slice(0, MOST_RUMOURS)
		.map(([rumour, posts]) => ({ rumour, posts }));
}

/** When a source did not answer, or its posts can no longer be retrieved; one that is only silent was measured. */
async function outagesIn(
	{ sql, incident, state }: ReadingContext,
	from: Moment,
	until: Moment
): Promise<TimeSeries['outages']> {
	// The type stands here as in the index, which PostgreSQL uses for these words only.
	const rows = await sql<{ data: unknown }[]>`
		select data from event where log_id = ${incident} and type = 'source.outageNoted' order by seq`;
	const found = new Map<string, TimeSeries['outages'][number]>();
	for (const { data } of rows) {
		const read = outageRecorded.data.safeParse(data).data;
		if (!read || read.why === 'silent' || read.from > until || (read.to !== null && read.to <= from)) continue;
		const key = `${read.source} ${read.why} ${read.from}`;
		const isOngoing = state.outages.get(read.source)?.outages.some(({ from }) => from === read.from) === true;
		if (read.to ?? isOngoing) found.set(key, { source: read.source, from: read.from, to: read.to ?? until });
	}
	return [...found.values()];
}

/** The posts around each own action, exactly by the moment and not by step. */
async function aroundEach(
	{ sql, incident }: ReadingContext,
	acted: readonly Readonly<OwnAction>[],
	until: Moment
): Promise<TimeSeries['actions']> {
	const rows = await sql<{ id: string; before: number; after: number }[]>`
		select a.id, (count(*) filter (where p.at <= a.at))::int as before,
			(count(*) filter (where p.at > a.at))::int as after
		from unnest(${acted.map(({ id }) => id)}::uuid[], ${acted.map(({ at }) => at)}::timestamptz[]) as a (id, at)
		join post p on p.incident_id = ${incident} and p.at > a.at - make_interval(mins => ${AROUND_MINUTES}) and p.at <= a.at + make_interval(mins => ${AROUND_MINUTES})
		group by a.id`;
	const found = new Map(rows.map((row) => [row.id, row]));
	return acted.map(({ id, at, channel, text }) => ({
		...{ action: ActionId.parse(id), channel, text, at, before: found.get(id)?.before ?? 0 },
		after: minutesBefore(until, AROUND_MINUTES) < at ? null : (found.get(id)?.after ?? 0)
	}));
}

/**
 * What people felt, as far as somebody looked: a post counts as looked at when it was in the story then, as joined when
 * it came or was moved there since. An emotion or attitude counts where a person named it and
 * found the story relevant.
 */
async function perFeeling(
	reading: ReadingContext,
	grid: Grid
): Promise<Pick<TimeSeries, 'emotions' | 'attitudes' | 'looked' | 'joined'>> {
	const { sql, incident, state } = reading;
	const marked = [...state.labels.entries()].flatMap(([story, labels]) =>
		labels.looked ? [{ story, seq: labels.looked.seq, felt: isRelevant(labels) ? labels.sentiment : null }] : []
	);
	const emotions = new Map(Emotion.options.map((emotion) => [emotion, row(grid)]));
	const attitudes = new Map(Attitude.options.map((attitude) => [attitude, row(grid)]));
	const [looked, joined] = [row(grid), row(grid)];
	if (marked.length > 0) {
		// All posts of those stories out of the index `post_story` alone; then the few that a merge brought there since.
		const rows = await sql<
			{ step: Date; emotion: string | null; attitude: string | null; looked: number; joined: number }[]
		>`
			with look as (
				select * from unnest(${marked.map(({ story }) => story)}::uuid[], ${marked.map(({ seq }) => seq)}::int[],
					${marked.map(({ felt }) => felt?.emotion ?? null)}::text[], ${marked.map(({ felt }) => felt?.attitude ?? null)}::text[])
					as l(story, seq, emotion, attitude)
			), merged as (
				select m.post_id, m.to_story, max(m.seq) as seq
				from move m join story s on s.incident_id = m.incident_id and s.id = m.from_story and s.merged_into is not null
				where m.incident_id = ${incident} group by 1, 2
			)
			select ${stepOf(reading, grid)} as step, l.emotion, l.attitude,
				(count(*) filter (where b.seq <= l.seq))::int as looked, (count(*) filter (where b.seq > l.seq))::int as joined
			from look l
			join post p on p.incident_id = ${incident} and p.story_id = l.story and p.at >= ${grid.from}
			join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
			group by 1, 2, 3
			union all
			select ${stepOf(reading, grid)}, l.emotion, l.attitude, -count(*)::int, count(*)::int
			from look l
			join merged m on m.to_story = l.story and m.seq > l.seq
			join post p on p.incident_id = ${incident} and p.id = m.post_id and p.story_id = l.story and p.at >= ${grid.from}
			join batch b on b.incident_id = p.incident_id and b.id = p.batch_id and b.seq <= l.seq
			group by 1, 2, 3`;
		for (const found of rows) {
			add(looked, grid, found.step, found.looked);
			add(joined, grid, found.step, found.joined);
			const [emotion, attitude] = [Emotion.safeParse(found.emotion).data, Attitude.safeParse(found.attitude).data];
			if (emotion) add(emotions.get(emotion), grid, found.step, found.looked);
			if (attitude) add(attitudes.get(attitude), grid, found.step, found.looked);
		}
	}
	return {
		emotions: [...emotions].map(([emotion, posts]) => ({ emotion, posts })),
		attitudes: [...attitudes].map(([attitude, posts]) => ({ attitude, posts })),
		looked,
		joined
	};
}
