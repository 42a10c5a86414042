import type { TransactionSql } from 'postgres';
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
	return tx<MergedStory[]>`
		select id, merged_into as target from story
		where incident_id = ${incident} and id = any(${columnOf(chosen, (id) => id)}::uuid[]) and merged_into is not null`;
}

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
