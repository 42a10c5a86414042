import type { Sql } from '$lib/server/platform/driver/sql';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { AuthorKind } from '$lib/domain/posts/author';
import { AuthorNumber } from '$lib/domain/core/ids';
import { canonical } from '$lib/domain/core/checksum';
import { pseudonym } from '$lib/domain/stories/pseudonym';
import { csvLine } from '$lib/server/platform/http/csv';
import { maskingOf, type MaskWords } from '$lib/server/log/masking';
import type { PackagePart } from './part';
import type { ArchiveSubject } from './subject';

/** Posts in one file: what is made again after a stop is at most this many. */
const POSTS_PER_FILE = 5_000;
/** Rows that one statement reads. */
const POSTS_PER_QUERY = 500;
const LINKS_PER_QUERY = 5_000;

/**
 * The posts that something rests on: those in stories that are evidence for a finding or were a call for help, and
 * those that were quoted. What nobody used is counted only.
 */
const evidence = (sql: Sql, { id, state }: ArchiveSubject) => sql`
	select p.* from post p where p.incident_id = ${id} and (
		p.story_id in (select story_id from story_link where incident_id = ${id})
		or p.story_id in (select s.id from story s where s.incident_id = ${id} and s.help_state in ('pinned', 'passedOn'))
		or p.id = any(${[...state.quotes.values()].map(({ post }) => post)}::uuid[]))`;

/** The evidence in files of equal length, in the order of time; and which story is evidence for what. */
export async function evidenceParts(sql: Sql, subject: ArchiveSubject): Promise<PackagePart[]> {
	const starts = await sql<{ at: Date; id: string }[]>`
		select numbered.at, numbered.id from (
			select e.at, e.id, row_number() over (order by e.at, e.id) as number from (${evidence(sql, subject)}) e
		) numbered where numbered.number % ${POSTS_PER_FILE} = 1 order by numbered.number`;
	/** Names of senders are read once, for all files. */
	let mask: Promise<MaskWords> | null = null;
	const masking = (): Promise<MaskWords> => (mask ??= maskingOf(sql, subject.id));
	return [
		...starts.map((start, index) => ({
			path: `data/evidence/posts-${String(index + 1).padStart(4, '0')}.jsonl`,
			content: () => posts(sql, subject, masking, start, starts[index + 1] ?? null)
		})),
		{ path: 'data/evidence/links.csv', content: () => links(sql, subject) }
	];
}

interface PostPosition {
	readonly at: Date;
	readonly id: string;
}

interface EvidenceRow {
	id: string;
	story_id: string;
	source_id: string;
	platform: string;
	at: Date;
	received_at: Date;
	author: number | null;
	author_kind: string | null;
	text: string;
	lang: string | null;
	reach: number | null;
	is_share: boolean;
	is_reply: boolean;
	deleted: boolean;
	forgotten: boolean;
	/** After the term: masking it again would change nothing. */
	masked: boolean;
	versions: number;
}

/**
 * Reads a page at a time: a cursor would be one statement for as long as its file is written, longer than the database
 * allows one.
 */
async function* posts(
	sql: Sql,
	subject: ArchiveSubject,
	masking: () => Promise<MaskWords>,
	from: PostPosition,
	until: PostPosition | null
): AsyncIterable<string> {
	const slice = new TimeSlice();
	const mask = await masking();
	for (let next: PostPosition | undefined = from; next !== undefined;) {
		const rows: EvidenceRow[] = await pageFrom(sql, subject, next, until);
		const page = rows.slice(0, POSTS_PER_QUERY);
		next = rows[POSTS_PER_QUERY];
		const earlier = await earlierVersions(sql, subject, page);
		const lines: string[] = [];
		for (const row of page) {
			if (slice.isOver) await slice.yield();
			const words = (text: string): string => (row.masked ? text : mask(text, row.author));
			lines.push(
				`${canonical({
					id: row.id,
					story: row.story_id,
					source: row.source_id,
					platform: row.platform,
					at: row.at.toISOString(),
					received: row.received_at.toISOString(),
					author: authorOf(subject, row.author, row.author_kind),
					text: words(row.text),
					earlier: (earlier.get(row.id) ?? []).map(({ text, ...version }) => ({
						...version,
						text: words(text)
					})),
					lang: row.lang,
					reach: row.reach,
					share: row.is_share,
					reply: row.is_reply,
					deleted: row.deleted,
					forgotten: row.forgotten
				})}\n`
			);
		}
		yield lines.join('');
	}
}

/** A page from this post on, and the first post of the next one. */
const pageFrom = (
	sql: Sql,
	subject: ArchiveSubject,
	from: PostPosition,
	until: PostPosition | null
): Promise<EvidenceRow[]> =>
	sql<EvidenceRow[]>`
		select e.id, e.story_id, e.source_id, e.platform, e.at, e.received_at, e.author, a.kind as author_kind, e.text, e.lang,
			e.reach, (e.shares is not null) as is_share, (e.reply_to is not null) as is_reply, e.deleted, e.forgotten, e.masked, e.versions
		from (${evidence(sql, subject)}) e left join author a on a.incident_id = e.incident_id and a.number = e.author
		where e.at >= ${from.at} and (e.at, e.id) >= (${from.at}, ${from.id})
			and (${until === null} or (e.at, e.id) < (${until?.at ?? from.at}, ${until?.id ?? from.id}))
		order by e.at, e.id limit ${POSTS_PER_QUERY + 1}`;

/**
 * Always a pseudonym, also for those whom a report may name: the row with the name and the kind goes at the end of the
 * term. Only a kind that a person gave is known after it.
 */
function authorOf(
	{ state, description }: ArchiveSubject,
	number: number | null,
	kind: string | null
): { number: number; pseudonym: string; kind: AuthorKind | null } | null {
	if (number === null) return null;
	const author = AuthorNumber.parse(number);
	return {
		number: author,
		pseudonym: pseudonym(author, description.language),
		kind: state.authorKinds.get(author)?.kind ?? (kind === null ? null : AuthorKind.catch('private').parse(kind))
	};
}

/** What posts said before they were edited or deleted at their source. */
async function earlierVersions(
	sql: Sql,
	{ id }: ArchiveSubject,
	page: readonly Pick<EvidenceRow, 'id' | 'versions'>[]
): Promise<ReadonlyMap<string, readonly { until: string; deleted: boolean; text: string }[]>> {
	const versionsByPost = new Map<string, { until: string; deleted: boolean; text: string }[]>();
	const changed = page.filter(({ versions }) => versions > 1).map((post) => post.id);
	if (changed.length === 0) return versionsByPost;
	const rows = await sql<{ post_id: string; until: Date; deleted: boolean; text: string }[]>`
		select post_id, until, deleted, text from post_version
		where incident_id = ${id} and post_id = any(${changed}::uuid[]) order by post_id, number`;
	for (const { post_id, until: ended, deleted, text } of rows) {
		const versions = versionsByPost.get(post_id) ?? [];
		versions.push({ until: ended.toISOString(), deleted, text });
		versionsByPost.set(post_id, versions);
	}
	return versionsByPost;
}

interface LinkRow {
	story_id: string;
	finding_id: string;
	kind: string;
	stance: string;
}

/** Which story is evidence for which finding, and its stance on a rumour. */
async function* links(sql: Sql, { id }: ArchiveSubject): AsyncIterable<string> {
	yield csvLine(['story', 'finding', 'kind', 'stance'], ',');
	for (let last: LinkRow | null | undefined = null; last !== undefined;) {
		const rows: LinkRow[] = await sql<LinkRow[]>`
			select story_id, finding_id, kind, coalesce(stance, '') as stance from story_link
			where incident_id = ${id} and (${last === null} or (story_id, finding_id) > (${last?.story_id ?? id}, ${last?.finding_id ?? id}))
			order by story_id, finding_id limit ${LINKS_PER_QUERY}`;
		yield rows.map((row) => csvLine([row.story_id, row.finding_id, row.kind, row.stance], ',')).join('');
		last = rows[LINKS_PER_QUERY - 1];
	}
}
