import { PostId, StoryId, type FindingKind } from '$lib/domain/core/ids';
import { visibleText } from '$lib/domain/core/texts/visible';
import { findingsOf } from '$lib/domain/findings/finding';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { labelsOf } from '$lib/domain/stories/story';
import type { ReadingContext } from '$lib/server/log/reading-context';

interface MaskedPost {
	readonly text: string;
	readonly lang: string | null;
	/** The number of versions: an edited post has another text. */
	readonly versions: number;
}

/** A post without personal details; null when it is absent, or its text was removed. */
export async function maskedPost({ sql, incident }: ReadingContext, post: PostId): Promise<MaskedPost | null> {
	const [row] = await sql<
		{ text: string; lang: string | null; versions: number; name: string | null; handle: string | null }[]
	>`
		select p.text, p.lang, p.versions, a.name, a.handle
		from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
		where p.incident_id = ${incident} and p.id = ${post} and not p.forgotten`;
	return row ? { text: masked(row), lang: row.lang, versions: row.versions } : null;
}

interface MaskedStory {
	readonly id: StoryId;
	readonly posts: number;
	readonly text: string;
	readonly filedUnder: readonly { readonly kind: FindingKind; readonly text: string; readonly verdict?: string }[];
}
/** The maximum number of stories that are sent for one draft. */
export const MAX_STORIES = 40;
const MAX_TEXT_LENGTH = 600;

/**
 * The largest stories that a person looked at and found relevant, without personal details. Calls for help are left
 * out: they go to the control room alone.
 */
export async function maskedStories({ sql, incident, state }: ReadingContext): Promise<MaskedStory[]> {
	const rows = await sql<{ id: string; posts: number; text: string; name: string | null; handle: string | null }[]>`
		select s.id, c.posts, p.text, a.name, a.handle
		from story s
			join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
			join post p on p.incident_id = s.incident_id and p.id = s.lead_id and not p.forgotten
			left join author a on a.incident_id = p.incident_id and a.number = p.author
		where s.incident_id = ${incident} and s.merged_into is null and s.outcome = 'looked' and s.help_state is null
		order by c.posts desc, s.id limit ${MAX_STORIES}`;
	return rows.map((row) => {
		const id = StoryId.parse(row.id);
		return { id, posts: row.posts, text: masked(row).slice(0, MAX_TEXT_LENGTH), filedUnder: filedUnder(id) };
	});

	function filedUnder(story: StoryId): MaskedStory['filedUnder'] {
		return labelsOf(state, story).links.flatMap(({ kind, finding }) => {
			const found = findingsOf(state, kind).get(finding);
			if (!found) return [];
			const verdict = kind === 'rumour' ? (state.rumours.get(finding)?.judged?.verdict ?? 'not judged') : undefined;
			return [{ kind, text: maskText(found.text), ...(verdict ? { verdict } : {}) }];
		});
	}
}

/** Without invisible characters too: instructions to a model can be written in them. */
const masked = ({ text, name, handle }: { text: string; name: string | null; handle: string | null }): string =>
	visibleText(
		maskText(
			text,
			[name, handle].filter((each) => each !== null)
		)
	);
