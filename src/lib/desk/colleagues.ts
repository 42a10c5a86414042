import type { Focus } from '$lib/domain/realtime';
import type { Desk, Colleague } from './desk.svelte';

const isAt = (looking: Focus, at: Focus): boolean => JSON.stringify(looking) === JSON.stringify(at);

/** Colleagues who are at a story, a finding or a text now. Decoration only: nothing is decided by it, and the line may be down. */
export function colleaguesAt(
	{ store, people, person }: Pick<Desk, 'store' | 'people' | 'person'>,
	at: Focus
): Colleague[] {
	return store.present
		.filter((each) => each.person !== person.id && each.looking !== null && isAt(each.looking, at))
		.map(({ person: id, initials }) => ({ id, initials, name: people.get(id)?.name ?? initials }));
}
