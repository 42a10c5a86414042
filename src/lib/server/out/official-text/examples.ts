import type { SourceChange } from '$lib/domain/posts/at-source';
import type { FindingId, Moment } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import { Stance } from '$lib/domain/stories/story';
import { momentAt, type ReadingContext } from '$lib/server/log/reading-context';

/** What people say, without names, for the person who decides on a text about it. */
export interface ClaimExample {
	readonly text: string;
	readonly platform: Platform;
	readonly at: Moment;
	readonly stance: Stance | null;
	/** Posts with nearly the same text. */
	readonly copies: number;
	/** What happened to it at its source. */
	readonly atSource: SourceChange | null;
}

/** Three stories that are evidence for a finding: the largest first, one per platform before a second of the same. */
export async function examplesOf(
	{ sql, incident }: Pick<ReadingContext, 'sql' | 'incident'>,
	finding: FindingId
): Promise<ClaimExample[]> {
	const rows = await sql<
		{
			text: string;
			platform: string;
			at: Date;
			stance: string | null;
			posts: number;
			versions: number;
			deleted: boolean;
		}[]
	>`
		select p.text, p.platform, p.at, l.stance, c.posts, p.versions, p.deleted,
			row_number() over (partition by p.platform order by c.posts desc, p.at) as nth
		from story_link l
		join story s on s.incident_id = l.incident_id and s.id = l.story_id and s.merged_into is null
		join story_count c on c.incident_id = l.incident_id and c.story_id = l.story_id
		join post p on p.incident_id = l.incident_id and p.id = s.lead_id
		where l.incident_id = ${incident} and l.finding_id = ${finding} and coalesce(l.stance, 'asks') in ('supports', 'asks') and not p.forgotten
		order by nth, c.posts desc, p.at limit 3`;
	return rows.map(({ text, platform, at, stance, posts, versions, deleted }) => ({
		text: text.length > 280 ? `${text.slice(0, 279)}…` : text,
		platform: Platform.catch('other').parse(platform),
		at: momentAt(at),
		stance: Stance.nullable().catch(null).parse(stance),
		copies: posts,
		atSource: deleted ? 'gone' : versions > 1 ? 'edited' : null
	}));
}
