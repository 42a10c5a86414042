import { TimeSlice } from '$lib/concurrency/time-slice';
import type { FindingId, StoryId } from '$lib/domain/core/ids';
import { plainLetters } from '$lib/domain/core/plain-letters';
import type { ReadState } from '$lib/domain/core/state';
import { Group, groupsIn } from '$lib/domain/findings/groups';
import { placeFinder } from '$lib/domain/overview/place-figures';
import type { Mentions } from '$lib/domain/report/content';
import type { ReportPostColumns } from '../history/post-columns';
import { textAt, type LogPoint } from '../history/posts-at';
import type { PostsThen } from './posts-then';
import type { ReportPosts } from '../history/read-posts';
import { byCount } from './counting';

/** Posts, in their authors' own words, that name a group or a neighbourhood. */
export interface Mention {
	readonly of: { readonly group: Group } | { readonly place: string };
	readonly posts: number;
}

/** The number and share of posts from which a group or neighbourhood is shown with a finding. */
const MIN_MENTIONS = { posts: 3, share: 1 / 4 } as const;
const MAX_MENTIONS = 2;
/** Longer texts are about everything. */
const MAX_TEXT_LENGTH = 1_000;

/** The mentions in each story. */
export type MentionsIn = ReadonlyMap<StoryId, readonly Mention[]>;

/** The number of posts per query, and of rows per fetch. */
const POSTS_PER_QUERY = 20_000;
const ROWS_PER_FETCH = 1_000;

/**
 * Reads which groups and neighbourhoods are named in the posts that are evidence for a need or a rumour. A text that was
 * never edited is read once.
 */
export async function readMentions(
	where: LogPoint,
	state: ReadState,
	{ read, posts, edited }: { read: ReportPosts; posts: PostsThen; edited: ReadonlySet<number> }
): Promise<MentionsIn> {
	const { columns } = read;
	const findings = new Set<FindingId>([...state.needs.keys(), ...state.rumours.keys()]);
	const evidence = new Set<StoryId>();
	for (const [story, { links }] of state.labels.entries())
		if (links.some(({ finding }) => findings.has(finding))) evidence.add(story);
	if (evidence.size === 0) return new Map();
	const rows: number[] = [];
	for (const row of posts.rows()) {
		const story = posts.storyIn(row);
		if (story !== undefined && evidence.has(story) && columns.kindOf(row)?.share === false) rows.push(row);
	}
	const places = state.incident?.neighbourhoods ?? [];
	const all: readonly Mention['of'][] = [
		...Group.options.map((group) => ({ group })),
		...places.map(({ name }) => ({ place: name }))
	];
	const placesIn = placeFinder(places);
	/** The indexes in `all` of what a text names. */
	const namedIn = (plain: string): readonly number[] => [
		...groupsIn(plain).map((group) => Group.options.indexOf(group)),
		...placesIn(plain).map((number) => Group.options.length + number)
	];
	const cached = read.mentionCache(places);
	const unread = rows.filter((row) => !cached.has(row) && !edited.has(row));
	await readNamed(where, columns, unread, namedIn, cached);
	const editedMentions = new Map<number, readonly number[]>();
	await readNamed(
		where,
		columns,
		rows.filter((row) => edited.has(row)),
		namedIn,
		editedMentions
	);
	const counts = new Map<StoryId, Map<number, number>>();
	for (const row of rows) {
		const named = (edited.has(row) ? editedMentions : cached).get(row) ?? NOTHING;
		const story = named.length > 0 ? posts.storyIn(row) : undefined;
		if (story === undefined) continue;
		const storyCounts = counts.get(story) ?? new Map<number, number>();
		counts.set(story, storyCounts);
		for (const number of named) storyCounts.set(number, (storyCounts.get(number) ?? 0) + 1);
	}
	return new Map(
		[...counts].map(([story, named]) => [
			story,
			[...named].flatMap(([number, posts]) => {
				const of = all[number];
				return of ? [{ of, posts }] : [];
			})
		])
	);
}

const NOTHING: readonly number[] = [];

/**
 * Reads what the texts named then, by row. Not in the database, whose regular expressions take ten times as long; in
 * time slices, so that other work is not blocked.
 */
async function readNamed(
	where: LogPoint,
	columns: ReportPostColumns,
	rows: readonly number[],
	namedIn: (plain: string) => readonly number[],
	into: Map<number, readonly number[]>
): Promise<void> {
	const { sql, incident } = where;
	const slice = new TimeSlice();
	for (let from = 0; from < rows.length; from += POSTS_PER_QUERY) {
		const chunk = rows.slice(from, from + POSTS_PER_QUERY);
		const found = sql<{ row: number; words: string }[]>`
			with there as (
				select p.*, q.number as row from unnest(${chunk}::int[], ${chunk.map((row) => columns.idOf(row))}::uuid[]) as q (number, id)
				join post p on p.incident_id = ${incident} and p.id = q.id
			) select row, left(${textAt(where)}, ${MAX_TEXT_LENGTH}) as words from there`;
		for await (const some of found.cursor(ROWS_PER_FETCH))
			for (const { row, words } of some) {
				const named = namedIn(plainLetters(words));
				into.set(row, named.length === 0 ? NOTHING : named);
				if (slice.isOver) await slice.yield();
			}
	}
}

/** The most named groups and neighbourhoods, to be shown with a finding; nothing when none is named often enough. */
export function mentionsOf(
	mentions: MentionsIn,
	of: { readonly stories: Iterable<StoryId>; readonly posts: number }
): { mentions?: Mentions } {
	const [groups, places] = [new Map<Group, number>(), new Map<string, number>()];
	for (const story of of.stories)
		for (const { of: named, posts } of mentions.get(story) ?? []) {
			if ('group' in named) groups.set(named.group, (groups.get(named.group) ?? 0) + posts);
			else places.set(named.place, (places.get(named.place) ?? 0) + posts);
		}
	const enough = <K extends string>(counts: ReadonlyMap<K, number>): [K, number][] =>
		[...counts]
			.filter(([, posts]) => posts >= MIN_MENTIONS.posts && posts >= MIN_MENTIONS.share * of.posts)
			.sort(
				byCount(
					([, posts]) => posts,
					([name]) => name
				)
			)
			.slice(0, MAX_MENTIONS);
	const found = {
		groups: enough(groups).map(([group, posts]) => ({ group, posts })),
		places: enough(places).map(([place, posts]) => ({ place, posts }))
	};
	return found.groups.length + found.places.length === 0 ? {} : { mentions: found };
}
