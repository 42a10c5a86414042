import { addMinutes, differenceInMilliseconds, subMinutes } from 'date-fns';
import { millisecondsInMinute } from 'date-fns/constants';
import { EDGE_MINUTES, MINUTES_AROUND, effectOf, type TextEffect } from '$lib/domain/official-text/effect';
import { millisecondsOf, momentOf, type FindingId, type Moment } from '$lib/domain/core/ids';
import { firstPublishedAt, type OfficialText } from '$lib/domain/official-text/official-text';
import { Stance } from '$lib/domain/stories/story';
import { rumourOf } from '$lib/domain/official-text/basis';
import { publicAuthors } from '$lib/server/read/queries/public-authors';
import { postTotals } from '$lib/server/read/queries/looked';
import type { ReadingContext } from '$lib/server/log/reading-context';

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
	const { incident } = reading.state;
	if (since === null || !rumour || !incident) return null;
	const edges = EDGE_MINUTES.map((minute) => momentOf(millisecondsOf(since) + minute * millisecondsInMinute));
	const [posts, totals] = await Promise.all([
		postsAround(reading, rumour.id, since, organisation),
		postTotals(reading, edges)
	]);
	const between = (from: number, to: number) => {
		const parts = totals.filter((_, at) => (EDGE_MINUTES[at] ?? to) >= from && (EDGE_MINUTES[at] ?? to) < to);
		const sum = (of: 'posts' | 'looked') => parts.reduce((all, part) => all + part[of], 0);
		return { posts: sum('posts'), looked: sum('looked') };
	};
	const effect = effectOf(posts, between, minutesBetween(incident.start, since), minutesBetween(since, reading.now));
	return { since, effect };
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
			and p.at >= ${subMinutes(since, MINUTES_AROUND)} and p.at < ${addMinutes(since, MINUTES_AROUND)} and p.at <= ${now}
			and (p.author is null or not p.author = any(${[...own]}::int[]))`;
	return rows.map((row) => ({ minute: minutesBetween(since, row.at), stance: Stance.parse(row.stance) }));
}
