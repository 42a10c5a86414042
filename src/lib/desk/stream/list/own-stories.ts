import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { StoryId } from '$lib/domain/core/ids';
import { lastLabelledAt } from '$lib/domain/stories/given-labels';
import type { SnoozedStories } from './snoozed-stories.svelte';
import type { FetchPage } from './story-list.svelte';

/** The most cards in one answer. */
const pageSize = 50;

/**
 * This person's own stories: first the snoozed ones, the first to end on top; then the labelled ones, the newest label
 * on top. The order is computed here, the cards come from the server.
 */
export const ownStoriesPage =
	(desk: Desk, later: SnoozedStories, reads: Pick<IncidentReads, 'cards'>): FetchPage =>
	async (cursor) => {
		const ids = ownStories(desk, later);
		const from = Number(cursor ?? 0);
		const { stories } = ids.length === 0 ? { stories: [] } : await reads.cards(ids.slice(from, from + pageSize));
		const order = new Map(ids.map((id, at) => [id, at]));
		const sorted = [...stories].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
		return { stories: sorted, next: from + pageSize < ids.length ? String(from + pageSize) : null, totals: null };
	};

/** All of the person's own stories. */
export function ownStories({ store, person, clock }: Desk, later: SnoozedStories): readonly StoryId[] {
	const snoozed = later.all(Date.parse(clock.moment()));
	const labelled = [...store.state.labels.entries()].flatMap(([id, labels]): { id: StoryId; at: string }[] => {
		const at = lastLabelledAt(labels, person.id);
		return at === null || snoozed.includes(id) ? [] : [{ id, at }];
	});
	return [...snoozed, ...labelled.sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ id }) => id)];
}
