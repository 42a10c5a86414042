import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { StoryId } from '$lib/domain/core/ids';
import { lastLabelledAt } from '$lib/domain/stories/given-labels';
import type { Later } from '../list/later.svelte';
import type { FetchPage } from '../list/story-list.svelte';

/** The most that one answer contains. */
const page = 50;

/**
 * This person's own stories: first those they snoozed, the first to end on top; then those they labelled, the newest
 * label on top. Computed on request, as every list; the cards come from the server.
 */
export const mineOf =
	(desk: Desk, later: Later, reads: Pick<IncidentReads, 'cards'>): FetchPage =>
	async (cursor) => {
		const ids = ownStories(desk, later);
		const from = Number(cursor ?? 0);
		const { stories } = ids.length === 0 ? { stories: [] } : await reads.cards(ids.slice(from, from + page));
		const order = new Map(ids.map((id, at) => [id, at]));
		const sorted = [...stories].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
		return { stories: sorted, next: from + page < ids.length ? String(from + page) : null, totals: null };
	};

/** All of them, however many a page contains. */
export function ownStories({ store, person, clock }: Desk, later: Later): readonly StoryId[] {
	const putOff = later.all(Date.parse(clock.moment()));
	const labelled = [...store.state.labels.entries()].flatMap(([id, labels]): { id: StoryId; at: string }[] => {
		const at = lastLabelledAt(labels, person.id);
		return at === null || putOff.includes(id) ? [] : [{ id, at }];
	});
	return [...putOff, ...labelled.sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ id }) => id)];
}
