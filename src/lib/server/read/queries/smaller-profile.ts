import { SourceId, millisecondsOf, StoryId } from '$lib/domain/core/ids';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { collectsByItself } from '$lib/domain/posts/source';
import {
	lossOf,
	proposeSmaller,
	type MeasuredPost,
	type SmallerProfile
} from '$lib/domain/posts/search/smaller-profile';
import { minutesBefore, type ReadingContext } from '$lib/server/log/reading-context';

const MINUTES_PER_DAY = 24 * 60;
const MAX_DAYS = 7;
/** The most posts that are measured, the newest of those days: more would add little and take long. */
const MAX_POSTS = 20_000;

interface PostRow {
	text: string;
	lang: string | null;
	story_id: string;
	source_id: string;
	at: Date;
	external_id: string | null;
	handle: string | null;
}

/** The posts on which the proposal of a smaller profile is based, and over how many days, at most seven. */
async function measuredPosts({
	sql,
	incident,
	state,
	now
}: ReadingContext): Promise<{ posts: MeasuredPost[]; days: number }> {
	const collecting = [...state.sources.values()].filter(collectsByItself).map(({ id }) => id);
	const rows = await sql<PostRow[]>`
		select p.text, p.lang, p.story_id, p.source_id, p.at, a.external_id, a.handle
		from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
		where p.incident_id = ${incident} and p.source_id = any(${collecting}::uuid[]) and p.at > ${minutesBefore(now, MAX_DAYS * MINUTES_PER_DAY)} and p.at <= ${now} and not p.deleted
		order by p.at desc limit ${MAX_POSTS}`;
	const posts = rows.map(({ text, lang, story_id, source_id, external_id, handle }): MeasuredPost => {
		const labels = state.labels.get(StoryId.parse(story_id));
		return {
			text,
			lang,
			source: SourceId.parse(source_id),
			author: external_id === null ? null : { externalId: external_id, handle: handle ?? '' },
			isRelevant: (labels?.links.length ?? 0) > 0,
			isLookedAt: (labels?.looked ?? null) !== null
		};
	});
	const from = rows.length === MAX_POSTS ? rows.at(-1)?.at.getTime() : millisecondsOf(state.incident?.start ?? now);
	const measured = (millisecondsOf(now) - (from ?? 0)) / (MINUTES_PER_DAY * 60_000);
	return { posts, days: Math.min(MAX_DAYS, Math.max(1, measured)) };
}

/** Proposes which words and sources to remove from the search profile of an incident in aftercare. */
export async function smallerProfile(reading: ReadingContext): Promise<SmallerProfile & { readonly days: number }> {
	const { posts, days } = await measuredPosts(reading);
	const { profile, sources } = reading.state;
	return { ...proposeSmaller(profile ?? emptyProfile, [...sources.values()], posts), days };
}

/** The number of posts per day that would have been missed without these words and sources. */
export async function lostPerDay(reading: ReadingContext, removed: Parameters<typeof lossOf>[1]): Promise<number> {
	const { posts, days } = await measuredPosts(reading);
	return Math.round(lossOf(reading.state.profile ?? emptyProfile, removed, posts).posts / days);
}
