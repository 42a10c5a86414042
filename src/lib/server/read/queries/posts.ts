import { z } from 'zod';
import { FindingId, Moment, PostId, SourceId, StoryId } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import type { PostPage, PostView } from '$lib/domain/stories/card';
import { authorView, type AuthorRow } from './author-view';
import { BEGINNING, encodeCursor, readCursor } from './cursor';
import { hintOf } from './card-hint';
import { mediaOf } from './media-view';
import { momentAt, type ReadingContext } from '$lib/server/log/reading-context';

const PostCursor = z.tuple([Moment, PostId]);

interface PostRow extends AuthorRow {
	id: string;
	external_id: string;
	text: string;
	at: Date;
	published_at: Date | null;
	received_at: Date;
	platform: string;
	source_id: string;
	reach: number | null;
	url: string | null;
	lang: string | null;
	shares: string | null;
	versions: number;
	deleted: boolean;
	forgotten: boolean;
	help: unknown;
	media: unknown;
}

/**
 * Which changed posts: of a story, of the evidence for a finding, or one post; all of the incident without a condition.
 */
export const ChangedQuery = z.object({
	story: StoryId.nullable().default(null),
	finding: FindingId.nullable().default(null),
	post: PostId.nullable().default(null)
});
/** The most posts that are returned. */
const MAX_CHANGED = 100;

const postRows = (sql: ReadingContext['sql']) => sql`
	select p.id, p.external_id, p.text, p.at, p.published_at, p.received_at, p.platform, p.source_id, p.reach, p.url, p.lang, p.shares,
		p.versions, p.deleted, p.forgotten, p.help, p.media, p.author, a.kind as author_kind, a.name as author_name
	from post p left join author a on a.incident_id = p.incident_id and a.number = p.author`;

/** The posts that were edited or deleted at their source, newest first, each with its earlier versions. */
export async function changedOf(
	reading: ReadingContext,
	{ story, finding, post }: z.output<typeof ChangedQuery>
): Promise<PostPage> {
	const { sql, incident } = reading;
	const rows = await sql<PostRow[]>`${postRows(sql)}
		where p.incident_id = ${incident} and p.versions > 1
			${story === null ? sql`` : sql`and p.story_id = ${story}`} ${post === null ? sql`` : sql`and p.id = ${post}`}
			${finding === null ? sql`` : sql`and p.story_id in (select story_id from story_link where incident_id = ${incident} and finding_id = ${finding})`}
		order by p.at desc, p.id desc limit ${MAX_CHANGED}`;
	return { posts: await postViews(reading, rows, new Map()), next: null };
}

/** The posts of a story, newest first; none when it is not a story of this incident. @throws BadCursor */
export async function postsOf(
	reading: ReadingContext,
	story: StoryId,
	cursor: string | null,
	limit: number
): Promise<PostPage> {
	const { sql, incident } = reading;
	const [at, id] = readCursor(PostCursor, cursor) ?? BEGINNING;
	const rows = await sql<PostRow[]>`${postRows(sql)}
		where p.incident_id = ${incident} and p.story_id = ${story} and (p.at, p.id) < (${at}::timestamptz, ${id}::uuid)
		order by p.at desc, p.id desc limit ${limit + 1}`;
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		posts: await postViews(reading, page, await sharesOf(reading, story, page)),
		next: last && rows.length > limit ? encodeCursor([momentAt(last.at), last.id]) : null
	};
}

/** How often each post was shared, by platform and external id. A share is in the same story as the shared post. */
async function sharesOf(
	{ sql, incident }: ReadingContext,
	story: StoryId,
	rows: readonly PostRow[]
): Promise<Map<string, number>> {
	if (rows.length === 0) return new Map();
	const counted = await sql<{ platform: string; shares: string; posts: number }[]>`
		select platform, shares, count(*)::int as posts from post
		where incident_id = ${incident} and story_id = ${story} and shares = any(${rows.map((row) => row.external_id)}::text[])
		group by platform, shares`;
	return new Map(counted.map(({ platform, shares, posts }) => [`${platform} ${shares}`, posts]));
}

/** The earlier versions of edited posts, newest first. */
async function earlierOf(
	{ sql, incident }: ReadingContext,
	rows: readonly PostRow[]
): Promise<Map<string, PostView['earlier']>> {
	const edited = rows.filter(({ versions, forgotten }) => versions > 1 && !forgotten).map(({ id }) => id);
	const earlier = new Map<string, PostView['earlier']>();
	if (edited.length === 0) return earlier;
	const versions = await sql<{ post_id: string; text: string; until: Date; deleted: boolean }[]>`
		select post_id, text, until, deleted from post_version
		where incident_id = ${incident} and post_id = any(${edited}::uuid[]) order by number desc`;
	for (const { post_id, text, until, deleted } of versions)
		earlier.set(post_id, [...(earlier.get(post_id) ?? []), { text, until: momentAt(until), deleted }]);
	return earlier;
}

async function postViews(
	reading: ReadingContext,
	rows: readonly PostRow[],
	shared: ReadonlyMap<string, number>
): Promise<PostView[]> {
	const earlier = await earlierOf(reading, rows);
	return rows.map((row) =>
		postView(row, shared.get(`${row.platform} ${row.external_id}`) ?? 0, earlier.get(row.id) ?? [], reading)
	);
}

const postView = (row: PostRow, shares: number, earlier: PostView['earlier'], { state }: ReadingContext): PostView => ({
	id: PostId.parse(row.id),
	text: row.text,
	at: momentAt(row.at),
	publishedAt: row.published_at && momentAt(row.published_at),
	receivedAt: momentAt(row.received_at),
	platform: Platform.catch('other').parse(row.platform),
	source: SourceId.parse(row.source_id),
	// The author of a post whose text is gone is not shown either.
	author: row.forgotten ? null : authorView(row, state),
	reach: row.reach,
	url: row.url,
	media: mediaOf(row.media),
	lang: row.lang,
	shares,
	shared: row.shares !== null,
	versions: row.versions,
	earlier,
	deleted: row.deleted,
	forgotten: row.forgotten,
	help: hintOf(row.help)
});
