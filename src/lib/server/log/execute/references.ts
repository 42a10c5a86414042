import type { TransactionSql } from 'postgres';
import { noReferences, type ReferencedPost, type References, type ReferenceIds } from '$lib/domain/core/command';
import type { ReferencedStory } from '$lib/domain/stories/story';
import { AuthorNumber, PostId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import { retentionTerm } from '$lib/domain/installation/installation';
import type { ReadState } from '$lib/domain/core/state';
import gazetteer from '$lib/server/analysis/text/places.nl.json';
import { linesToMask, maskingCounts } from '../masking';
import { deletedAtSource, postsToForget } from '../redaction';

/** Names of places that are also ordinary words, besides those that the list itself marks. */
const ordinaryWords: ReadonlySet<string> = new Set(['Binnenstad', 'Gracht', 'Helden', 'Velden', 'Winkel']);
const gazetteerNames: ReadonlySet<string> = new Set(gazetteer.names.filter((name) => !ordinaryWords.has(name)));
/**
 * Those of these places that the gazetteer has, in just this spelling. A name that is also an ordinary word is left out:
 * "Blijf weg bij Dieren" would say something else, so a person confirms it.
 */
export const inGazetteer = (places: readonly string[]): ReadonlySet<string> =>
	new Set(places.filter((place) => gazetteerNames.has(place)));

interface PostRow {
	readonly id: string;
	readonly story_id: string;
	/** Its sender's; null when none is stored. */
	readonly number: number | null;
	readonly kind: string | null;
	readonly name: string | null;
	readonly handle: string | null;
}
/** What is stored of what a command names. */
interface ReferenceRows {
	readonly stories: readonly { id: string; posts: number | null; platforms: string[] | null }[];
	readonly posts: readonly PostRow[];
	readonly lost: { readonly posts: number; readonly quotes: readonly number[] } | null;
	readonly forget: { readonly posts: readonly PostId[]; readonly quotes: readonly number[] } | null;
	readonly masking: Omit<NonNullable<References['masking']>, 'days' | 'since'> | null;
}

/**
 * Loads, under the lock, what a command names and the state does not hold. Absent, merged away and another incident's
 * look the same.
 */
export async function loadReferences(
	tx: TransactionSql,
	incident: IncidentId,
	{ stories = [], posts = [], retention, masking, forget }: ReferenceIds
): Promise<ReferenceRows> {
	const [foundStories, foundPosts, lost, forgettable, counts, lines] = await Promise.all([
		stories.length === 0
			? []
			: tx<{ id: string; posts: number | null; platforms: string[] | null }[]>`
				select s.id, c.posts, c.platforms from story s left join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
				where s.incident_id = ${incident} and s.id = any(${stories}) and s.merged_into is null`,
		posts.length === 0
			? []
			: tx<PostRow[]>`
				select p.id, p.story_id, a.number, a.kind, a.name, a.handle from post p
				left join author a on a.incident_id = p.incident_id and a.number = p.author
				where p.incident_id = ${incident} and p.id = any(${posts})`,
		retention ? deletedAtSource(tx, incident) : null,
		forget ? postsToForget(tx, incident, forget) : null,
		masking ? maskingCounts(tx, incident) : null,
		masking === 'lines' ? linesToMask(tx, incident) : []
	]);
	return {
		stories: foundStories,
		posts: foundPosts,
		lost,
		forget: forgettable,
		masking: counts && { ...counts, lines }
	};
}

function referencedPost({ story_id, number, kind, name, handle }: PostRow): ReferencedPost {
	const story = StoryId.parse(story_id);
	if (number === null) return { story };
	const names = [name, handle].filter((each) => each !== null);
	return { story, author: { number: AuthorNumber.parse(number), isPrivate: kind === 'private', names } };
}

/**
 * Of what was loaded, also for others, what this command names, as the domain knows it, with what the installation
 * holds. `rendered` was made before the lock.
 */
export function referencesFrom(
	found: ReferenceRows,
	{ stories = [], posts = [], connections = [], outlets = [], prepared = [], places = [], ...asked }: ReferenceIds,
	installation: ReadState,
	rendered: References['rendered']
): References {
	const neverMasked = installation.installation?.neverMasked ?? [];
	if (
		!asked.retention &&
		!asked.masking &&
		!asked.forget &&
		stories.length + posts.length + connections.length + outlets.length + prepared.length + places.length === 0
	)
		return { ...noReferences, neverMasked, rendered };
	const term = retentionTerm(installation);
	const named = new Set<string>([...stories, ...posts]);
	return {
		stories: new Map(
			found.stories
				.filter(({ id }) => named.has(id))
				.map((row): [StoryId, ReferencedStory] => [
					StoryId.parse(row.id),
					{ posts: row.posts ?? 0, platforms: Platform.array().parse(row.platforms ?? []) }
				])
		),
		posts: new Map(
			found.posts.filter(({ id }) => named.has(id)).map((row) => [PostId.parse(row.id), referencedPost(row)])
		),
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
		retention: found.lost && { ...term, ...found.lost },
		forget: found.forget && { days: term.days, ...found.forget },
		masking: found.masking && { ...term, ...found.masking },
		neverMasked,
		rendered
	};
}
