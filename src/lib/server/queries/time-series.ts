import type { TimeSeries } from '$lib/domain/overview/figures';
import { ActionId, SourceId, type Moment } from '$lib/domain/core/ids';
import { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { isRelevant } from '$lib/domain/stories/story';
import { minutesBefore, momentAt, type ReadingContext } from './reading-context';

/** Lengths that a step may have, in minutes; and the most steps that a chart still shows well. */
const STEPS = [5, 10, 15, 30, 60, 120, 240, 720, 1440] as const;
const MOST_STEPS = 120;

/** How an incident went, from a moment on (its first post unless said) up to now, in steps of equal length. */
export async function timeSeries(reading: ReadingContext, wanted: Moment | null = null): Promise<TimeSeries> {
	const { now, state } = reading;
	const asked = wanted ?? (await firstMoment(reading));
	const begin = asked < now ? asked : now;
	const minutes = Math.max(0, (Date.parse(now) - Date.parse(begin)) / 60_000);
	const step = STEPS.find((length) => minutes / length <= MOST_STEPS) ?? Math.ceil(minutes / MOST_STEPS);
	// On whole steps of the clock, so that the bars of two readings are the same bars.
	const from = minutesBefore(begin, (Date.parse(begin) / 60_000) % step);
	const steps = Math.floor((Date.parse(now) - Date.parse(from)) / (step * 60_000)) + 1;
	const grid = { from, step, steps };
	const [sources, felt] = await Promise.all([perSource(reading, grid), perFeeling(reading, grid)]);
	const actions = [...state.actions.values()]
		.filter(({ at, retracted }) => retracted === null && at >= from)
		.map(({ id, at, channel, text }) => ({ action: ActionId.parse(id), at, channel, text }))
		.sort((a, b) => (a.at < b.at ? -1 : 1));
	return { ...grid, sources, ...felt, actions };
}

interface Grid {
	readonly from: Moment;
	readonly step: number;
	readonly steps: number;
}

async function firstMoment({ sql, incident, state, now }: ReadingContext): Promise<Moment> {
	const [row] = await sql<
		{ at: Date | null }[]
	>`select min(at) as at from post where incident_id = ${incident} and not backlog`;
	const first = row?.at ? momentAt(row.at) : now;
	const start = state.incident?.start ?? first;
	return start < first ? start : first;
}

/** Which step a post falls in; what is dated a little ahead of our clock falls in the last. */
const stepOf = ({ sql }: ReadingContext, { from, step, steps }: Grid) =>
	sql`least(${steps - 1}, floor(extract(epoch from p.at - ${from}::timestamptz) / ${step * 60}))::int`;

const row = ({ steps }: Grid): number[] => Array.from({ length: steps }, () => 0);

async function perSource(reading: ReadingContext, grid: Grid): Promise<TimeSeries['sources']> {
	const { sql, incident, state } = reading;
	const rows = await sql<{ source_id: string; step: number; posts: number }[]>`
		select p.source_id, ${stepOf(reading, grid)} as step, count(*)::int as posts
		from post p where p.incident_id = ${incident} and p.at >= ${grid.from} group by 1, 2`;
	const found = new Map([...state.sources.keys()].map((source) => [source, row(grid)]));
	for (const { source_id, step, posts } of rows) {
		const counts = found.get(SourceId.parse(source_id));
		if (counts) counts[step] = posts;
	}
	return [...found].map(([source, posts]) => ({ source, posts }));
}

/**
 * What people felt, as far as somebody looked: a post counts as looked at when it was in the story then, as joined when
 * it came or was moved there since (domain.md §3, label). An emotion or attitude counts where a person named it and
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
		const rows = await sql<
			{ step: number; emotion: string | null; attitude: string | null; looked: number; joined: number }[]
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
				(count(*) filter (where b.seq <= l.seq and coalesce(m.seq, 0) <= l.seq))::int as looked,
				(count(*) filter (where b.seq > l.seq or coalesce(m.seq, 0) > l.seq))::int as joined
			from look l
			join post p on p.incident_id = ${incident} and p.story_id = l.story and p.at >= ${grid.from}
			join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
			left join merged m on m.post_id = p.id and m.to_story = p.story_id
			group by 1, 2, 3`;
		for (const found of rows) {
			add(looked, found.step, found.looked);
			add(joined, found.step, found.joined);
			const [emotion, attitude] = [Emotion.safeParse(found.emotion).data, Attitude.safeParse(found.attitude).data];
			if (emotion) add(emotions.get(emotion), found.step, found.looked);
			if (attitude) add(attitudes.get(attitude), found.step, found.looked);
		}
	}
	return {
		emotions: [...emotions].map(([emotion, posts]) => ({ emotion, posts })),
		attitudes: [...attitudes].map(([attitude, posts]) => ({ attitude, posts })),
		looked,
		joined
	};
}

function add(counts: number[] | undefined, step: number, posts: number): void {
	if (counts) counts[step] = (counts[step] ?? 0) + posts;
}
