import { postgres, type Fragment, type TransactionSql } from '$lib/server/platform/driver/sql';
import type { FindingId, Moment, SourceId } from '$lib/domain/core/ids';
import { labelKindNames, type LabelValues } from '$lib/domain/stories/label-kinds';
import { afterNewest, pageOf, type StoryRow } from './story-list';
import type { IdPage } from './queue';
import type { ReadingContext } from '$lib/server/log/reading-context';

/** A term to search for or to exclude. */
interface QueryTerm {
	/** The words as typed; a post must have them next to each other in this order. */
	readonly text: string;
	readonly exclude: boolean;
	/** Matches words that begin with it, because the person may still be typing. */
	readonly prefix: boolean;
}

/** The most terms of one search; later terms are ignored. */
const MAX_TERMS = 20;
/** Shorter prefixes would match too many posts. */
const MIN_PREFIX_LENGTH = 2;

/** Letters, numbers, symbols and emoji; marks of punctuation alone are no term. */
const SEARCHED = /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u;
const TERM = /(-?)(?:"([^"]*)"?|(\S+))/g;

/**
 * Parses a search: all words must occur, "words in quotes" together, -words not. Everything else is literal, so any text
 * is valid. The last word is a prefix until a space follows it.
 */
function searchTerms(typed: string): QueryTerm[] {
	const tokens = [...typed.matchAll(TERM)].slice(0, MAX_TERMS);
	return tokens.flatMap(([all, minus = '', quoted, bare], i) => {
		const text = (quoted ?? bare ?? '').trim();
		if (!SEARCHED.test(text)) return [];
		const isLast = i === tokens.length - 1 && typed.endsWith(all);
		return [
			{
				text,
				exclude: minus === '-',
				prefix: isLast && quoted === undefined && minus === '' && text.length >= MIN_PREFIX_LENGTH
			}
		];
	});
}

/** Quotes a word for `to_tsquery`; quotes and backslashes inside are doubled. */
const quotedWord = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}':*`;

export interface Search extends Readonly<LabelValues> {
	/** As typed; empty for all words. */
	readonly words: string;
	readonly source: SourceId | null;
	readonly finding: FindingId | null;
	/** As `nl`. */
	readonly lang: string | null;
	/** On the incident's clock; `from` is inclusive, `to` exclusive. */
	readonly from: Moment | null;
	readonly to: Moment | null;
}

/** The statement timeout of a search, in milliseconds. */
const QUERY_TIMEOUT_MS = 2000;

/** The search timed out in the database. */
export class SearchTooSlow extends Error {
	override readonly name = 'SearchTooSlow';
}

/** Limits of the two strategies of a search. */
interface SearchBounds {
	/** The number of newest stories to scan: fast for common words. */
	readonly walk: number;
	/** The number of matching posts to fetch from the word index: fast for rare words. */
	readonly hits: number;
}
const BOUNDS: SearchBounds = { walk: 3_000, hits: 20_000 };

/** The stories with a post that matches, newest first. @throws SearchTooSlow, BadCursor */
export async function search(
	reading: ReadingContext,
	criteria: Search,
	cursor: string | null,
	limit: number,
	bounds = BOUNDS
): Promise<IdPage> {
	const terms = searchTerms(criteria.words);
	if (terms.every(({ exclude }) => exclude) && criteria.words.trim() !== '') return { ids: [], next: null };
	return withQueryTimeout(reading, async (tx) => {
		const context = { tx, reading, criteria, terms, cursor, limit: limit + 1 };
		return pageOf(await matching(context, bounds), limit);
	});
}

/** Runs queries with the statement timeout of a search. @throws SearchTooSlow */
export async function withQueryTimeout<T>(
	{ sql }: ReadingContext,
	read: (tx: TransactionSql) => Promise<T>
): Promise<T> {
	try {
		const timed = async (tx: TransactionSql): Promise<{ result: T }> => {
			await tx`select set_config('statement_timeout', ${String(QUERY_TIMEOUT_MS)}, true)`;
			return { result: await read(tx) };
		};
		const { result } = await ('savepoint' in sql ? sql.savepoint(timed) : sql.begin('read only', timed));
		return result;
	} catch (error) {
		// 57014: cancelled by the statement's time limit.
		if (error instanceof postgres.PostgresError && error.code === '57014') throw new SearchTooSlow();
		throw error;
	}
}

interface SearchContext {
	readonly tx: TransactionSql;
	readonly reading: ReadingContext;
	readonly criteria: Search;
	readonly terms: readonly QueryTerm[];
	readonly cursor: string | null;
	readonly limit: number;
}

/**
 * A search by label scans the labelled stories, which are few. Otherwise it scans the newest stories, which soon fill a
 * page for common words; then it uses the word index, for rare words; then it scans all stories, for words that were
 * common longer ago.
 */
async function matching(context: SearchContext, { walk, hits }: SearchBounds): Promise<readonly StoryRow[]> {
	if (needsLabels(context.criteria)) return matchingStories(context, null);
	const newestMatches = await matchingStories(context, walk);
	if (newestMatches.length >= context.limit) return newestMatches;
	return (await matchingByIndex(context, hits)) ?? matchingStories(context, null);
}

const needsLabels = (criteria: Search): boolean =>
	criteria.finding !== null || labelKindNames.some((kind) => criteria[kind] !== null);

/** A fragment that is empty when the value is null. */
const whenSet = (tx: TransactionSql, value: unknown, condition: () => Fragment): Fragment =>
	value === null ? tx`` : condition();

/** The condition on a post `p`. */
function matches({ tx, criteria: { source, lang, from, to }, terms }: SearchContext): Fragment {
	return tx`${terms.length === 0 ? tx`` : tx`and p.words @@ (${queryOf(tx, terms)})`}
		${whenSet(tx, source, () => tx`and p.source_id = ${source}`)} ${whenSet(tx, lang, () => tx`and p.lang = ${lang}`)}
		${whenSet(tx, from, () => tx`and p.at >= ${from}`)} ${whenSet(tx, to, () => tx`and p.at < ${to}`)}`;
}

/**
 * Stories after the cursor, newest first; at most `maxStories`, null for all. Includes merged stories, which never match
 * because they have no posts: excluding them would need the table of stories.
 */
function newestOf({ tx, reading: { incident }, cursor }: SearchContext, maxStories: number | null): Fragment {
	const [at, id] = afterNewest(cursor);
	return tx`
		select c.story_id as id, c.newest_at from story_count c
		where c.incident_id = ${incident} and (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid)
		order by c.newest_at desc, c.story_id desc ${whenSet(tx, maxStories, () => tx`limit ${maxStories}`)}`;
}

/** The stories with the requested labels, in the same order. */
function labelled({ tx, reading, criteria, cursor }: SearchContext): Fragment {
	const { finding } = criteria;
	const { incident, state } = reading;
	const [at, id] = afterNewest(cursor);
	const kinds = labelKindNames.filter((kind) => criteria[kind] !== null);
	const values = tx.json(Object.fromEntries(kinds.map((kind) => [kind, criteria[kind]])));
	// The column `sentiment` has no index, so select the stories by the labels in the state.
	const storiesWithSentiment = [...state.labels.entries()].flatMap(([story, { sentiment }]) =>
		sentiment && kinds.every((kind) => sentiment[kind] === criteria[kind]) ? [story] : []
	);
	return tx`
		select c.story_id as id, c.newest_at from story s join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
		where s.incident_id = ${incident} and (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid)
			${whenSet(tx, kinds[0] ?? null, () => tx`and s.id = any(${storiesWithSentiment}::uuid[]) and s.sentiment @> ${values}`)}
			${whenSet(tx, finding, () => tx`and s.id in (select l.story_id from story_link l where l.incident_id = ${incident} and l.finding_id = ${finding})`)}
		order by c.newest_at desc, c.story_id desc`;
}

/**
 * Scans stories for ones with a matching post until a page is full: the stories with the requested labels, or the
 * `maxStories` newest; null for all.
 */
function matchingStories(context: SearchContext, maxStories: number | null): Promise<readonly StoryRow[]> {
	const { tx, reading, criteria, limit } = context;
	return tx<StoryRow[]>`
		select s.id, s.newest_at from (${needsLabels(criteria) ? labelled(context) : newestOf(context, maxStories)}) s cross join lateral (
			select from post p where p.incident_id = ${reading.incident} and p.story_id = s.id ${matches(context)} limit 1) hit
		order by s.newest_at desc, s.id desc limit ${limit}`;
}

/** The stories of the matching posts, by the word index; null when more than `maxPosts` posts match. */
async function matchingByIndex(context: SearchContext, maxPosts: number): Promise<readonly StoryRow[] | null> {
	const { tx, reading, cursor, limit } = context;
	const [at, id] = afterNewest(cursor);
	const rows = await tx<{ id: string | null; newest_at: Date | null; posts: number }[]>`
		with hit as materialized (
			select p.story_id from post p where p.incident_id = ${reading.incident} ${matches(context)} limit ${maxPosts + 1}
		), found as (
			select c.story_id as id, c.newest_at from (select distinct story_id from hit) hits
			join story_count c on c.incident_id = ${reading.incident} and c.story_id = hits.story_id
			where (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid) and (select count(*) from hit) <= ${maxPosts}
			order by c.newest_at desc, c.story_id desc limit ${limit}
		)
		select f.id, f.newest_at, n.posts from (select count(*)::int as posts from hit) n left join found f on true
		order by f.newest_at desc, f.id desc`;
	if ((rows[0]?.posts ?? 0) > maxPosts) return null;
	return rows.flatMap(({ id, newest_at }) => (id !== null && newest_at ? [{ id, newest_at }] : []));
}

/** The query for all terms. A term of only stop words ("de") is empty and has no effect in `&&`. */
function queryOf(tx: TransactionSql, terms: readonly QueryTerm[]): Fragment {
	return terms
		.map(({ text, exclude, prefix }) => {
			const one = prefix
				? tx`to_tsquery('public.voelspriet', public.visible_text(${quotedWord(text)}))`
				: tx`phraseto_tsquery('public.voelspriet', public.visible_text(${text}))`;
			const whole = tx`(${one} && public.symbols_query(${text}))`;
			return exclude ? tx`!!${whole}` : whole;
		})
		.reduce((all, one) => tx`${all} && ${one}`);
}
