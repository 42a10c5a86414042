import { LRUCache } from 'lru-cache';
import type { Sql, TransactionSql } from 'postgres';
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
import { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { Stance } from '$lib/domain/stories/story';
import type { PlaceFigures } from '$lib/domain/overview/place-figures';
import type { SpreadHistory } from '$lib/domain/overview/spread-history';
import { MaybeKind, type PostPage, type StoryCard, type StoryPage } from '$lib/domain/stories/card';
import type { ReadState } from '$lib/domain/core/state';
import { connect, CONNECTIONS } from '$lib/server/platform/database/connect';
import { cardsOf, MOST_CARDS, type RecentSource } from './cards';
import { GrowthAt } from './growth';
import { byFinding, newest } from './story-list';
import { changedOf, type ChangedQuery, postsOf } from '../posts';
import { placeFigures } from './place-figures';
import { spreadHistory, type SpreadQuery } from '../spread-history';
import { helpStrip, queueTotals, waiting, type IdPage } from './queue';
import { readNow, type ReadingContext } from '../reading-context';
import { search, SearchTooSlow } from './search';
import { Suggestions } from './suggestions';

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

const Paged = z.object({
	cursor: z.string().max(500).nullable().default(null),
	limit: z.coerce.number().int().min(1).max(MOST_CARDS).default(MOST_CARDS)
});
const listed = <S extends z.ZodType>(item: S) =>
	z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).min(1).max(MOST_CARDS));

/** Which stories, as the parameters of an address say it. */
export const StoryQuery = z.discriminatedUnion('view', [
	Paged.extend({ view: z.literal('waiting') }),
	Paged.extend({ view: z.literal('newest') }),
	Paged.extend({
		view: z.literal('search'),
		q: z.string().max(500).default(''),
		source: SourceId.nullable().default(null),
		finding: FindingId.nullable().default(null),
		lang: z.string().max(8).nullable().default(null),
		from: Moment.nullable().default(null),
		to: Moment.nullable().default(null),
		emotion: Emotion.nullable().default(null),
		attitude: Attitude.nullable().default(null)
	}),
	Paged.extend({ view: z.literal('finding'), finding: FindingId, stance: Stance.nullable().default(null) }),
	z.object({ view: z.literal('looks'), kind: MaybeKind }),
	z.object({ view: z.literal('ids'), ids: listed(StoryId) }),
	z.object({ view: z.literal('help') })
]);
export type StoryQuery = z.output<typeof StoryQuery>;

/** How far into the queue it is looked for what looks like something: some 100 µs each the first time. */
const MOST_LOOKED_THROUGH = 1_000;
/** …and each page of it waits so long for the analysis, in milliseconds. */
const LOOKING_PATIENCE = 5_000;

/** Milliseconds for which the figures of a map are given again. */
const PLACES_HELD = 5_000;

/** Reads stories and posts for the desk, with connections of its own, so that reading never delays commands. */
export class Stories {
	readonly #growth = new GrowthAt();
	readonly #searches = new SearchCounter();
	/** Every open map asks for the same figures, over all posts of an hour. */
	readonly #places = new LRUCache<string, Promise<PlaceFigures>>({ max: 100, ttl: PLACES_HELD });

	/** `suggestions` null: cards go without proposals. */
	constructor(
		readonly sql: Sql | TransactionSql,
		readonly suggestions: Suggestions | null = null
	) {}

	/** @throws when the database is away */
	async problem(): Promise<null> {
		await this.sql`select 1`;
		return null;
	}

	reading(incident: IncidentId, state: ReadState): ReadingContext {
		return readNow(this.sql, incident, state);
	}

	/** A page of the list asked for; totals come with the first page of the queue. @throws BadCursor, SearchTooSlow */
	async page(reading: ReadingContext, query: StoryQuery): Promise<Omit<StoryPage, 'seq'>> {
		if (query.view === 'looks') return { stories: await this.#looking(reading, query.kind), next: null, totals: null };
		const [{ ids, next }, totals] = await Promise.all([
			this.#ids(reading, query),
			query.view === 'waiting' && query.cursor === null ? queueTotals(reading) : null
		]);
		return { stories: await this.cards(reading, ids), next, totals };
	}

	async cards(reading: ReadingContext, ids: readonly StoryId[], recent?: RecentSource): Promise<StoryCard[]> {
		const cards: StoryCard[] = [];
		for (let at = 0; at < ids.length; at += MOST_CARDS)
			cards.push(...(await cardsOf(reading, ids.slice(at, at + MOST_CARDS), recent)));
		return this.suggestions ? this.suggestions.add(reading.incident, cards) : cards;
	}

	/** @throws BadCursor */
	posts(reading: ReadingContext, story: StoryId, { cursor, limit }: z.output<typeof PostQuery>): Promise<PostPage> {
		return postsOf(reading, story, cursor, limit);
	}

	/** The posts that were edited at their source or are gone there, newest first. */
	changed(reading: ReadingContext, query: z.output<typeof ChangedQuery>): Promise<PostPage> {
		return changedOf(reading, query);
	}

	/** How many stories each of a person's own saved searches finds. */
	searchCounts(reading: ReadingContext, person: PersonId): Promise<SearchCounts> {
		return this.#searches.countsOf(reading, person);
	}

	/** Who spread a story or a rumour. `organisation`: our own name, whose accounts spread nothing. */
	spread(
		reading: ReadingContext,
		query: z.output<typeof SpreadQuery>,
		organisation: string | null
	): Promise<SpreadHistory> {
		return spreadHistory(reading, query, organisation);
	}

	/** What people write about each neighbourhood. @throws SearchTooSlow */
	places(reading: ReadingContext): Promise<PlaceFigures> {
		const key = `${reading.incident} ${JSON.stringify(reading.state.incident?.neighbourhoods)}`;
		const held = this.#places.get(key);
		if (held) return held;
		const read = placeFigures(reading);
		this.#places.set(key, read);
		return read;
	}

	/** What waits and looks like this to the models, the surest first; among the first MOST_LOOKED_THROUGH of the queue. */
	async #looking(reading: ReadingContext, kind: MaybeKind): Promise<StoryCard[]> {
		const found: { readonly card: StoryCard; readonly score: number }[] = [];
		let cursor: string | null = null;
		for (let seen = 0; seen < MOST_LOOKED_THROUGH; seen += MOST_CARDS) {
			const page: IdPage = await waiting(reading, this.#growth, cursor, MOST_CARDS);
			const cards = await cardsOf(reading, page.ids);
			for (const card of (await this.suggestions?.add(reading.incident, cards, LOOKING_PATIENCE)) ?? cards) {
				const hint = card.maybe.find((each) => each.kind === kind);
				if (hint) found.push({ card, score: hint.reason.score });
			}
			if (page.next === null) break;
			cursor = page.next;
		}
		return found
			.sort((a, b) => b.score - a.score)
			.slice(0, MOST_CARDS)
			.map(({ card }) => card);
	}

	#ids(reading: ReadingContext, query: Exclude<StoryQuery, { view: 'looks' }>): Promise<IdPage> {
		switch (query.view) {
			case 'waiting':
				return waiting(reading, this.#growth, query.cursor, query.limit);
			case 'newest':
				return newest(reading, query.cursor, query.limit);
			case 'search':
				return search(reading, { ...query, words: query.q }, query.cursor, query.limit);
			case 'finding':
				return byFinding(reading, query, query.cursor, query.limit);
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

/** Connections to read with. */
export const connectReading = (url: string): Sql =>
	connect(url, { max: CONNECTIONS.reading, name: 'voelspriet read', statementTimeout: 10_000, plansEachTime: true });
