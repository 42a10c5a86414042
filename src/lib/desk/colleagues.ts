import type { Focus } from '$lib/domain/realtime';
import type { Desk, Colleague } from './desk.svelte';

const isAt = (looking: Focus, at: Focus): boolean => JSON.stringify(looking) === JSON.stringify(at);

/**
 * Colleagues who look at a story, a finding or a text now. For display only: no rule depends on it, and the connection
 * may be down.
 */
export function colleaguesAt(
	{ store, people, person }: Pick<Desk, 'store' | 'people' | 'person'>,
	at: Focus
): Colleague[] {
	return store.present
		.filter((each) => each.person !== person.id && each.looking !== null && isAt(each.looking, at))
		.map(({ person: id, initials }) => ({ id, initials, name: people.get(id)?.name ?? initials }));
}
