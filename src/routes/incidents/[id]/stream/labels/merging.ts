import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { BatchId, PostId, StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { CommandOf } from '$lib/domain/commands';
import type { StoryCard } from '$lib/domain/stories/card';

/** The most posts that one split command can contain: merging a bigger story cannot be undone here. */
const maxPostsToUndo = 500;
/** How long to wait for its posts, in milliseconds; after that it is merged without an undo. */
const readTimeout = 2_000;
/** The stories whose merge is waiting for their posts. */
const merging = new Set<StoryId>();

/**
 * Merges a story into another; undo restores the labels of both. Resolves when the command was given; `answer` resolves
 * when the server has answered. Null if a merge of this story is being prepared already.
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
	const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), readTimeout));
	const posts = await Promise.race([postsOf(reads, card).catch(() => null), timeout]);
	merging.delete(story);
	const restored = { into: newId() as StoryId, batch: newId() as BatchId, restores: story };
	const split = (all: readonly PostId[]): CommandOf<'story.split'> => ({
		type: 'story.split',
		input: { story: into, posts: [...all], ...restored }
	});
	const undo = posts && [split(posts)];
	return { answer: desk.send('story.merge', { story, into, batch: newId() }, { undo }) };
}

/** The posts of a story; null if there are too many to split off again. */
async function postsOf(reads: Pick<IncidentReads, 'posts'>, card: StoryCard): Promise<readonly PostId[] | null> {
	if (card.posts === 1) return [card.lead.post];
	if (card.posts > maxPostsToUndo) return null;
	const posts: PostId[] = [];
	let next: string | null = null;
	do {
		const page = await reads.posts(card.id, next, 200);
		posts.push(...page.posts.map(({ id }) => id));
		next = page.next;
	} while (next !== null);
	return posts;
}
