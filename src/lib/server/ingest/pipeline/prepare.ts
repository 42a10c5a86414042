import { addMinutes } from 'date-fns';
import { millisecondsInDay } from 'date-fns/constants';
import { millisecondsOf, momentOf, type Moment, type SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { helpLevel, type TextHints } from '$lib/server/analysis/post';
import { kindOfNew, type AuthorKind } from '$lib/domain/posts/author';
import type { SearchProfile } from '$lib/domain/posts/search/profile';
import type { IncidentMemory } from '../memory/incident-memory';
import type { RawPost } from './raw-post';
import { TimeSlice } from '$lib/concurrency/time-slice';

/** The times by which posts of one batch are judged; `start` and `received` on the incident's clock. */
export interface BatchTimes {
	readonly start: Moment;
	readonly received: Moment;
	readonly wall: Moment;
}

/** A post ready to be written. */
export interface PostToInsert {
	readonly id: string;
	readonly source: SourceId;
	readonly externalId: string;
	readonly story: string;
	/** The story starts with this post. */
	readonly opensStory: boolean;
	/** The author was not in this story before; a post without an author counts as a new one. */
	readonly isNewAuthor: boolean;
	readonly author: number | null;
	readonly raw: RawPost;
	readonly lang: string | null;
	readonly reach: number | null;
	readonly help: object | null;
	readonly at: Moment;
	readonly backlog: boolean;
}
export interface AuthorToInsert {
	readonly number: number;
	readonly raw: NonNullable<RawPost['author']>;
	readonly platform: RawPost['platform'];
	readonly kind: AuthorKind;
}

/**
 * The moment that charts, trends and periods use: when it was published, if that is between thirty days before the
 * start and five minutes after receipt; else when it was received.
 */
export function momentOfPost(published: string | null, { start, received }: BatchTimes): Moment {
	if (published === null) return received;
	const at = Date.parse(published);
	return at >= millisecondsOf(start) - 30 * millisecondsInDay && at <= addMinutes(received, 5).getTime()
		? momentOf(at)
		: received;
}

/** An older moment is an error: a clock that was never set gives 1970. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');

/** Whether it is older than the incident, also when it is too old for charts to use its moment. */
function isBeforeIncident(published: string | null, { start }: BatchTimes): boolean {
	const at = published === null ? NaN : Date.parse(published);
	return at >= EARLIEST && at < millisecondsOf(start);
}

/** The identity of a post within an incident. */
export const postKey = (source: SourceId, externalId: string): string => `${source} ${externalId}`;

/**
 * Adds the author's number, language, hints and story to each post, in the order of arrival. It changes the memory, which
 * nothing else may use meanwhile: drop the memory when writing fails.
 */
export async function prepare(
	posts: readonly { readonly source: SourceId; readonly raw: RawPost; readonly externalId: string }[],
	/** The ids of stored posts, by source and external id; the new ones are added. */
	ids: Map<string, string>,
	memory: IncidentMemory,
	hints: ReadonlyMap<RawPost, TextHints>,
	times: BatchTimes,
	/** The accounts of the search profile. */
	followed: SearchProfile['accounts']
): Promise<{ posts: PostToInsert[]; authors: AuthorToInsert[] }> {
	const authors: AuthorToInsert[] = [];
	const numberOf = (raw: RawPost): number | null => {
		if (!raw.author) return null;
		const known = memory.author(raw);
		if (known !== undefined) return known;
		const number = memory.addAuthor(raw);
		const kind = kindOfNew(raw.author, raw.platform, followed);
		authors.push({ number, raw: raw.author, platform: raw.platform, kind });
		return number;
	};
	const hintOf = (raw: RawPost): TextHints => hints.get(raw) ?? { lang: raw.lang, help: null };
	const postIds = posts.map(({ source, raw, externalId }) => {
		const id = newId();
		ids.set(postKey(source, externalId), id);
		// The shared post comes before this one.
		const shares = raw.shares === null ? null : (ids.get(postKey(source, raw.shares)) ?? null);
		return { id, shares, story: newId() };
	});
	const stories = await memory.stories.group({
		ids: postIds.map(({ id }) => id),
		texts: posts.map(({ raw }) => raw.text),
		langs: posts.map(({ raw }) => hintOf(raw).lang),
		help: posts.map(({ raw }) => helpLevel(hintOf(raw).help)),
		shares: postIds.map(({ shares }) => shares),
		stories: postIds.map(({ story }) => story)
	});
	const preparePost = ({ source, raw, externalId }: (typeof posts)[number], i: number): PostToInsert => {
		const { lang, help } = hintOf(raw);
		const { id, story: newStory } = postIds[i] ?? { id: newId(), story: newId() };
		const story = stories[i] ?? newStory;
		const author = numberOf(raw);
		const at = momentOfPost(raw.publishedAt, times);
		return {
			id,
			source,
			externalId,
			story,
			opensStory: story === newStory,
			isNewAuthor: author === null || memory.addAuthorToStory(story, author),
			author,
			raw,
			lang,
			reach: raw.reach ?? raw.author?.followers ?? null,
			help,
			at,
			backlog: at < times.start || isBeforeIncident(raw.publishedAt, times)
		};
	};
	const prepared: PostToInsert[] = [];
	const slice = new TimeSlice();
	for (const [i, post] of posts.entries()) {
		prepared.push(preparePost(post, i));
		if (slice.isOver) await slice.yield();
	}
	return { posts: prepared, authors };
}
