import { StoryId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { Group, groupPattern } from '$lib/domain/findings/groups';
import { placePattern } from '$lib/domain/overview/place-figures';
import type { Mentions } from '$lib/domain/report/content';
import { postsAt, textAt, type LogPoint } from '../history/posts-at';
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

/** What the posts name that are evidence for a need or a rumour. */
export async function readMentions(where: LogPoint, state: ReadState): Promise<Mention[]> {
	const asked = new Set([...state.needs.keys(), ...state.rumours.keys()]);
	const stories = [...state.labels.entries()].flatMap(([story, { links }]) =>
		links.some(({ finding }) => asked.has(finding)) ? [story] : []
	);
	if (stories.length === 0) return [];
	const all: readonly (readonly [Mention['of'], string])[] = [
		...Group.options.map((group) => [{ group }, groupPattern(group)] as const),
		...(state.incident?.neighbourhoods ?? []).map((place) => [{ place: place.name }, placePattern(place)] as const)
	];
	const rows = await where.sql<{ story: string; number: number; posts: number }[]>`
		with ${postsAt(where)},
		wanted as (select * from unnest(${all.map(([, pattern]) => pattern)}::text[]) with ordinality as w (pattern, number)),
		plain as materialized (
			select story, lower(public.unaccent(left(${textAt(where)}, ${LONGEST}))) as words from there
			where shares is null and story = any(${stories}::uuid[])
		)
		select p.story, coalesce(w.number, 0)::int as number, count(*)::int as posts from plain p join wanted w on p.words ~ w.pattern group by 1, 2`;
	return rows.flatMap(({ story, number, posts }) => {
		const of = all[number - 1]?.[0];
		return of ? [{ story: StoryId.parse(story), of, posts }] : [];
	});
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
