import { findingsOf } from '$lib/domain/findings/finding';
import type { FindingFigures } from '$lib/domain/overview/figures';
import { needForOutside } from '$lib/domain/findings/need';
import { FindingKind, FindingId, millisecondsOf, momentOf } from '$lib/domain/core/ids';
import { SPREAD_MINUTES } from '$lib/domain/findings/risk';
import { isOnLine, Platform } from '$lib/domain/posts/platform';
import { courseOf, isComparable, type PeriodCount } from '$lib/domain/stories/trend';
import { postTotals } from './looked';
import { publicAuthors } from './public-authors';
import { minutesBefore, momentAt, type ReadingContext } from '$lib/server/log/reading-context';

/** The period whose posts are compared with those of the period before it, in minutes. */
const GROWTH_MINUTES = 30;
/** The same in aftercare. */
const WEEK_MINUTES = 7 * 24 * 60;
const offLinePlatforms = Platform.options.filter((platform) => !isOnLine(platform));

interface FindingRow {
	finding: string;
	stories: number;
	posts: number;
	edited: number;
	gone: number;
	authors: number;
	last30: number;
	before30: number;
	newest: Date;
	platforms: string[];
	phone: number;
	press: number;
	online: number;
	recent: number[];
	week: number;
	week_before: number;
	since_answer: number;
	waits_from: Date | null;
	spread_authors: number;
	spread_platforms: string[] | null;
	spread_last30: number;
	spread_before30: number;
	public_voice: boolean | null;
	press_asks: boolean | null;
}

type PeriodTotals = Readonly<Record<'now' | 'before', Omit<PeriodCount, 'labelled'>>>;
const none = { posts: 0, looked: 0 };

/**
 * The figures of every finding that is not merged away, in three statements. The spread of a rumour counts the posts of
 * the last 120 minutes in stories that support or ask, without our own accounts; its other counts are of all stances.
 * `sinceAnswer.posts` of a need counts the posts since its last answer, and `sinceAnswer.from` is the first post after the last
 * answer that may be shown outside (`needForOutside`).
 */
export async function findingFigures(reading: ReadingContext, organisation: string | null): Promise<FindingFigures[]> {
	const { sql, incident, now } = reading;
	const { voices, own } = await publicAuthors(reading, organisation);
	const answered = [...reading.state.needs.values()].flatMap((need) =>
		need.answer
			? [{ id: need.id, at: need.answer.at, shownAt: needForOutside(reading.state, need).answer?.at ?? null }]
			: []
	);
	const [half, hour] = [minutesBefore(now, GROWTH_MINUTES), minutesBefore(now, 2 * GROWTH_MINUTES)];
	const [at50, at40, at20, at10] = [
		minutesBefore(now, 50),
		minutesBefore(now, 40),
		minutesBefore(now, 20),
		minutesBefore(now, 10)
	];
	// A period excludes its first moment and includes its last.
	const edges = [hour, half, now].map((at) => momentOf(millisecondsOf(at) + 1));
	const counting = postTotals(reading, edges);
	const rows = await sql<FindingRow[]>`
		with answered as (
			select * from unnest(${answered.map(({ id }) => id)}::uuid[], ${answered.map(({ at }) => at)}::timestamptz[],
				${answered.map(({ shownAt }) => shownAt)}::timestamptz[]) as a (finding, at, shown_at)
		), evidence as (
			select l.finding_id as finding, l.story_id, p.author, p.at, p.platform, p.versions, p.deleted, l.stance, a.at is null or p.at > a.at as asks,
				not p.backlog and (a.shown_at is null or p.at > a.shown_at) as waits,
				case when p.author is null then p.platform = 'news' else p.author = any(${[...voices]}::int[]) end as is_voice,
				coalesce(l.stance in ('supports', 'asks'), false) and p.at > ${minutesBefore(now, SPREAD_MINUTES)}
					and (p.author is null or not p.author = any(${[...own]}::int[])) as spreads
			from story_link l join post p on p.incident_id = l.incident_id and p.story_id = l.story_id
			left join answered a on a.finding = l.finding_id
			where l.incident_id = ${incident}
		)
		select finding, count(distinct story_id)::int as stories, count(*)::int as posts,
			(count(*) filter (where versions > 1 and not deleted))::int as edited, (count(*) filter (where deleted))::int as gone,
			(count(distinct author) + count(*) filter (where author is null))::int as authors,
			(count(*) filter (where at > ${half}))::int as last30,
			(count(*) filter (where at > ${hour} and at <= ${half}))::int as before30,
			max(at) as newest, array_agg(distinct platform order by platform) as platforms,
			(count(*) filter (where platform = 'phone'))::int as phone, (count(*) filter (where platform = 'press'))::int as press,
			(count(*) filter (where not platform = any(${offLinePlatforms})))::int as online, array[
				(count(*) filter (where at > ${hour} and at <= ${at50}))::int, (count(*) filter (where at > ${at50} and at <= ${at40}))::int,
				(count(*) filter (where at > ${at40} and at <= ${half}))::int, (count(*) filter (where at > ${half} and at <= ${at20}))::int,
				(count(*) filter (where at > ${at20} and at <= ${at10}))::int, (count(*) filter (where at > ${at10}))::int
			] as recent,
			(count(*) filter (where at > ${minutesBefore(now, WEEK_MINUTES)}))::int as week,
			(count(*) filter (where at > ${minutesBefore(now, 2 * WEEK_MINUTES)} and at <= ${minutesBefore(now, WEEK_MINUTES)}))::int as week_before,
			(count(*) filter (where asks))::int as since_answer, min(at) filter (where waits) as waits_from,
			(count(distinct author) filter (where spreads) + count(*) filter (where spreads and author is null))::int as spread_authors,
			array_agg(distinct platform) filter (where spreads) as spread_platforms,
			(count(*) filter (where spreads and at > ${half}))::int as spread_last30,
			(count(*) filter (where spreads and at > ${hour} and at <= ${half}))::int as spread_before30,
			bool_or(spreads and is_voice) as public_voice,
			bool_or(spreads and platform = 'press' and stance = 'asks') as press_asks
		from evidence group by finding`;
	const isAftercare = reading.state.incident?.phase === 'aftercare';
	const start = millisecondsOf(reading.state.incident?.start ?? now);
	const comparable = isComparable(start, millisecondsOf(now), GROWTH_MINUTES * 60_000);
	const [before = none, last = none] = await counting;
	const byFinding = new Map(rows.map((row) => [row.finding, row]));
	return FindingKind.options.flatMap((kind) =>
		[...findingsOf(reading.state, kind).values()]
			.filter(({ mergedInto }) => mergedInto === null)
			.map(({ id }) =>
				figuresOf(id, kind, byFinding.get(id), { weekly: isAftercare, comparable, totals: { before, now: last } })
			)
	);
}

function figuresOf(
	finding: FindingId,
	kind: FindingKind,
	row: FindingRow | undefined,
	{ weekly, comparable, totals }: { weekly: boolean; comparable: boolean; totals: PeriodTotals }
): FindingFigures {
	return {
		finding,
		stories: row?.stories ?? 0,
		posts: row?.posts ?? 0,
		atSource: { edited: row?.edited ?? 0, gone: row?.gone ?? 0 },
		authors: row?.authors ?? 0,
		course: courseOf(
			{ ...totals.now, labelled: row?.last30 ?? 0 },
			{ ...totals.before, labelled: row?.before30 ?? 0 },
			row ? row.posts - row.last30 - row.before30 : 0,
			comparable
		),
		newest: row ? momentAt(row.newest) : null,
		platforms: platformsOf(row?.platforms),
		phone: row?.phone ?? 0,
		press: row?.press ?? 0,
		online: row?.online ?? 0,
		recent: row?.recent ?? [0, 0, 0, 0, 0, 0],
		...(weekly && { week: { now: row?.week ?? 0, before: row?.week_before ?? 0 } }),
		sinceAnswer:
			kind === 'need'
				? { posts: row?.since_answer ?? 0, from: row?.waits_from ? momentAt(row.waits_from) : null }
				: null,
		spread:
			kind === 'rumour'
				? {
						authors: row?.spread_authors ?? 0,
						platforms: platformsOf(row?.spread_platforms).filter(isOnLine).length,
						postsLast30: row?.spread_last30 ?? 0,
						posts30Before: row?.spread_before30 ?? 0,
						publicVoice: row?.public_voice === true,
						pressAsks: row?.press_asks === true
					}
				: null
	};
}

const platformsOf = (found: readonly string[] | null | undefined): Platform[] =>
	(found ?? []).map((platform) => Platform.catch('other').parse(platform));
