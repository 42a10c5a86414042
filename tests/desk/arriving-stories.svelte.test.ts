import { describe, expect, test } from 'vitest';
import type { Desk } from '$lib/desk/desk.svelte';
import type { StoreChange } from '$lib/desk/sync/incident-store.svelte';
import { StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { LiveStories } from '$lib/desk/stream/list/live-stories.svelte';
import { Queue } from '$lib/desk/stream/list/queue.svelte';
import type { FetchPage } from '$lib/desk/stream/list/story-list.svelte';
import { fresh } from '../domain/in-memory-incident';

const cardOf = (id: StoryId, newestAt: string): StoryCard =>
	({ id, newestAt, waiting: true, help: null, helpState: null, mergedInto: null }) as unknown as StoryCard;
const store = {
	cursor: 5,
	figures: null,
	state: { labels: new Map() },
	read: (work: () => unknown) => work(),
	mergedInto: () => null
};
/** Answers each request for a list when the test says so. */
class Answers {
	readonly #waiting: ((stories: readonly StoryCard[]) => void)[] = [];
	readonly fetchPage: FetchPage = () =>
		new Promise((done) => {
			this.#waiting.push((stories) => {
				done({ stories: [...stories], next: null, totals: null });
			});
		});
	answer(...stories: readonly StoryCard[]): void {
		this.#waiting.shift()?.(stories);
	}
}
const [first, second, third] = [fresh(StoryId), fresh(StoryId), fresh(StoryId)];
const [a, b, c] = [cardOf(first, '2026-01-01'), cardOf(second, '2026-01-02'), cardOf(third, '2026-01-03')];

describe('a story that arrives while the live list is being fetched', () => {
	const begin = () => {
		const answers = new Answers();
		return { answers, live: new LiveStories(store as unknown as Desk['store'], answers.fetchPage) };
	};
	test('is listed, also when it is the first fetch', async () => {
		const { answers, live } = begin();
		const loading = live.follow();
		live.take([b], 0);
		answers.answer(a);
		await loading;
		expect(live.list.ids).toEqual([second, first]);
	});
	test('is listed once when the answer has it too, and again when it changes later', async () => {
		const { answers, live } = begin();
		const loading = live.follow();
		live.take([a, b], 0);
		answers.answer(b, a);
		await loading;
		expect(live.list.ids).toEqual([second, first]);
		const again = live.follow();
		live.take([c], 0);
		answers.answer(b, a);
		await again;
		expect(live.list.ids).toEqual([third, second, first]);
	});
	test('is listed when a later fetch takes the place of the first', async () => {
		const { answers, live } = begin();
		const loading = [live.follow(), live.follow()];
		live.take([b], 0);
		answers.answer(a);
		answers.answer(a);
		await Promise.all(loading);
		expect(live.list.ids).toEqual([second, first]);
	});
});

describe('a story that arrives while the queue is being fetched', () => {
	const change = (...stories: readonly StoryCard[]) => ({ events: [], stories, more: 0 }) as unknown as StoreChange;
	const begin = () => {
		const answers = new Answers();
		return { answers, queue: new Queue({ waiting: [], store } as unknown as Desk, answers.fetchPage) };
	};
	test('is counted as new, also when it is the first fetch', async () => {
		const { answers, queue } = begin();
		const loading = queue.load();
		queue.take(change(b));
		answers.answer(a);
		await loading;
		expect([queue.list.ids, queue.fresh]).toEqual([[first], 1]);
	});
	test('is not counted when the answer has it', async () => {
		const { answers, queue } = begin();
		const loading = queue.load();
		queue.take(change(b));
		answers.answer(a, b);
		await loading;
		expect([queue.list.ids, queue.fresh]).toEqual([[first, second], 0]);
	});
	test('stays counted when new stories are being joined to the list', async () => {
		const { answers, queue } = begin();
		const loading = queue.load();
		answers.answer(a);
		await loading;
		queue.take(change(b));
		const joining = queue.join();
		queue.take(change(c));
		answers.answer(a, b);
		await joining;
		expect([queue.list.ids, queue.fresh]).toEqual([[first, second], 1]);
	});
});
