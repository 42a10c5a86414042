import { addMinutes, differenceInMilliseconds, subMinutes } from 'date-fns';
import { millisecondsInMinute } from 'date-fns/constants';
import { MINUTES_AFTER, MINUTES_BEFORE, effectOf, type TextEffect } from '$lib/domain/official-text/effect';
import type { FindingId, Moment } from '$lib/domain/core/ids';
import { firstPublishedAt, type OfficialText } from '$lib/domain/official-text/official-text';
import { Stance } from '$lib/domain/stories/story';
import { rumourOf } from '$lib/domain/official-text/basis';
import { publicAuthors } from '$lib/server/read/queries/public-authors';
import type { ReadingContext } from '$lib/server/read/queries/reading-context';

/**
 * Reads the rumour's posts around the publication, without our own accounts; null for an unpublished text, or one
 * without a rumour.
 */
export async function readEffect(
	reading: ReadingContext,
	text: Readonly<OfficialText>,
	organisation: string | null
): Promise<TextEffect | null> {
	const [since, rumour] = [firstPublishedAt(text), rumourOf(reading.state, text)];
	if (since === null || !rumour) return null;
	const posts = await postsAround(reading, rumour.id, since, organisation);
	return { since, effect: effectOf(posts, minutesBetween(since, reading.now)) };
}

const minutesBetween = (from: Moment, to: Moment | Date): number =>
	differenceInMilliseconds(to, from) / millisecondsInMinute;

async function postsAround(reading: ReadingContext, rumour: FindingId, since: Moment, organisation: string | null) {
	const { sql, incident, now } = reading;
	const { own } = await publicAuthors(reading, organisation);
	const rows = await sql<{ at: Date; stance: string }[]>`
		select p.at, l.stance from story_link l
		join post p on p.incident_id = l.incident_id and p.story_id = l.story_id
		where l.incident_id = ${incident} and l.finding_id = ${rumour} and l.stance is not null and not p.backlog
			and p.at >= ${subMinutes(since, MINUTES_BEFORE)} and p.at < ${addMinutes(since, MINUTES_AFTER)} and p.at <= ${now}
			and (p.author is null or not p.author = any(${[...own]}::int[]))`;
	return rows.map((row) => ({ minute: minutesBetween(since, row.at), stance: Stance.parse(row.stance) }));
}
