import { z } from 'zod';
import { FindingId, PostId, SourceId, StoryId } from '$lib/domain/core/ids';
import { MAX_SPREAD_SOURCES, MAX_SPREAD_VOICES, type SpreadHistory } from '$lib/domain/overview/spread-history';
import { Platform } from '$lib/domain/posts/platform';
import { CARD_TEXT } from '$lib/domain/stories/card';
import { authorView, type AuthorRow } from './author-view';
import { publicAuthors } from './public-authors';
import { momentAt, type ReadingContext } from '$lib/server/log/reading-context';

/** Either one story, or the stories linked to one finding. */
export const SpreadQuery = z
	.object({ story: StoryId.nullable().default(null), finding: FindingId.nullable().default(null) })
	.refine(({ story, finding }) => (story === null) !== (finding === null), 'Name a story or a finding.');

interface FirstRow extends AuthorRow {
	id: string;
	text: string;
	at: Date;
	lang: string | null;
	url: string | null;
	platform: string;
	source_id: string;
	forgotten: boolean;
}
interface SourceRow {
	source_id: string;
	platform: string;
	first: Date;
	posts: number;
	authors: number;
}
interface VoiceRow extends AuthorRow {
	platform: string;
	first: Date;
	posts: number;
	reach: number | null;
}

/** Who spread it: the first post, the sources in the order in which it reached them, and the authors with most reach. */
export async function spreadHistory(
	reading: ReadingContext,
	{ story, finding }: z.output<typeof SpreadQuery>,
	organisation: string | null
): Promise<SpreadHistory> {
	const { sql, incident, state } = reading;
	const { voices, own } = await publicAuthors(reading, organisation);
	const [publicNumbers, ownNumbers] = [[...voices], finding === null ? [] : [...own]];
	const spreading = sql`p.incident_id = ${incident}
		${story === null ? sql`` : sql`and p.story_id = ${story}`}
		${
			finding === null
				? sql``
				: sql`and p.story_id in (select story_id from story_link where incident_id = ${incident} and finding_id = ${finding}
					and (stance is null or stance in ('supports', 'asks')))`
		}
		and (p.author is null or not p.author = any(${ownNumbers}::int[]))`;
	const [[count], [first], path, largest] = await Promise.all([
		sql<{ posts: number; authors: number }[]>`
			select count(*)::int as posts, (count(distinct p.author) + count(*) filter (where p.author is null))::int as authors
			from post p where ${spreading}`,
		sql<FirstRow[]>`
			select p.id, left(p.text, ${CARD_TEXT}) as text, p.at, p.lang, p.url, p.platform, p.source_id, p.forgotten,
				p.author, a.kind as author_kind, a.name as author_name
			from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
			where ${spreading} order by p.at, p.id limit 1`,
		sql<SourceRow[]>`
			select p.source_id, p.platform, min(p.at) as first, count(*)::int as posts,
				(count(distinct p.author) + count(*) filter (where p.author is null))::int as authors
			from post p where ${spreading} group by p.source_id, p.platform order by min(p.at), p.source_id limit ${MAX_SPREAD_SOURCES}`,
		sql<VoiceRow[]>`
			select p.author, a.kind as author_kind, a.name as author_name, min(p.platform) as platform, min(p.at) as first, count(*)::int as posts, max(p.reach) as reach
			from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
			where ${spreading} and p.author is not null group by p.author, a.kind, a.name
			order by p.author = any(${publicNumbers}::int[]) desc, max(p.reach) desc nulls last, count(*) desc, p.author limit ${MAX_SPREAD_VOICES}`
	]);
	const platformOf = (platform: string): Platform => Platform.catch('other').parse(platform);
	return {
		posts: count?.posts ?? 0,
		authors: count?.authors ?? 0,
		first: first
			? {
					post: PostId.parse(first.id),
					text: first.text,
					at: momentAt(first.at),
					lang: first.lang,
					url: first.url,
					platform: platformOf(first.platform),
					source: SourceId.parse(first.source_id),
					author: first.forgotten ? null : authorView(first, state),
					forgotten: first.forgotten
				}
			: null,
		path: path.map(({ source_id, platform, first, posts, authors }) => ({
			source: SourceId.parse(source_id),
			platform: platformOf(platform),
			first: momentAt(first),
			posts,
			authors
		})),
		voices: largest.flatMap((row) => {
			const author = authorView(row, state);
			return author
				? { author, platform: platformOf(row.platform), first: momentAt(row.first), posts: row.posts, reach: row.reach }
				: [];
		})
	};
}
