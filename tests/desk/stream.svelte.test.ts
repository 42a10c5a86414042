import { expect, test } from 'vitest';
import { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import { permittedTo } from '$lib/domain/commands';
import { StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { SnoozedStories } from '$lib/desk/stream/list/snoozed-stories.svelte';
import { Stream } from '$lib/desk/stream/stream.svelte';
import { bram, fresh, reader } from '../domain/in-memory-incident';
import { Server } from './incident';

const nothing = { finding: null, looks: null, alert: null };
const cardOf = (id: StoryId): StoryCard =>
	({ id, posts: 1, waiting: true, perhapsSame: null, mergedInto: null }) as unknown as StoryCard;

/** The page of the stream, on a server that lists these stories. */
async function opened(count: number) {
	const server = new Server();
	const ids = Array.from({ length: count }, () => fresh(StoryId));
	const never = () => new Promise<never>(() => undefined);
	const desk = new Desk(
		server.id,
		{ id: bram.id, name: 'Bram', initials: 'B' },
		reader(bram),
		permittedTo(bram.roles),
		{
			state: never,
			events: never,
			figures: never
		}
	);
	const fetched: (readonly StoryId[])[] = [];
	const page = (of: readonly StoryId[]) =>
		Promise.resolve({ seq: desk.store.cursor, stories: of.map(cardOf), next: null, totals: null });
	const reads = {
		waiting: () => page(ids),
		newest: () => page(ids),
		found: () => () => page(ids.slice(0, 1)),
		evidence: () => () => page(ids.slice(1, 2)),
		looks: () => () => page([]),
		help: () => page([]),
		cards(of: readonly StoryId[]) {
			fetched.push(of);
			return page(of);
		}
	} as unknown as IncidentReads;
	const stream = new Stream(desk, reads, new SnoozedStories(server.id, bram.id, undefined));
	await stream.showView('waiting', nothing);
	return { stream, ids, fetched };
}

test('each view has its list, and its first story is selected', async () => {
	const { stream, ids } = await opened(3);
	expect([stream.selected, stream.card?.id]).toEqual([ids[0], ids[0]]);
	await stream.lists.search.load();
	await stream.showView('search', nothing);
	expect([stream.listed, stream.selected]).toEqual([ids.slice(0, 1), ids[0]]);
	await stream.showView('waiting', nothing);
	expect(stream.listed).toEqual(ids);
	stream.stop();
});

test('a step selects the next story, and extending selects the rows between', async () => {
	const { stream, ids } = await opened(4);
	stream.step(1);
	expect(stream.selected).toBe(ids[1]);
	stream.extend(1);
	expect(stream.targets).toEqual(ids.slice(1, 3));
	stream.step(-1);
	expect(stream.targets).toEqual([ids[1]]);
	stream.stop();
});

test('after a reconnect only the rows that are shown are fetched again, each once', async () => {
	const { stream, ids, fetched } = await opened(3);
	const [first, second] = ids as [StoryId, StoryId];
	const gone = [stream.refreshing.trackRendered(first), stream.refreshing.trackRendered(first)];
	stream.refreshing.trackRendered(second)();
	gone[0]?.();
	await stream.refresh();
	expect(fetched).toEqual([[first]]);
	stream.stop();
});
