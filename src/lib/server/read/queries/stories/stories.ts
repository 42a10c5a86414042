import { LRUCache } from 'lru-cache';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { type SearchCounts, searchesOf, type SavedSearch } from '$lib/domain/posts/search/saved-search';
import {
	FindingId,
	Moment,
	SourceId,
	StoryId,
	type IncidentId,
	type PersonId,
	millisecondsOf,
	momentOf
} from '$lib/domain/core/ids';
import { forEachKind, type LabelKind, type LabelValues } from '$lib/domain/stories/label-kinds';
import { nullableValue, type NullableValue } from '$lib/domain/stories/sentiment';
import { Stance } from '$lib/domain/stories/story';
import { currentId } from '$lib/domain/findings/finding';
import type { PlaceFigures } from '$lib/domain/overview/place-figures';
import type { SpreadHistory } from '$lib/domain/overview/spread-history';
import { MaybeKind, type PostPage, type StoryCard, type StoryPage } from '$lib/domain/stories/card';
import type { ReadState } from '$lib/domain/core/state';
import { connect, CONNECTIONS } from '$lib/server/platform/database/connect';
import { cardsOf, MAX_CARDS, type RecentSource } from './cards';
import { GrowthSnapshots } from './growth';
import { byFinding, newest } from './story-list';
import { changedOf, type ChangedQuery, postsOf } from '../posts';
import { placeFigures } from './place-figures';
import { spreadHistory, type SpreadQuery } from '../spread-history';
import { helpStrip, queueTotals, waiting, type IdPage } from './queue';
import { readNow, type ReadingContext } from '$lib/server/log/reading-context';
import { search, SearchTooSlow } from './search';
import { Suggestions } from './suggestions';

/** The highest exact count of a saved search; above it the count says "at least". */
export const MAX_EXACT_COUNT = 100;
/** How long a count is cached, in milliseconds; pages fetch it about as often. */
const COUNT_TTL_MS = 10_000;

type Count = SearchCounts['counts'][number];

/** Counts the stories that saved searches find; the same search of many people or tabs is counted once. */
export class SearchCounter {
	readonly #counts = new LRUCache<string, Promise<Pick<Count, 'count' | 'more'>>>({ max: 500, ttl: COUNT_TTL_MS });

	async countsOf(reading: ReadingContext, person: PersonId): Promise<SearchCounts> {
		const counts: Count[] = [];
		// One after the other, so that a person with many searches does not delay others.
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

/** With the finding that the named one was merged into: an old address or a saved search finds the same posts. */
const current = <Query extends { readonly finding: FindingId | null }>({ state }: ReadingContext, query: Query) => ({
	...query,
	finding: query.finding && currentId(state, query.finding)
});

async function count(
	reading: ReadingContext,
	{ words, source, finding, lang, minutes }: SavedSearch['query']
): Promise<Pick<Count, 'count' | 'more'>> {
	const from = minutes === null ? null : momentOf(millisecondsOf(reading.now) - minutes * 60_000);
	const criteria = {
		words,
		source,
		...current(reading, { finding }),
		lang,
		from,
		to: null,
		...forEachKind<LabelValues>(() => null)
	};
	try {
		const { ids, next } = await search(reading, criteria, null, MAX_EXACT_COUNT);
		return { count: ids.length, more: next !== null };
	} catch (error) {
		if (error instanceof SearchTooSlow) return { count: null, more: false };
		throw error;
	}
}

const PageParameters = z.object({
	cursor: z.string().max(500).nullable().default(null),
	limit: z.coerce.number().int().min(1).max(MAX_CARDS).default(MAX_CARDS)
});
const listOf = <S extends z.ZodType>(item: S) =>
	z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).min(1).max(MAX_CARDS));

/** Which stories to list, as parameters of an address. */
export const StoryQuery = z.discriminatedUnion('view', [
	PageParameters.extend({ view: z.literal('waiting') }),
	PageParameters.extend({ view: z.literal('newest') }),
	PageParameters.extend({
		view: z.literal('search'),
		q: z.string().max(500).default(''),
		source: SourceId.nullable().default(null),
		finding: FindingId.nullable().default(null),
		lang: z.string().max(8).nullable().default(null),
		from: Moment.nullable().default(null),
		to: Moment.nullable().default(null),
		...forEachKind<{ [K in LabelKind]: z.ZodDefault<NullableValue<K>> }>((kind) => nullableValue(kind).default(null))
	}),
	PageParameters.extend({ view: z.literal('finding'), finding: FindingId, stance: Stance.nullable().default(null) }),
	z.object({ view: z.literal('looks'), kind: MaybeKind }),
	z.object({ view: z.literal('ids'), ids: listOf(StoryId) }),
	z.object({ view: z.literal('help') })
]);
export type StoryQuery = z.output<typeof StoryQuery>;

/** How many stories of the queue the view `looks` searches; each takes about 100 µs the first time. */
const MAX_LOOKED_THROUGH = 1_000;
/** How long the view `looks` waits for the analysis of each page, in milliseconds. */
const LOOKING_TIMEOUT_MS = 5_000;

/** How long the figures of a map are cached, in milliseconds. */
const PLACES_TTL_MS = 5_000;

/** Reads stories and posts for the desk, with its own connections, so that reading never delays commands. */
export class Stories {
	readonly #growth = new GrowthSnapshots();
	readonly #searches = new SearchCounter();
	/** Shared by all open maps, because the figures are counted over all posts of an hour. */
	readonly #placeFigures = new LRUCache<string, Promise<PlaceFigures>>({ max: 100, ttl: PLACES_TTL_MS });

	/** @param suggestions null for cards without proposals */
	constructor(
		readonly sql: Sql | TransactionSql,
		readonly suggestions: Suggestions | null = null
	) {}

	/** @throws when the database is unreachable */
	async problem(): Promise<null> {
		await this.sql`select 1`;
		return null;
	}

	reading(incident: IncidentId, state: ReadState): ReadingContext {
		return readNow(this.sql, incident, state);
	}

	/** A page of the requested list; the first page of the queue has totals. @throws BadCursor, SearchTooSlow */
	async page(reading: ReadingContext, query: StoryQuery): Promise<Omit<StoryPage, 'seq'>> {
		if (query.view === 'looks')
			return { stories: await this.#cardsThatLookLike(reading, query.kind), next: null, totals: null };
		const [{ ids, next }, totals] = await Promise.all([
			this.#ids(reading, query),
			query.view === 'waiting' && query.cursor === null ? queueTotals(reading) : null
		]);
		return { stories: await this.cards(reading, ids), next, totals };
	}

	async cards(reading: ReadingContext, ids: readonly StoryId[], recent?: RecentSource): Promise<StoryCard[]> {
		const cards: StoryCard[] = [];
		for (let at = 0; at < ids.length; at += MAX_CARDS)
			cards.push(...(await cardsOf(reading, ids.slice(at, at + MAX_CARDS), recent)));
		return this.suggestions ? this.suggestions.add(reading.incident, cards) : cards;
	}

	/** @throws BadCursor */
	posts(reading: ReadingContext, story: StoryId, { cursor, limit }: z.output<typeof PostQuery>): Promise<PostPage> {
		return postsOf(reading, story, cursor, limit);
	}

	/** The posts that were edited or deleted at their source, newest first. */
	changed(reading: ReadingContext, query: z.output<typeof ChangedQuery>): Promise<PostPage> {
		return changedOf(reading, current(reading, query));
	}

	/** How many stories each of a person's own saved searches finds. */
	searchCounts(reading: ReadingContext, person: PersonId): Promise<SearchCounts> {
		return this.#searches.countsOf(reading, person);
	}

	/** Who spread a story or a rumour. @param organisation our own name, whose accounts do not count */
	spread(
		reading: ReadingContext,
		query: z.output<typeof SpreadQuery>,
		organisation: string | null
	): Promise<SpreadHistory> {
		return spreadHistory(reading, current(reading, query), organisation);
	}

	/** What people write about each neighbourhood. @throws SearchTooSlow */
	places(reading: ReadingContext): Promise<PlaceFigures> {
		const key = `${reading.incident} ${JSON.stringify(reading.state.incident?.neighbourhoods)}`;
		const cached = this.#placeFigures.get(key);
		if (cached) return cached;
		const figures = placeFigures(reading);
		this.#placeFigures.set(key, figures);
		return figures;
	}

	/** The waiting stories that the models classify as this kind, best score first; from the start of the queue only. */
	async #cardsThatLookLike(reading: ReadingContext, kind: MaybeKind): Promise<StoryCard[]> {
		const found: { readonly card: StoryCard; readonly score: number }[] = [];
		let cursor: string | null = null;
		for (let seen = 0; seen < MAX_LOOKED_THROUGH; seen += MAX_CARDS) {
			const page: IdPage = await waiting(reading, this.#growth, cursor, MAX_CARDS);
			const cards = await cardsOf(reading, page.ids);
			for (const card of (await this.suggestions?.add(reading.incident, cards, LOOKING_TIMEOUT_MS)) ?? cards) {
				const hint = card.maybe.find((each) => each.kind === kind);
				if (hint) found.push({ card, score: hint.reason.score });
			}
			if (page.next === null) break;
			cursor = page.next;
		}
		return found
			.sort((a, b) => b.score - a.score)
			.slice(0, MAX_CARDS)
			.map(({ card }) => card);
	}

	#ids(reading: ReadingContext, query: Exclude<StoryQuery, { view: 'looks' }>): Promise<IdPage> {
		switch (query.view) {
			case 'waiting':
				return waiting(reading, this.#growth, query.cursor, query.limit);
			case 'newest':
				return newest(reading, query.cursor, query.limit);
			case 'search':
				return search(reading, { ...current(reading, query), words: query.q }, query.cursor, query.limit);
			case 'finding':
				return byFinding(
					reading,
					{ ...query, finding: currentId(reading.state, query.finding) },
					query.cursor,
					query.limit
				);
			case 'ids':
				return Promise.resolve({ ids: query.ids, next: null });
			case 'help':
				return helpStrip(reading).then((ids) => ({ ids, next: null }));
		}
	}
}

export const PostQuery = z.object({
	cursor: z.string().max(500).nullable().default(null),
	limit: z.coerce.number().int().min(1).max(200).default(100)
});

/** The connections for reading. */
export const connectReading = (url: string): Sql =>
	connect(url, { max: CONNECTIONS.reading, name: 'voelspriet read', statementTimeout: 10_000, plansEachTime: true });
