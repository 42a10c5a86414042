import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import type { AuthorToInsert, PostToInsert, BatchTimes } from './prepare';
import type { RawPost } from './raw-post';
import { helpLevel } from '$lib/server/analysis/post';

/**
 * One array per column, in PostgreSQL's notation: a statement then has twenty parameters for any number of rows, and is
 * planned once. The driver would build the same from lists, but check the type of each value. Booleans are sent as text.
 */
export function columnOf<Row>(rows: readonly Row[], value: (row: Row) => string | number | null): string {
	let text = '';
	for (const row of rows) text += text === '' ? cellOf(value(row)) : `,${cellOf(value(row))}`;
	return `{${text}}`;
}
function cellOf(value: string | number | null): string {
	if (value === null) return 'null';
	if (typeof value === 'number') return String(value);
	return SPECIAL.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
const SPECIAL = /["\\]/;
const json = (value: object | null | undefined): string | null => (value ? JSON.stringify(value) : null);

/** Inserts authors, stories and posts. It adds new rows only, so it needs no lock. */
export async function insertPosts(
	tx: TransactionSql,
	incident: IncidentId,
	{ posts, authors }: { posts: readonly PostToInsert[]; authors: readonly AuthorToInsert[] },
	batches: ReadonlyMap<string, string>,
	times: BatchTimes
): Promise<void> {
	const opening = posts.filter(({ opensStory }) => opensStory);
	await Promise.all([
		authors.length === 0
			? null
			: tx`insert into author (incident_id, number, platform, external_id, handle, name, kind, followers)
				select ${incident}, * from unnest(
					${columnOf(authors, (a) => a.number)}::int[], ${columnOf(authors, (a) => a.platform)}::text[],
					${columnOf(authors, (a) => a.raw.externalId)}::text[], ${columnOf(authors, (a) => a.raw.handle)}::text[],
					${columnOf(authors, (a) => a.raw.name)}::text[], ${columnOf(authors, (a) => a.kind)}::text[],
					${columnOf(authors, (a) => a.raw.followers)}::int[])`,
		opening.length === 0
			? null
			: tx`insert into story (incident_id, id, lead_id, lang, since, backlog, help)
				select ${incident}, id, lead, lang, ${times.received}, backlog::bool, help::jsonb from unnest(
					${columnOf(opening, (p) => p.story)}::uuid[], ${columnOf(opening, (p) => p.id)}::uuid[], ${columnOf(opening, (p) => p.lang)}::text[],
					${columnOf(opening, (p) => String(p.backlog))}::text[], ${columnOf(opening, (p) => json(helpLevel(p.help) === 2 ? p.help : null))}::text[]) as s(id, lead, lang, backlog, help)`,
		tx`insert into post (incident_id, received_at, received_wall, id, source_id, external_id, batch_id, story_id, author, platform, text, url,
				lang, reach, shares, reply_to, media, matched, help, at, published_at, backlog)
			select ${incident}, ${times.received}, ${times.wall}, id, source, external, batch, story, author, platform, text, url,
				lang, reach, shares, reply, media::jsonb, matched::jsonb, help::jsonb, at, published, backlog::bool
			from unnest(
				${columnOf(posts, (p) => p.id)}::uuid[], ${columnOf(posts, (p) => p.source)}::uuid[], ${columnOf(posts, (p) => p.externalId)}::text[],
				${columnOf(posts, (p) => batches.get(p.source) ?? '')}::uuid[], ${columnOf(posts, (p) => p.story)}::uuid[],
				${columnOf(posts, (p) => p.author)}::int[], ${columnOf(posts, (p) => p.raw.platform)}::text[], ${columnOf(posts, (p) => p.raw.text)}::text[],
				${columnOf(posts, (p) => p.raw.url)}::text[], ${columnOf(posts, (p) => p.lang)}::text[], ${columnOf(posts, (p) => p.reach)}::int[],
				${columnOf(posts, (p) => p.raw.shares)}::text[], ${columnOf(posts, (p) => p.raw.replyTo)}::text[],
				${columnOf(posts, (p) => json(p.raw.media))}::text[], ${columnOf(posts, (p) => json(p.raw.matched))}::text[], ${columnOf(posts, (p) => json(p.help))}::text[], ${columnOf(posts, (p) => p.at)}::timestamptz[],
				${columnOf(posts, (p) => p.raw.publishedAt)}::timestamptz[], ${columnOf(posts, (p) => String(p.backlog))}::text[])
			as p(id, source, external, batch, story, author, platform, text, url, lang, reach, shares, reply, media, matched, help, at, published, backlog)`
	]);
}

/** The amounts that a batch adds to the counters of one story. */
interface StoryGrowth {
	posts: number;
	authors: number;
	reach: number | null;
	platforms: Set<string>;
	sources: Set<string>;
	newest: Moment;
}

/** Updates the counters of stories, and marks looked-at stories that must be looked at again. Only under the log's lock. */
export async function countStories(
	tx: TransactionSql,
	incident: IncidentId,
	posts: readonly PostToInsert[],
	received: Moment
): Promise<void> {
	const added = new Map<string, StoryGrowth>();
	for (const { story, isNewAuthor: newVoice, reach, raw, source, at } of posts) {
		const sum = added.get(story) ?? {
			posts: 0,
			authors: 0,
			reach: null,
			platforms: new Set(),
			sources: new Set(),
			newest: at
		};
		sum.posts += 1;
		sum.authors += newVoice ? 1 : 0;
		if (reach !== null) sum.reach = (sum.reach ?? 0) + reach;
		sum.platforms.add(raw.platform);
		sum.sources.add(source);
		if (at > sum.newest) sum.newest = at;
		added.set(story, sum);
	}
	const rows = [...added].sort(([a], [b]) => (a < b ? -1 : 1));
	await addToCounts(tx, incident, rows, received);
}

/**
 * Adds to the counters of stories. A story that was looked at waits again when it has three times its posts (at least
 * ten), or appears on a new network; the phone and desks are not networks. The update itself decides this, so that
 * PostgreSQL finds each story by its whole key, also in a new incident without statistics.
 */
export const addToCounts = (
	tx: Sql | TransactionSql,
	incident: IncidentId,
	rows: readonly (readonly [story: string, growth: StoryGrowth])[],
	received: Moment
) => tx`
	insert into story_count as c (incident_id, story_id, posts, authors, reach, platforms, sources, newest_at)
	select ${incident}, story, posts, authors, reach, string_to_array(platforms, ' '), string_to_array(sources, ' ')::uuid[], newest
	from unnest(
		${columnOf(rows, ([story]) => story)}::uuid[], ${columnOf(rows, ([, a]) => a.posts)}::int[], ${columnOf(rows, ([, a]) => a.authors)}::int[],
		${columnOf(rows, ([, a]) => a.reach)}::bigint[], ${columnOf(rows, ([, a]) => [...a.platforms].join(' '))}::text[],
		${columnOf(rows, ([, a]) => [...a.sources].join(' '))}::text[], ${columnOf(rows, ([, a]) => a.newest)}::timestamptz[])
		as a(story, posts, authors, reach, platforms, sources, newest)
	on conflict (incident_id, story_id) do update set
		posts = c.posts + excluded.posts, authors = c.authors + excluded.authors,
		reach = case when c.reach is null and excluded.reach is null then null else coalesce(c.reach, 0) + coalesce(excluded.reach, 0) end,
		platforms = case when excluded.platforms <@ c.platforms then c.platforms else array(select distinct unnest(c.platforms || excluded.platforms) order by 1) end,
		sources = case when excluded.sources <@ c.sources then c.sources else array(select distinct unnest(c.sources || excluded.sources) order by 1) end,
		newest_at = greatest(c.newest_at, excluded.newest_at),
		back_at = case when c.back_at is not null then c.back_at else (
			select ${received}::timestamptz from story s
			where s.incident_id = c.incident_id and s.id = c.story_id and s.outcome is not null
				and ((c.posts + excluded.posts >= 10 and c.posts + excluded.posts >= 3 * s.looked_posts)
					or not array_remove(array_remove(array_remove(array_remove(c.platforms || excluded.platforms, 'phone'), 'press'), 'street'), 'partner') <@ s.looked_platforms)) end`;

/** A post that was delivered again with another text, or as deleted: its earlier text is kept. */
export interface Edit {
	readonly id: string;
	readonly text: string;
	readonly deleted: boolean;
	/** Absent: keeps the earlier media. */
	readonly media?: RawPost['media'];
}
/** Adds the shares of deleted posts: a share has no text of its own and disappears at the source with the original. */
async function withShares(tx: TransactionSql, incident: IncidentId, edits: readonly Edit[]): Promise<readonly Edit[]> {
	const deleted = edits.filter((one) => one.deleted);
	if (deleted.length === 0) return edits;
	const shares = await tx<{ id: string; text: string }[]>`
		select s.id, s.text from post o
		join post s on s.incident_id = o.incident_id and s.story_id = o.story_id and s.platform = o.platform and s.shares = o.external_id
		where o.incident_id = ${incident} and o.id = any(${columnOf(deleted, (e) => e.id)}::uuid[]) and not s.deleted`;
	const edited = new Set(edits.map(({ id }) => id));
	return [...edits, ...shares.filter(({ id }) => !edited.has(id)).map((share) => ({ ...share, deleted: true }))];
}
/** Skips posts that were removed or masked after they were read, which was before the log's lock. */
export async function storeEdits(
	tx: TransactionSql,
	incident: IncidentId,
	requested: readonly Edit[],
	seq: number,
	received: Moment
): Promise<void> {
	const edits = await withShares(tx, incident, requested);
	const [ids, texts, deletedFlags, media] = [
		columnOf(edits, (e) => e.id),
		columnOf(edits, (e) => e.text),
		columnOf(edits, (e) => String(e.deleted)),
		columnOf(edits, (e) => json(e.media))
	];
	await Promise.all([
		tx`
		insert into post_version (incident_id, post_id, number, text, deleted, until_seq, until)
		select incident_id, id, versions, text, deleted, ${seq}, ${received} from post
		where incident_id = ${incident} and id = any(${ids}::uuid[]) and not forgotten and not masked`,
		tx`
		update post p set text = e.text, deleted = e.deleted::bool, media = coalesce(e.media::jsonb, p.media), versions = p.versions + 1
		from unnest(${ids}::uuid[], ${texts}::text[], ${deletedFlags}::text[], ${media}::text[]) as e(id, text, deleted, media)
		where p.incident_id = ${incident} and p.id = e.id and not p.forgotten and not p.masked`
	]);
}
