import { FindingKind, type FindingId, type StoryId } from '../core/ids';
import type { ReadState } from '../core/state';
import { keyOfTheme } from '../findings/meaning';
import { rightAnswers, type ExerciseExample, type ExamplePost } from './example';
import type { Played } from './played';

/** A post of the exercise and the story in which it came. */
export interface StoredPost {
	readonly id: string;
	/** As the source of the script calls it. */
	readonly externalId: string;
	readonly story: StoryId;
}
export type PostsOfStories = ReadonlyMap<StoryId, readonly ExamplePost[]>;

/** The posts of the example by the story they are in at the end. A post that did not arrive is left out. */
export function postsByStory(
	example: Pick<ExerciseExample, 'posts'>,
	stored: readonly StoredPost[],
	{ moves }: Pick<Played, 'moves'>
): PostsOfStories {
	const storyOf = new Map(stored.map(({ id, story }) => [id, story]));
	const movedBy: ReadonlySet<string>[] = [];
	for (const { from, into, posts } of moves) {
		const named = posts && ('takesBack' in posts ? movedBy[posts.takesBack] : new Set(posts));
		const moved = [...storyOf].flatMap(([id, story]) => (story === from && (named?.has(id) ?? true) ? [id] : []));
		for (const id of moved) storyOf.set(id, into);
		movedBy.push(new Set(moved));
	}
	const byExternalId = new Map(stored.map(({ id, externalId }) => [externalId, storyOf.get(id)]));
	const found = new Map<StoryId, ExamplePost[]>();
	for (const post of example.posts) {
		const story = byExternalId.get(post.id);
		if (story) found.set(story, [...(found.get(story) ?? []), post]);
	}
	return found;
}

/** For each finding of the participants, the keys of the example that it matches. */
export type Matches = ReadonlyMap<FindingId, ReadonlySet<string>>;

/**
 * A finding matches every key that at least half of its stories are about, whatever its text. A meaning is matched by
 * its theme.
 */
export function matchFindings(state: ReadState, posts: PostsOfStories): Matches {
	const counts = new Map<FindingId, { stories: number; votes: Map<string, number> }>();
	for (const [story, { links }] of state.labels.entries()) {
		const about = posts.get(story);
		if (!about) continue;
		for (const { kind, finding } of links) {
			const { stories, votes } = counts.get(finding) ?? { stories: 0, votes: new Map<string, number>() };
			for (const key of rightAnswers(about, kind)) if (key !== null) votes.set(key, (votes.get(key) ?? 0) + 1);
			counts.set(finding, { stories: stories + 1, votes });
		}
	}
	const matches = new Map<FindingId, ReadonlySet<string>>();
	for (const [finding, { stories, votes }] of counts)
		matches.set(finding, new Set([...votes].filter(([, n]) => n * 2 >= stories).map(([key]) => key)));
	for (const { id, theme } of state.meanings.values()) matches.set(id, new Set([keyOfTheme(theme)]));
	return matches;
}

export const linkKinds = FindingKind.options;
