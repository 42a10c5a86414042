import { expect, test } from 'vitest';
import type { Desk } from '$lib/desk/desk.svelte';
import type { StoreChange } from '$lib/desk/sync/incident-store.svelte';
import { StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { Queue } from '$lib/desk/stream/list/queue.svelte';
import { fresh } from '../domain/in-memory-incident';

test('a listed story that was looked at and waits again is not counted as new, also when cards were left out', async () => {
	const id = fresh(StoryId);
	const card = { id, waiting: true, help: null, helpState: null } as unknown as StoryCard;
	let labels = $state.raw(new Map());
	let figures = $state.raw({ queue: { waiting: 1, oldest: null, help: 0, pinned: 0 } });
	const store = {
		cursor: 5,
		read: (work: () => unknown) => work(),
		mergedInto: () => null,
		get state() {
			return { labels };
		},
		get figures() {
			return figures;
		}
	};
	const queue = new Queue({ waiting: [], store } as unknown as Desk, () =>
		Promise.resolve({ stories: [card], next: null, totals: figures.queue })
	);
	await queue.load();
	const take = (type: string, waiting: boolean): void => {
		labels = new Map(waiting ? [] : [[id, { looked: { seq: 6 } }]]);
		figures = { queue: { waiting: waiting ? 1 : 0, oldest: null, help: 0, pinned: 0 } };
		const events = [{ type, data: { story: id } }];
		queue.take({ events, stories: [{ ...card, waiting }], more: 1 } as unknown as StoreChange);
	};
	take('story.lookedAt', false);
	expect(queue.fresh).toBe(0);
	take('story.unmarked', true);
	expect(queue.fresh).toBe(0);
});
