import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CommandStep } from '$lib/domain/core/command';
import { PostId, StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { mergeInto } from '../../src/routes/incidents/[id]/stream/labels/merging';
import { fresh } from '../domain/sample';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Given = Parameters<typeof mergeInto>;
const page = (...posts: PostId[]) => ({ posts: posts.map((id) => ({ id })), next: null });

/** A desk that only records what is sent. */
function desk() {
	const sent: { input: unknown; undo: readonly CommandStep[] | null }[] = [];
	const send = (_: unknown, input: unknown, { undo }: { undo: readonly CommandStep[] | null }) => {
		sent.push({ input, undo });
		return Promise.resolve({ kind: 'saved', from: 1, to: 1 } as const);
	};
	const card = { id: fresh(StoryId), posts: 2 } as unknown as StoryCard;
	const into = fresh(StoryId);
	const merge = (posts: () => Promise<unknown>) =>
		mergeInto({ send } as unknown as Given[0], { posts } as unknown as Given[1], card, into);
	return { sent, merge };
}

test('pressed twice, a story is merged once', async () => {
	const { sent, merge } = desk();
	const posts = [fresh(PostId), fresh(PostId)];
	const [first, second] = await Promise.all([
		merge(() => Promise.resolve(page(...posts))),
		merge(() => Promise.resolve(page(...posts)))
	]);
	expect([first === null, second]).toEqual([false, null]);
	expect(sent).toHaveLength(1);
	expect(sent[0]?.undo).toMatchObject([{ type: 'story.split', input: { posts } }]);
	// Undone meanwhile, it can be merged again.
	expect(await merge(() => Promise.resolve(page(...posts)))).not.toBeNull();
});

test('a story whose posts do not come is merged all the same, without an undo', async () => {
	const { sent, merge } = desk();
	const merging = merge(() => new Promise(() => undefined));
	await vi.advanceTimersByTimeAsync(10_000);
	expect(sent).toHaveLength(1);
	expect(sent[0]?.undo).toBeNull();
	expect(await merging).not.toBeNull();
});
