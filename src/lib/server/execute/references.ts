import type { TransactionSql } from 'postgres';
import { noReferences, type References, type ReferenceIds } from '$lib/domain/core/command';
import type { ReferencedStory } from '$lib/domain/stories/story';
import { PostId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import { usualRetention } from '$lib/domain/installation/installation';
import type { ReadState } from '$lib/domain/core/state';
import gazetteer from '../analysis/text/places.nl.json';
import { deletedAtSource } from '../log/redaction';

const gazetteerNames: ReadonlySet<string> = new Set([...gazetteer.names, ...gazetteer.alsoWords]);
/** Those of these places that the gazetteer has, in just this spelling. */
export const inGazetteer = (places: readonly string[]): ReadonlySet<string> =>
	new Set(places.filter((place) => gazetteerNames.has(place)));

/** What is stored of what a command names. */
interface ReferenceRows {
	readonly stories: readonly { id: string; posts: number | null; platforms: string[] | null }[];
	readonly posts: readonly { id: string; story_id: string }[];
	readonly lost: { readonly posts: number; readonly quotes: readonly number[] } | null;
}

/**
 * Loads, under the lock, what a command names and the state does not hold. Absent, merged away and another incident's
 * look the same.
 */
export async function loadReferences(
	tx: TransactionSql,
	incident: IncidentId,
	{ stories = [], posts = [], retention }: ReferenceIds
): Promise<ReferenceRows> {
	const [foundStories, foundPosts, lost] = await Promise.all([
		stories.length === 0
			? []
			: tx<{ id: string; posts: number | null; platforms: string[] | null }[]>`
				select s.id, c.posts, c.platforms from story s left join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
				where s.incident_id = ${incident} and s.id = any(${stories}) and s.merged_into is null`,
		posts.length === 0
			? []
			: tx<{ id: string; story_id: string }[]>`
				select id, story_id from post where incident_id = ${incident} and id = any(${posts})`,
		retention ? deletedAtSource(tx, incident) : null
	]);
	return { stories: foundStories, posts: foundPosts, lost };
}

/** The same as the domain knows it, with what the installation holds. `rendered` was made before the lock. */
export function referencesFrom(
	found: ReferenceRows,
	{ stories = [], posts = [], connections = [], outlets = [], prepared = [], places = [], retention }: ReferenceIds,
	installation: ReadState,
	rendered: References['rendered']
): References {
	if (
		!retention &&
		stories.length + posts.length + connections.length + outlets.length + prepared.length + places.length === 0
	)
		return { ...noReferences, rendered };
	return {
		stories: new Map(
			found.stories.map((row): [StoryId, ReferencedStory] => [
				StoryId.parse(row.id),
				{ posts: row.posts ?? 0, platforms: Platform.array().parse(row.platforms ?? []) }
			])
		),
		posts: new Map(found.posts.map((row) => [PostId.parse(row.id), { story: StoryId.parse(row.story_id) }])),
		connections: new Map(
			connections.flatMap((id) => {
				const found = installation.connections.get(id);
				return found && !found.removed ? [[id, { platform: found.platform }]] : [];
			})
		),
		outlets: new Map(
			outlets.flatMap((id) => {
				const found = installation.outlets.get(id);
				return found && !found.disconnected ? [[id, found]] : [];
			})
		),
		prepared: new Map(
			prepared.flatMap((id) => {
				const found = installation.prepared.get(id);
				return found ? [[id, found]] : [];
			})
		),
		places: inGazetteer(places),
		retention: found.lost && { days: installation.installation?.retentionDays ?? usualRetention, ...found.lost },
		rendered
	};
}
