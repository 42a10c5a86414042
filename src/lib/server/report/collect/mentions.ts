import type { StoryId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { Group, groupPattern } from '$lib/domain/findings/groups';
import { placePattern } from '$lib/domain/overview/place-figures';
import type { Mentions } from '$lib/domain/report/content';
import type { PostColumns } from '../history/post-columns';
import { textAt, type LogPoint } from '../history/posts-at';
import type { PostsThen } from './posts-then';
import type { ReadPosts } from '../history/read-posts';
import { byCount } from './counting';

/** Posts of a story, in their authors' own words, that name a group or a neighbourhood of the map. */
export interface Mention {
	readonly story: StoryId;
	readonly of: { readonly group: Group } | { readonly place: string };
	readonly posts: number;
}

/** From so many posts, and this share of all, a group or neighbourhood stands beside a finding. */
const LEAST = { posts: 3, share: 1 / 4 } as const;
const MOST = 2;
/** Longer texts are about everything. */
const LONGEST = 1_000;

/** The posts whose texts are read at a time. */
const AT_ONCE = 20_000;

/** What the posts name that are evidence for a need or a rumour; a text that was never edited is read once. */
export async function readMentions(
	where: LogPoint,
	state: ReadState,
	{ read, posts, edited }: { read: ReadPosts; posts: PostsThen; edited: ReadonlySet<number> }
): Promise<Mention[]> {
	const { columns } = read;
	const asked = new Set([...state.needs.keys(), ...state.rumours.keys()]);
	const stories = new Map(
		[...state.labels.entries()].flatMap(([story, { links }]) => {
			const number = columns.storyNumber(story);
			return number !== undefined && links.some(({ finding }) => asked.has(finding)) ? [[number, story] as const] : [];
		})
	);
	if (stories.size === 0) return [];
	const all: readonly (readonly [Mention['of'], string])[] = [
		...Group.options.map((group) => [{ group }, groupPattern(group)] as const),
		...(state.incident?.neighbourhoods ?? []).map((place) => [{ place: place.name }, placePattern(place)] as const)
	];
	const rows = [...posts.rows()].filter(
		(row) => stories.has(posts.storyOf(row)) && columns.kindOf(row)?.share === false
	);
	const patterns = all.map(([, pattern]) => pattern);
	const known = read.namedBy(patterns);
	const unread = rows.filter((row) => !known.has(row) && !edited.has(row));
	for (let from = 0; from < unread.length; from += AT_ONCE) {
		const some = unread.slice(from, from + AT_ONCE);
		const named = await readNamed(where, columns, patterns, some);
		for (const row of some) known.set(row, named.get(row) ?? NOTHING);
	}
	const then = await readNamed(
		where,
		columns,
		patterns,
		rows.filter((row) => edited.has(row))
	);
	const counts = new Map<StoryId, Map<number, number>>();
	for (const row of rows) {
		const story = stories.get(posts.storyOf(row));
		if (story === undefined) continue;
		for (const number of (edited.has(row) ? then : known).get(row) ?? NOTHING) {
			const held = counts.get(story) ?? new Map<number, number>();
			counts.set(story, held.set(number, (held.get(number) ?? 0) + 1));
		}
	}
	return [...counts].flatMap(([story, named]) =>
		[...named].flatMap(([number, posts]) => {
			const of = all[number]?.[0];
			return of ? [{ story, of, posts }] : [];
		})
	);
}

const NOTHING: readonly number[] = [];

/** By row, the patterns that a post's text matched then; a post that matches none is absent. */
async function readNamed(
	where: LogPoint,
	columns: PostColumns,
	patterns: readonly string[],
	rows: readonly number[]
): Promise<ReadonlyMap<number, readonly number[]>> {
	if (rows.length === 0) return new Map();
	const { sql, incident } = where;
	// Copies of a text are looked at once.
	const found = await sql<{ row: number; numbers: number[] }[]>`
		with there as (
			select p.*, q.number as row from unnest(${[...rows]}::int[], ${rows.map((row) => columns.idOf(row))}::uuid[]) as q (number, id)
			join post p on p.incident_id = ${incident} and p.id = q.id
		), plain as materialized (
			select row, lower(public.unaccent(left(${textAt(where)}, ${LONGEST}))) as words from there
		), matched as materialized (
			select words, coalesce(array_agg(w.number::int - 1), '{}') as numbers from (select distinct words from plain) as texts
			join unnest(${[...patterns]}::text[]) with ordinality as w (pattern, number) on words ~ w.pattern group by 1
		)
		select row, numbers from plain join matched using (words)`;
	return new Map(found.map(({ row, numbers }) => [row, numbers]));
}

/** Those that stand beside a finding: the most named groups and neighbourhoods. Nothing when none is named enough. */
export function mentionsOf(
	mentions: readonly Mention[],
	of: { readonly stories: ReadonlySet<StoryId>; readonly posts: number }
): { mentions?: Mentions } {
	const [groups, places] = [new Map<Group, number>(), new Map<string, number>()];
	for (const { story, of: named, posts } of mentions) {
		if (!of.stories.has(story)) continue;
		if ('group' in named) groups.set(named.group, (groups.get(named.group) ?? 0) + posts);
		else places.set(named.place, (places.get(named.place) ?? 0) + posts);
	}
	const enough = <K extends string>(counts: ReadonlyMap<K, number>): [K, number][] =>
		[...counts]
			.filter(([, posts]) => posts >= LEAST.posts && posts >= LEAST.share * of.posts)
			.sort(
				byCount(
					([, posts]) => posts,
					([name]) => name
				)
			)
			.slice(0, MOST);
	const found = {
		groups: enough(groups).map(([group, posts]) => ({ group, posts })),
		places: enough(places).map(([place, posts]) => ({ place, posts }))
	};
	return found.groups.length + found.places.length === 0 ? {} : { mentions: found };
}
