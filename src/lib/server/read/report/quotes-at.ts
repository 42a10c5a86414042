import { SourceChange } from '$lib/domain/posts/at-source';
import { PostId, SourceId, type Moment, type StoryId } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import type { ReadState } from '$lib/domain/core/state';
import type { AuthorView } from '$lib/domain/stories/card';
import { authorView, type AuthorRow } from '../queries/author-view';
import { momentAt } from '$lib/server/log/reading-context';
import { postsAt, textAt, type LogPoint } from './history/posts-at';

/** A post behind a line of a released report, at the log position of that report. */
export interface PostAt {
	readonly id: PostId;
	/** Its text then. */
	readonly text: string;
	/** What has happened to it at its source since, and its current text if it was edited. */
	readonly since: SourceChange | null;
	readonly now: string;
	/** Retention deleted its text. */
	readonly forgotten: boolean;
	readonly author: AuthorView | null;
	readonly source: SourceId;
	readonly platform: Platform;
	readonly at: Moment;
	readonly lang: string | null;
}

interface QuoteRow extends AuthorRow {
	id: string;
	text: string;
	now: string;
	since: string | null;
	forgotten: boolean;
	source_id: string;
	platform: string;
	at: Date;
	lang: string | null;
}

/** The maximum number shown, newest first. */
const MAX_QUOTES = 200;

/**
 * The posts that were in these stories then, or these posts.
 * @param state the current kinds of authors that people set
 */
export async function quotesAt(
	where: LogPoint,
	{ stories = [], posts = [] }: { readonly stories?: readonly StoryId[]; readonly posts?: readonly PostId[] },
	state: ReadState
): Promise<PostAt[]> {
	const { sql, incident, position } = where;
	// A post that was in a story then is still in it, or was moved out of it.
	const among = sql`
		select id from post where incident_id = ${incident} and story_id = any(${[...stories]}::uuid[])
		union select post_id from move where incident_id = ${incident} and from_story = any(${[...stories]}::uuid[])
		union select unnest(${[...posts]}::uuid[])`;
	const rows = await sql<QuoteRow[]>`
		with ${postsAt(where, among)}
		select there.id, ${textAt(where)} as text, there.text as now, there.forgotten, there.source_id, there.platform, there.at, there.lang, there.author,
			a.kind as author_kind, a.name as author_name,
			(select case when there.deleted then 'gone' when v.text <> there.text then 'edited' end from post_version v
				where v.incident_id = there.incident_id and v.post_id = there.id and v.until_seq > ${position} order by v.number limit 1) as since
		from there left join author a on a.incident_id = ${incident} and a.number = there.author
		where there.story = any(${[...stories]}::uuid[]) or there.id = any(${[...posts]}::uuid[])
		order by there.at desc, there.id desc limit ${MAX_QUOTES}`;
	return rows.map((row) => ({
		id: PostId.parse(row.id),
		text: row.text,
		now: row.now,
		since: SourceChange.nullable().parse(row.since),
		forgotten: row.forgotten,
		author: row.forgotten ? null : authorView(row, state),
		source: SourceId.parse(row.source_id),
		platform: Platform.catch('other').parse(row.platform),
		at: momentAt(row.at),
		lang: row.lang
	}));
}
