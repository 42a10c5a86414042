import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import type { PostToInsert } from './prepare';
import { columnOf } from './store-batch';

interface MergedStory {
	readonly id: string;
	readonly target: string;
}

/** The stories that these posts join and that were merged into another. */
export async function mergedInto(
	tx: TransactionSql,
	incident: IncidentId,
	posts: readonly PostToInsert[]
): Promise<readonly MergedStory[]> {
	const chosen = [...new Set(posts.filter(({ opensStory }) => !opensStory).map(({ story }) => story))];
	if (chosen.length === 0) return [];
	const merged = await mergedOf(tx, incident, chosen);
	return merged.flatMap(({ id, target }) => (id !== null && target !== null ? { id, target } : []));
}

/**
 * Those of these stories that were merged into another. Each is asked by itself, so that PostgreSQL looks it up by its
 * whole key: of an incident that its statistics do not know yet it would rather read all stories.
 */
export const mergedOf = (tx: Sql | TransactionSql, incident: IncidentId, stories: readonly string[]) =>
	tx<{ id: string | null; target: string | null }[]>`
		with asked as materialized (
			select a.id, (select s.merged_into from story s where s.incident_id = a.incident and s.id = a.id) as target
			from (select ${incident}::uuid as incident, unnest(${columnOf(stories, (id) => id)}::uuid[]) as id) a)
		select id, target from asked where target is not null`;

/** A story chosen before the lock may have been merged since: its posts follow it. */
export async function followMerges(
	tx: TransactionSql,
	incident: IncidentId,
	posts: readonly PostToInsert[],
	merged: readonly MergedStory[]
): Promise<readonly PostToInsert[]> {
	let settled = posts;
	for (let rows = merged; rows.length > 0; rows = await mergedInto(tx, incident, settled)) {
		const into = new Map(rows.map((row) => [row.id, row.target]));
		await tx`
			update post p set story_id = m.target from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ target }) => target)}::uuid[]) as m(id, target)
			where p.incident_id = ${incident} and p.story_id = m.id and p.id = any(${settled.map(({ id }) => id)}::uuid[])`;
		settled = settled.map((post) => ({ ...post, story: into.get(post.story) ?? post.story }));
	}
	return settled;
}
