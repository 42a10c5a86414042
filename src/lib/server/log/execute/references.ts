import type { TransactionSql } from '$lib/server/platform/driver/sql';
import { noReferences, type ReferencedPost, type References, type ReferenceIds } from '$lib/domain/core/command';
import type { ReferencedStory } from '$lib/domain/stories/story';
import { AuthorNumber, PostId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { AuthorKind, isPublicKind } from '$lib/domain/posts/author';
import { Platform } from '$lib/domain/posts/platform';
import { publicListOf } from '$lib/domain/installation/public-details';
import { limitsOf } from '$lib/domain/official-text/outlet';
import { retentionTerm } from '$lib/domain/installation/installation';
import type { ReadState } from '$lib/domain/core/state';
import gazetteer from '$lib/server/analysis/text/places.nl.json';
import { linesToMask, linesToRedact, maskingCounts } from '../masking';
import { movedByMerge } from '../story-moves';
import type { QuoteLine } from '$lib/domain/incident/redaction';
import { deletedAtSource, postsToForget } from '../redaction';

/** Place names that are also ordinary words, in addition to those that the gazetteer itself marks. */
const ordinaryWords: ReadonlySet<string> = new Set(['Binnenstad', 'Gracht', 'Helden', 'Velden', 'Winkel']);
const gazetteerNames: ReadonlySet<string> = new Set(gazetteer.names.filter((name) => !ordinaryWords.has(name)));
/**
 * The places that are in the gazetteer with exactly this spelling. Names that are also ordinary words are left out: in
 * "Blijf weg bij Dieren" the meaning would change, so a person confirms them.
 */
export const inGazetteer = (places: readonly string[]): ReadonlySet<string> =>
	new Set(places.filter((place) => gazetteerNames.has(place)));

interface PostRow {
	readonly id: string;
	readonly story_id: string;
	/** The author's number; null when none is stored. */
	readonly number: number | null;
	readonly kind: string | null;
	readonly name: string | null;
	readonly handle: string | null;
}
/** The stored rows that commands refer to. */
interface ReferenceRows {
	readonly stories: readonly { id: string; posts: number | null; platforms: string[] | null }[];
	readonly restorable: readonly { id: string }[];
	readonly posts: readonly PostRow[];
	readonly retention: { readonly posts: number; readonly quotes: readonly QuoteLine[] } | null;
	readonly forget: { readonly posts: readonly PostId[]; readonly quotes: readonly QuoteLine[] } | null;
	readonly redaction: References['redaction'];
	readonly masking: Omit<NonNullable<References['masking']>, 'days' | 'since'> | null;
}

/**
 * Loads, under the lock, the rows that commands refer to and that are not in the state. Rows that are absent, merged away
 * or of another incident are all left out.
 */
export async function loadReferences(
	tx: TransactionSql,
	incident: IncidentId,
	{ stories = [], restorable = [], posts = [], retention, masking, forget, redaction }: ReferenceIds
): Promise<ReferenceRows> {
	const [storyRows, restorableRows, postRows, retentionPosts, forgetPosts, counts, lines, redactable] =
		await Promise.all([
			stories.length === 0
				? []
				: tx<{ id: string; posts: number | null; platforms: string[] | null }[]>`
				select s.id, c.posts, c.platforms from story s left join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
				where s.incident_id = ${incident} and s.id = any(${stories}) and s.merged_into is null`,
			restorable.length === 0
				? []
				: tx<{ id: string }[]>`
				select s.id from story s
				cross join lateral (select count(*) as posts from ${movedByMerge(tx)} moved) moved
				join story_count c on c.incident_id = s.incident_id and c.story_id = s.merged_into
				where s.incident_id = ${incident} and s.id = any(${restorable}) and moved.posts > 0 and c.posts > moved.posts`,
			posts.length === 0
				? []
				: tx<PostRow[]>`
				select p.id, p.story_id, a.number, a.kind, a.name, a.handle from post p
				left join author a on a.incident_id = p.incident_id and a.number = p.author
				where p.incident_id = ${incident} and p.id = any(${posts})`,
			retention ? deletedAtSource(tx, incident) : null,
			forget ? postsToForget(tx, incident, forget) : null,
			masking ? maskingCounts(tx, incident) : null,
			masking === 'lines' ? linesToMask(tx, incident) : [],
			redaction ? linesToRedact(tx, incident, redaction) : []
		]);
	return {
		stories: storyRows,
		restorable: restorableRows,
		posts: postRows,
		retention: retentionPosts,
		forget: forgetPosts,
		redaction: redactable,
		masking: counts && { ...counts, lines }
	};
}

function referencedPost({ story_id, number, kind, name, handle }: PostRow): ReferencedPost {
	const story = StoryId.parse(story_id);
	if (number === null) return { story };
	const names = [name, handle].filter((each) => each !== null);
	return {
		story,
		author: {
			number: AuthorNumber.parse(number),
			isPrivate: !isPublicKind(AuthorKind.catch('private').parse(kind)),
			names
		}
	};
}

/**
 * The references of one command as the domain needs them, from rows that were loaded for several commands and from the
 * installation's state. `rendered` was made before the lock.
 */
export function referencesFrom(
	rows: ReferenceRows,
	ids: ReferenceIds,
	installation: ReadState,
	rendered: References['rendered']
): References {
	const publicDetails = publicListOf(installation);
	const limits = limitsOf(installation.outlets.values());
	const isNone = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
	if (Object.values(ids).every(isNone)) return { ...noReferences, publicDetails, limits, rendered };
	const { stories = [], restorable = [], posts = [], connections = [], outlets = [], prepared = [], places = [] } = ids;
	const term = retentionTerm(installation);
	const named = new Set<string>([...stories, ...restorable, ...posts]);
	return {
		stories: new Map(
			rows.stories
				.filter(({ id }) => named.has(id))
				.map((row): [StoryId, ReferencedStory] => [
					StoryId.parse(row.id),
					{ posts: row.posts ?? 0, platforms: Platform.array().parse(row.platforms ?? []) }
				])
		),
		restorable: new Set(rows.restorable.map(({ id }) => StoryId.parse(id)).filter((id) => named.has(id))),
		posts: new Map(
			rows.posts.filter(({ id }) => named.has(id)).map((row) => [PostId.parse(row.id), referencedPost(row)])
		),
		connections: new Map(
			connections.flatMap((id) => {
				const connection = installation.connections.get(id);
				return connection && !connection.removed ? [[id, { platform: connection.platform }]] : [];
			})
		),
		limits,
		outlets: new Map(
			outlets.flatMap((id) => {
				const outlet = installation.outlets.get(id);
				return outlet && !outlet.disconnected ? [[id, outlet]] : [];
			})
		),
		prepared: new Map(
			prepared.flatMap((id) => {
				const text = installation.prepared.get(id);
				return text ? [[id, text]] : [];
			})
		),
		places: inGazetteer(places),
		retention: rows.retention && { ...term, ...rows.retention },
		redaction: rows.redaction,
		forget: rows.forget && { days: term.days, ...rows.forget },
		masking: rows.masking && { ...term, ...rows.masking },
		publicDetails,
		rendered
	};
}
