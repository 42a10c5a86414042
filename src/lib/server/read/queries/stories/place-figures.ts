import { FindingId, FindingKind } from '$lib/domain/core/ids';
import { findingsOf } from '$lib/domain/findings/finding';
import { PLACE_MINUTES, placePattern, type PlaceFigures } from '$lib/domain/overview/place-figures';
import { minutesBefore, type ReadingContext } from '$lib/server/log/reading-context';
import { withQueryTimeout } from './search';

interface PlaceRow {
	/** The position of the neighbourhood in the list, from 1; null for all neighbourhoods together. */
	place: number | null;
	/** Null for the total, with and without a finding. */
	finding: string | null;
	is_of_finding: boolean;
	posts: number;
	before: number;
	authors: number;
}

/** What people wrote about each neighbourhood in the last half hour. @throws SearchTooSlow */
export async function placeFigures(reading: ReadingContext): Promise<PlaceFigures> {
	const { incident, state, now } = reading;
	const neighbourhoods = state.incident?.neighbourhoods ?? [];
	const [half, hour] = [minutesBefore(now, PLACE_MINUTES), minutesBefore(now, 2 * PLACE_MINUTES)];
	const [rows, [all]] = await withQueryTimeout(reading, (tx) =>
		Promise.all([
			tx<PlaceRow[]>`
				with place as (
					select * from unnest(${neighbourhoods.map(placePattern)}::text[]) with ordinality as p (pattern, place)
				), recent as materialized (
					select id, story_id, author, at > ${half} as is_last, lower(public.unaccent(public.visible_text(text))) as plain
					from post where incident_id = ${incident} and at > ${hour} and at <= ${now}
				), named as materialized (
					select p.place, r.id, r.story_id, r.author, r.is_last from recent r join place p on r.plain ~ p.pattern
				)
				select n.place::int as place, l.finding_id as finding, coalesce(grouping(l.finding_id) = 0, false) as is_of_finding,
					(count(distinct n.id) filter (where n.is_last))::int as posts,
					(count(distinct n.id) filter (where not n.is_last))::int as before,
					(count(distinct coalesce(n.author::text, n.id::text)) filter (where n.is_last))::int as authors
				from named n left join story_link l on l.incident_id = ${incident} and l.story_id = n.story_id
				group by grouping sets ((), (n.place), (n.place, l.finding_id))`,
			tx<{ posts: number }[]>`
				select count(*)::int as posts from post where incident_id = ${incident} and at > ${half} and at <= ${now}`
		])
	);
	const kinds = new Map(
		FindingKind.options.flatMap((kind) =>
			[...findingsOf(state, kind).values()].flatMap(({ id, mergedInto }) => (mergedInto ? [] : [[id, kind] as const]))
		)
	);
	const placed = rows.find(({ place }) => place === null)?.posts ?? 0;
	return {
		at: now,
		placed,
		unplaced: (all?.posts ?? 0) - placed,
		places: neighbourhoods.map(({ name }, index) => {
			const own = rows.filter(({ place }) => place === index + 1);
			const total = own.find((row) => !row.is_of_finding);
			return {
				name,
				posts: total?.posts ?? 0,
				before: total?.before ?? 0,
				authors: total?.authors ?? 0,
				findings: own
					.flatMap(({ finding: of, posts }) => {
						const finding = FindingId.safeParse(of).data;
						const kind = finding && kinds.get(finding);
						return finding && kind && posts > 0 ? [{ kind, finding, posts }] : [];
					})
					.sort((a, b) => b.posts - a.posts)
			};
		})
	};
}
