import { z } from 'zod';
import { canonical } from '../../core/checksum';
import { command, type CommandStep } from '../../core/command';
import { event } from '../../core/event';
import { FindingId, Moment, PersonId, SavedSearchId, SourceId } from '../../core/ids';
import { deskStaff } from '../../core/policy';
import { Refusal } from '../../core/refusal';
import type { ReadState } from '../../core/state';
import { LooseText, Text } from '../../core/text';

/** The most that one person keeps in an incident: what fits above a list, and what can be counted all the time. */
export const MOST_SAVED_SEARCHES = 8;

/** What is searched for, as on the page. The time is relative: what was half an hour ago, is always that. */
const SearchedFor = z.strictObject({
	words: LooseText(300, 'quotedWords'),
	source: SourceId.nullable(),
	finding: FindingId.nullable(),
	lang: LooseText(8, 'id').nullable(),
	/** The last minutes only. */
	minutes: z.int().min(1).max(1_440).nullable()
});
export type SearchedFor = z.infer<typeof SearchedFor>;
/** Nothing is searched for: that finds all. */
export const saysNothing = ({ words, source, finding, lang, minutes }: SearchedFor): boolean =>
	words.trim() === '' && [source, finding, lang, minutes].every((each) => each === null);

/** A search that a person keeps as a tab of their own. It is in the log, so that it follows them to any device. */
export const SavedSearch = z.object({
	id: SavedSearchId,
	name: LooseText(40, 'quotedWords'),
	query: SearchedFor.loose(),
	by: PersonId,
	at: Moment
});
export type SavedSearch = z.infer<typeof SavedSearch>;

declare module '../../core/state' {
	interface Collections {
		savedSearches: [SavedSearchId, SavedSearch];
	}
}

/** A person's own searches, the oldest first. */
export const searchesOf = (state: ReadState, person: PersonId): readonly Readonly<SavedSearch>[] =>
	[...state.savedSearches.values()].filter(({ by }) => by === person);

/** Saves a search under a name; one that was saved already gets this name and this content. */
export const saveSearch = command('search.save', {
	input: () => z.strictObject({ id: SavedSearchId, name: Text(40, 'quotedWords'), query: SearchedFor }),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['search.absent', 'search.empty', 'search.tooMany'],
	undo: {
		steps({ id }, state): CommandStep[] {
			const before = state.savedSearches.get(id);
			return [before ? saveSearch({ id, name: before.name, query: before.query }) : removeSearch({ search: id })];
		},
		isCurrent({ id, name, query }, state) {
			const now = state.savedSearches.get(id);
			return now?.name === name && canonical(now.query) === canonical(query);
		}
	},
	decide({ id, name, query }, { state, actor, now }) {
		if (saysNothing(query)) throw new Refusal('search.empty');
		const before = state.savedSearches.get(id);
		if (before && before.by !== actor.id) throw new Refusal('search.absent');
		if (!before && searchesOf(state, actor.id).length >= MOST_SAVED_SEARCHES)
			throw new Refusal('search.tooMany', { most: MOST_SAVED_SEARCHES });
		return searchSaved({ id, name, query, by: actor.id, at: before?.at ?? now });
	}
});
export const searchSaved = event('search.saved', {
	data: () => SavedSearch,
	evolve(state, search) {
		state.savedSearches.set(search.id, search);
	}
});

export const removeSearch = command('search.remove', {
	input: () => z.strictObject({ search: SavedSearchId }),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['search.absent'],
	undo: {
		steps({ search }, state): CommandStep[] {
			const before = state.savedSearches.get(search);
			return before ? [saveSearch({ id: search, name: before.name, query: before.query })] : [];
		},
		isCurrent: ({ search }, state) => !state.savedSearches.has(search)
	},
	decide({ search }, { state, actor }) {
		if (state.savedSearches.get(search)?.by !== actor.id) throw new Refusal('search.absent');
		return searchRemoved({ search });
	}
});
export const searchRemoved = event('search.removed', {
	data: () => z.object({ search: SavedSearchId }),
	evolve(state, { search }) {
		state.savedSearches.delete(search);
	}
});

/** How many stories a saved search finds; null when it could not be counted now. `more`: at least that many. */
export const SearchCounts = z.object({
	counts: z.array(z.object({ search: SavedSearchId, count: z.int().nonnegative().nullable(), more: z.boolean() }))
});
export type SearchCounts = z.infer<typeof SearchCounts>;
