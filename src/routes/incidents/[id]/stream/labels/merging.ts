import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { BatchId, PostId, StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { CommandOf } from '$lib/domain/commands';
import type { StoryCard } from '$lib/domain/stories/card';

/** The most that one split can take out again: merging a bigger story cannot be undone here. */
const mostUndone = 500;
/** How long its posts are waited for, in milliseconds: then it is merged without an undo here. */
const longestRead = 2_000;
/** The stories whose merge waits for their posts. */
const merging = new Set<StoryId>();

/**
 * Merges a story into another; undone, both have the labels from before. Resolves as soon as it is given: the answer
 * comes when the server has it. Null when it was given a moment ago already.
 */
export async function mergeInto(
	desk: Desk,
	reads: Pick<IncidentReads, 'posts'>,
	card: StoryCard,
	into: StoryId
): Promise<{ readonly answer: Promise<CommandAnswer> } | null> {
	const { id: story } = card;
	if (merging.has(story)) return null;
	merging.add(story);
	const late = new Promise<null>((give) => setTimeout(() => give(null), longestRead));
	const posts = await Promise.race([postsOf(reads, card).catch(() => null), late]);
	merging.delete(story);
	const restored = { into: newId() as StoryId, batch: newId() as BatchId, restores: story };
	const split = (all: readonly PostId[]): CommandOf<'story.split'> => ({
		type: 'story.split',
		input: { story: into, posts: [...all], ...restored }
	});
	const undo = posts && [split(posts)];
	return { answer: desk.send('story.merge', { story, into, batch: newId() }, { undo }) };
}

/** Null for a story that is too big to take out again. */
async function postsOf(reads: Pick<IncidentReads, 'posts'>, card: StoryCard): Promise<readonly PostId[] | null> {
	if (card.posts === 1) return [card.lead.post];
	if (card.posts > mostUndone) return null;
	const posts: PostId[] = [];
	let next: string | null = null;
	do {
		const page = await reads.posts(card.id, next, 200);
		posts.push(...page.posts.map(({ id }) => id));
		next = page.next;
	} while (next !== null);
	return posts;
}
