import type { Sql, TransactionSql } from 'postgres';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { AuthorNumber, PostId, SourceId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import { linesForState, type LogLine } from '$lib/server/log/lines';
import { isCall } from '$lib/server/log/story-moves';
import { momentAt } from '$lib/server/queries/reading-context';
import { StoryFold, type ArrivedPost, type MovedPost, type StoryVersion } from './story-fold';

/** A version that still holds ends beyond every number. */
const FOR_EVER = 2 ** 31 - 1;
/** Rows of one insert. */
const CHUNK = 5_000;

/**
 * Makes the versions of an incident's stories, all of them again, up to a position. One process at a time; a waiting one
 * finds that it was done. They are read by the views of the schema `past`.
 */
export async function storeStoryVersions(sql: Sql, incident: IncidentId, upTo: number): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`select pg_advisory_xact_lock(hashtextextended(${`past ${incident}`}, 0))`;
		if ((await foldedUpTo(tx, incident)) >= upTo) return;
		const versions = await foldStories(tx, incident, upTo);
		await tx`delete from past.story_version where incident_id = ${incident}`;
		for (let from = 0; from < versions.length; from += CHUNK)
			await insertVersions(tx, incident, versions.slice(from, from + CHUNK));
		await tx`
			insert into past.folded (incident_id, seq) values (${incident}, ${upTo})
			on conflict (incident_id) do update set seq = excluded.seq`;
		// Queries follow at once: without figures of the new rows they are planned as if there were a few.
		await tx`analyze past.story_version`;
	});
}

/** Up to which position the versions were made; 0 when there are none. */
export async function foldedUpTo(sql: Sql | TransactionSql, incident: IncidentId): Promise<number> {
	const [row] = await sql<{ seq: number }[]>`select seq from past.folded where incident_id = ${incident}`;
	return row?.seq ?? 0;
}

async function foldStories(tx: TransactionSql, incident: IncidentId, upTo: number): Promise<StoryVersion[]> {
	const posts = await readPosts(tx, incident, upTo);
	const moves = await readMoves(tx, incident, upTo);
	const leads = await tx<{ lead_id: string }[]>`select lead_id from story where incident_id = ${incident}`;
	const lines = new Map((await linesForState(tx, incident, upTo)).map((line): [number, LogLine] => [line.seq, line]));
	const fold = new StoryFold(new Set(leads.map(({ lead_id }) => PostId.parse(lead_id))));
	const versions: StoryVersion[] = [];
	const slice = new TimeSlice();
	const numbers = [...new Set([...posts.keys(), ...moves.keys(), ...lines.keys()])].sort((a, b) => a - b);
	for (const seq of numbers) {
		versions.push(
			...fold.take({
				seq,
				line: lines.get(seq) ?? null,
				posts: posts.get(seq) ?? [],
				moves: moves.get(seq) ?? []
			})
		);
		if (slice.isOver) await slice.yield();
	}
	return versions;
}

interface PostRow {
	seq: number;
	id: string;
	story: string;
	author: number | null;
	platform: string;
	source_id: string;
	reach: number | null;
	at: Date;
	received_at: Date;
	backlog: boolean;
	lang: string | null;
	help: boolean;
}

/** The posts by the number they came with, each in the story it came to. */
async function readPosts(
	tx: TransactionSql,
	incident: IncidentId,
	upTo: number
): Promise<ReadonlyMap<number, readonly ArrivedPost[]>> {
	const rows = await tx<PostRow[]>`
		select b.seq, p.id, coalesce(m.from_story, p.story_id) as story, p.author, p.platform, p.source_id, p.reach, p.at, p.received_at, p.backlog, p.lang,
			coalesce(${isCall(tx)}, false) as help
		from post p
		join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
		left join (select distinct on (post_id) post_id, from_story from move where incident_id = ${incident} order by post_id, seq) m on m.post_id = p.id
		where p.incident_id = ${incident} and b.seq <= ${upTo}`;
	return byNumber(
		rows.map(({ seq, id, story, author, platform, source_id, reach, at, received_at, backlog, lang, help }) => [
			seq,
			{
				id: PostId.parse(id),
				story: StoryId.parse(story),
				author: author === null ? null : AuthorNumber.parse(author),
				platform: Platform.catch('other').parse(platform),
				source: SourceId.parse(source_id),
				at: momentAt(at),
				receivedAt: momentAt(received_at),
				...{ reach, backlog, lang, help }
			}
		])
	);
}

async function readMoves(
	tx: TransactionSql,
	incident: IncidentId,
	upTo: number
): Promise<ReadonlyMap<number, readonly MovedPost[]>> {
	const rows = await tx<{ seq: number; post_id: string; from_story: string; to_story: string }[]>`
		select seq, post_id, from_story, to_story from move where incident_id = ${incident} and seq <= ${upTo}`;
	return byNumber(
		rows.map(({ seq, post_id, from_story, to_story }) => [
			seq,
			{ post: PostId.parse(post_id), from: StoryId.parse(from_story), to: StoryId.parse(to_story) }
		])
	);
}

function byNumber<Item>(rows: readonly (readonly [number, Item])[]): Map<number, Item[]> {
	const found = new Map<number, Item[]>();
	for (const [seq, item] of rows) {
		const items = found.get(seq);
		if (items) items.push(item);
		else found.set(seq, [item]);
	}
	return found;
}

const insertVersions = (tx: TransactionSql, incident: IncidentId, versions: readonly StoryVersion[]) => tx`
	insert into past.story_version
	select ${incident}, v.* from jsonb_to_recordset(${tx.json(versions.map(rowOf))}) as v (
		story_id uuid, from_seq int, to_seq int, lead_id uuid, lang text, since timestamptz, backlog boolean, help_post uuid, merged_into uuid,
		outcome text, looked_posts int, looked_platforms text[], help_state text, emotion text, attitude text, posts int, authors int, reach bigint,
		platforms text[], sources uuid[], newest_at timestamptz, back_at timestamptz, links jsonb)`;

function rowOf({ labels: { looked, links, help, sentiment }, ...version }: StoryVersion) {
	return {
		story_id: version.story,
		from_seq: version.from,
		to_seq: version.to ?? FOR_EVER,
		lead_id: version.lead,
		lang: version.lang,
		since: version.since,
		backlog: version.backlog,
		help_post: version.helpPost,
		merged_into: version.mergedInto,
		outcome: looked?.outcome ?? null,
		looked_posts: looked?.posts ?? null,
		looked_platforms: looked ? [...looked.platforms] : null,
		help_state: help?.state ?? null,
		emotion: sentiment?.emotion ?? null,
		attitude: sentiment?.attitude ?? null,
		posts: version.posts,
		authors: version.authors,
		reach: version.reach,
		platforms: [...version.platforms],
		sources: [...version.sources],
		newest_at: version.newestAt,
		back_at: version.backAt,
		links: links.length === 0 ? null : links.map(({ kind, finding, stance }) => ({ kind, finding, stance }))
	};
}
