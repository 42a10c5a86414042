import { z } from 'zod';
import { Moment, StoryId, type FindingId } from '$lib/domain/core/ids';
import type { Stance } from '$lib/domain/stories/story';
import { BEGINNING, encodeCursor, readCursor } from '../cursor';
import type { IdPage } from './queue';
import { momentAt, type ReadingContext } from '$lib/server/log/reading-context';

/** The moment of the last row's newest post, and its id. */
const NewestCursor = z.tuple([Moment, StoryId]);

/** A row of a list that is ordered by newest post. */
export interface StoryRow {
	id: string;
	newest_at: Date;
}

/** The position after which a list by newest post continues. @throws BadCursor */
export const afterNewest = (cursor: string | null): readonly [string, string] =>
	readCursor(NewestCursor, cursor) ?? BEGINNING;

/** Makes a page of rows that were queried with `limit + 1`, to know whether there is a next page. */
export function pageOf(rows: readonly StoryRow[], limit: number): IdPage {
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		ids: page.map(({ id }) => StoryId.parse(id)),
		next: last && rows.length > limit ? encodeCursor([momentAt(last.newest_at), last.id]) : null
	};
}

/**
 * All stories, ordered by newest post. A story that grows while pages are read moves to the top, so no story appears
 * twice. @throws BadCursor
 */
export async function newest({ sql, incident }: ReadingContext, cursor: string | null, limit: number): Promise<IdPage> {
	const [at, id] = afterNewest(cursor);
	const rows = await sql<StoryRow[]>`
		select c.story_id as id, c.newest_at from story_count c join story s on s.incident_id = c.incident_id and s.id = c.story_id
		where c.incident_id = ${incident} and s.merged_into is null and (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid)
		order by c.newest_at desc, c.story_id desc limit ${limit + 1}`;
	return pageOf(rows, limit);
}

/**
 * The stories that are evidence for a finding, newest first.
 * @param stance only stories with this stance towards a rumour; null for all
 * @throws BadCursor
 */
export async function byFinding(
	{ sql, incident }: ReadingContext,
	{ finding, stance }: { finding: FindingId; stance: Stance | null },
	cursor: string | null,
	limit: number
): Promise<IdPage> {
	const [at, id] = afterNewest(cursor);
	const rows = await sql<StoryRow[]>`
		select c.story_id as id, c.newest_at from story_link l join story_count c on c.incident_id = l.incident_id and c.story_id = l.story_id
		where l.incident_id = ${incident} and l.finding_id = ${finding} and (${stance}::text is null or l.stance = ${stance})
			and (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid)
		order by c.newest_at desc, c.story_id desc limit ${limit + 1}`;
	return pageOf(rows, limit);
}
