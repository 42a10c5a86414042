import { PostId, SourceId, StoryId } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import { CARD_TEXT, type StoryCard } from '$lib/domain/stories/card';
import { CallForHelp } from '$lib/domain/stories/story';
import { authorView, type AuthorRow } from '../author-view';
import { hintOf } from '../card-hint';
import { mediaOf } from '../media-view';
import { momentAt, type ReadingContext } from '$lib/server/log/reading-context';
import { growthOf, noRecent, recentOf } from './recent-buckets';

/** The most cards per call of `cardsOf`. */
export const MAX_CARDS = 50;

/** Reads the last hour of stories: from the tables, or from memory in a process that follows the incident. */
export type RecentSource = (
	reading: ReadingContext,
	stories: readonly StoryId[]
) => Promise<ReadonlyMap<string, number[]>>;
interface CardRow extends AuthorRow {
	id: string;
	lead_id: string;
	text: string | null;
	cut: boolean | null;
	at: Date | null;
	lang: string | null;
	url: string | null;
	media: unknown;
	platform: string | null;
	source_id: string | null;
	deleted: boolean | null;
	forgotten: boolean | null;
	edited: number | null;
	gone: number | null;
	posts: number | null;
	authors: number | null;
	reach: number | null;
	platforms: string[] | null;
	sources: string[] | null;
	newest_at: Date | null;
	back_at: Date | null;
	since: Date;
	backlog: boolean;
	help: unknown;
	help_state: string | null;
	outcome: string | null;
	merged_into: string | null;
}

/**
 * The cards of at most fifty stories, in the order of `ids`, without ids that are not stories of this incident. Takes two
 * statements.
 */
export async function cardsOf(
	reading: ReadingContext,
	ids: readonly StoryId[],
	recent: RecentSource = recentOf
): Promise<StoryCard[]> {
	const { sql, incident } = reading;
	const uniqueIds = [...new Set(ids)].slice(0, MAX_CARDS);
	if (uniqueIds.length === 0) return [];
	const [rows, recents] = await Promise.all([
		sql<CardRow[]>`
			select s.id, s.lead_id, left(p.text, ${CARD_TEXT}) as text, char_length(p.text) > ${CARD_TEXT} as cut, p.at, p.lang, p.url, p.media, p.platform,
				p.source_id, p.deleted, p.forgotten, x.edited, x.gone, p.author, a.kind as author_kind, a.name as author_name, c.posts, c.authors, c.reach::float8 as reach,
				c.platforms, c.sources, c.newest_at, c.back_at, s.since, s.backlog, s.help, s.help_state, s.outcome, s.merged_into
			from story s
			left join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
			left join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			left join author a on a.incident_id = p.incident_id and a.number = p.author
			left join lateral (select (count(*) filter (where not deleted))::int as edited, (count(*) filter (where deleted))::int as gone
				from post where incident_id = s.incident_id and story_id = s.id and versions > 1) x on true
			where s.incident_id = ${incident} and s.id = any(${uniqueIds}::uuid[])`,
		recent(reading, uniqueIds)
	]);
	const byId = new Map(rows.map((row) => [row.id, row]));
	return uniqueIds.flatMap((id) => {
		const row = byId.get(id);
		return (row && cardOf(row, recents.get(id) ?? noRecent(), reading)) ?? [];
	});
}

/** Null for a story without a lead post. */
function cardOf(row: CardRow, recent: number[], { state }: ReadingContext): StoryCard | null {
	if (row.text === null || row.at === null || row.source_id === null) return null;
	const cameBack = row.outcome !== null && row.back_at !== null;
	return {
		id: StoryId.parse(row.id),
		lead: {
			post: PostId.parse(row.lead_id),
			text: row.text,
			cut: row.cut === true,
			at: momentAt(row.at),
			lang: row.lang,
			url: row.url,
			media: mediaOf(row.media),
			platform: Platform.catch('other').parse(row.platform),
			source: SourceId.parse(row.source_id),
			author: row.forgotten === true ? null : authorView(row, state),
			deleted: row.deleted === true,
			forgotten: row.forgotten === true
		},
		posts: row.posts ?? 0,
		atSource: { edited: row.edited ?? 0, gone: row.gone ?? 0 },
		authors: row.authors ?? 0,
		reach: row.reach,
		platforms: (row.platforms ?? []).map((platform) => Platform.catch('other').parse(platform)),
		sources: SourceId.array().parse(row.sources ?? []),
		since: momentAt(cameBack && row.back_at ? row.back_at : row.since),
		newestAt: momentAt(row.newest_at ?? row.at),
		backlog: row.backlog,
		growth: growthOf(recent),
		recent,
		help: hintOf(row.help),
		helpState: CallForHelp.shape.state.nullable().catch(null).parse(row.help_state),
		waiting: row.merged_into === null && (row.outcome === null || cameBack),
		cameBack,
		maybe: [],
		likely: [],
		perhapsSame: null,
		mergedInto: row.merged_into === null ? null : StoryId.parse(row.merged_into)
	};
}
