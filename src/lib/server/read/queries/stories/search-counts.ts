import { LRUCache } from 'lru-cache';
import { millisecondsOf, momentOf, type PersonId } from '$lib/domain/core/ids';
import { searchesOf, type SavedSearch, type SearchCounts } from '$lib/domain/posts/search/saved-search';
import type { ReadingContext } from '../reading-context';
import { search, SearchTooSlow } from './search';

/** Beyond this the count says "at least". */
export const MOST_COUNTED = 100;
/** How long a count is good, in milliseconds: pages ask about as often. */
const COUNT_LASTS = 10_000;

type Count = SearchCounts['counts'][number];

/** Counts what saved searches find; the same search by many people or tabs is counted once. */
export class SearchCounter {
	readonly #counts = new LRUCache<string, Promise<Pick<Count, 'count' | 'more'>>>({ max: 500, ttl: COUNT_LASTS });

	async countsOf(reading: ReadingContext, person: PersonId): Promise<SearchCounts> {
		const counts: Count[] = [];
		// One after the other: a person with many searches waits for their own, and delays nobody.
		for (const saved of searchesOf(reading.state, person))
			counts.push({ search: saved.id, ...(await this.#count(reading, saved)) });
		return { counts };
	}

	#count(reading: ReadingContext, { query }: Readonly<SavedSearch>): Promise<Pick<Count, 'count' | 'more'>> {
		const key = JSON.stringify([reading.incident, query]);
		const counted = this.#counts.get(key) ?? count(reading, query);
		if (!this.#counts.has(key)) this.#counts.set(key, counted);
		return counted;
	}
}

async function count(
	reading: ReadingContext,
	{ words, source, finding, lang, minutes }: SavedSearch['query']
): Promise<Pick<Count, 'count' | 'more'>> {
	const from = minutes === null ? null : momentOf(millisecondsOf(reading.now) - minutes * 60_000);
	const wanted = { words, source, finding, lang, from, to: null, emotion: null, attitude: null };
	try {
		const { ids, next } = await search(reading, wanted, null, MOST_COUNTED);
		return { count: ids.length, more: next !== null };
	} catch (error) {
		if (error instanceof SearchTooSlow) return { count: null, more: false };
		throw error;
	}
}
