import postgres, { type Fragment, type TransactionSql } from 'postgres';
import type { FindingId, Moment, SourceId } from '$lib/domain/core/ids';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { afterNewest, pageOf, type StoryRow } from './story-list';
import type { IdPage } from './queue';
import type { ReadingContext } from '../reading-context';

/** One thing to look for, or to leave out. */
interface QueryTerm {
	/** The words as typed; they must stand beside each other in this order. */
	readonly text: string;
	readonly exclude: boolean;
	/** The person may still be typing: its beginning is enough. */
	readonly prefix: boolean;
}

/** The most terms of one search; a longer text is found by its first words. */
const MOST_TERMS = 20;
/** Shorter beginnings match half of the incident and say nothing. */
const SHORTEST_PREFIX = 2;

const term = /(-?)(?:"([^"]*)"?|(\S+))/g;

/**
 * What a person typed: words that must all be there, "words in quotes" together, -words not. Everything else is taken
 * literally; there are no other signs, so nothing that is typed or pasted can be wrong. The last word counts as a
 * beginning until a space follows it.
 */
function searchTerms(typed: string): QueryTerm[] {
	const found = [...typed.matchAll(term)].slice(0, MOST_TERMS);
	return found.flatMap(([all, minus = '', quoted, bare], i) => {
		const text = (quoted ?? bare ?? '').trim();
		if (!/[\p{L}\p{N}]/u.test(text)) return [];
		const isLast = i === found.length - 1 && typed.endsWith(all);
		return [
			{
				text,
				exclude: minus === '-',
				prefix: isLast && quoted === undefined && minus === '' && text.length >= SHORTEST_PREFIX
			}
		];
	});
}

/** A word as `to_tsquery` takes it literally: in quotes, which double inside, as do backslashes. */
const quotedWord = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}':*`;

export interface Search {
	/** As typed; empty looks at the rest only. */
	readonly words: string;
	readonly source: SourceId | null;
	readonly finding: FindingId | null;
	/** As `nl`. */
	readonly lang: string | null;
	/** On the incident's clock; `from` counts, `to` does not. */
	readonly from: Moment | null;
	readonly to: Moment | null;
	readonly emotion: Emotion | null;
	readonly attitude: Attitude | null;
}

/** Milliseconds after which the database gives up a search. */
const PATIENCE = 2000;

/** A search that the database gave up: ask for less. */
export class SearchTooSlow extends Error {
	override readonly name = 'SearchTooSlow';
}

/** How far a search goes each way before it tries the other. */
interface SearchBounds {
	/** Stories that are looked through from the newest on: finds a page of what many say, in milliseconds. */
	readonly walk: number;
	/** Matching posts that are fetched from the index of words: all there are of what few say. */
	readonly hits: number;
}
const BOUNDS: SearchBounds = { walk: 3_000, hits: 20_000 };

/** The stories with a post that matches, newest first. @throws SearchTooSlow, BadCursor */
export async function search(
	reading: ReadingContext,
	wanted: Search,
	cursor: string | null,
	limit: number,
	bounds = BOUNDS
): Promise<IdPage> {
	const terms = searchTerms(wanted.words);
	if (terms.every(({ exclude }) => exclude) && wanted.words.trim() !== '') return { ids: [], next: null };
	return patiently(reading, async (tx) => {
		const asked = { tx, reading, wanted, terms, cursor, limit: limit + 1 };
		return pageOf(await matching(asked, bounds), limit);
	});
}

/** Reads what may take long, for as long as a person waits. @throws SearchTooSlow */
export async function patiently<T>({ sql }: ReadingContext, read: (tx: TransactionSql) => Promise<T>): Promise<T> {
	try {
		const timed = async (tx: TransactionSql): Promise<{ found: T }> => {
			await tx`select set_config('statement_timeout', ${String(PATIENCE)}, true)`;
			return { found: await read(tx) };
		};
		const { found } = await ('savepoint' in sql ? sql.savepoint(timed) : sql.begin('read only', timed));
		return found;
	} catch (error) {
		// 57014: cancelled by the statement's time limit.
		if (error instanceof postgres.PostgresError && error.code === '57014') throw new SearchTooSlow();
		throw error;
	}
}

interface Asked {
	readonly tx: TransactionSql;
	readonly reading: ReadingContext;
	readonly wanted: Search;
	readonly terms: readonly QueryTerm[];
	readonly cursor: string | null;
	readonly limit: number;
}

/**
 * What labels ask for is on the few stories that people labelled: those are looked through. Otherwise the newest stories
 * are, which soon fill a page with what many say; what is rarer is fetched from the index of words; and what many said,
 * but not lately, is looked for further back.
 */
async function matching(asked: Asked, { walk, hits }: SearchBounds): Promise<readonly StoryRow[]> {
	if (asksLabels(asked.wanted)) return among(asked, null);
	const near = await among(asked, walk);
	if (near.length >= asked.limit) return near;
	return (await indexed(asked, hits)) ?? among(asked, null);
}

const asksLabels = ({ finding, emotion, attitude }: Search): boolean =>
	finding !== null || emotion !== null || attitude !== null;

/** Part of a condition, when it is asked for. */
const when = (tx: TransactionSql, given: unknown, condition: () => Fragment): Fragment =>
	given === null ? tx`` : condition();

/** What a post must be. */
function matches({ tx, wanted: { source, lang, from, to }, terms }: Asked): Fragment {
	return tx`${terms.length === 0 ? tx`` : tx`and p.words @@ (${queryOf(tx, terms)})`}
		${when(tx, source, () => tx`and p.source_id = ${source}`)} ${when(tx, lang, () => tx`and p.lang = ${lang}`)}
		${when(tx, from, () => tx`and p.at >= ${from}`)} ${when(tx, to, () => tx`and p.at < ${to}`)}`;
}

/**
 * Stories from the newest on, after the cursor; null is all of them. Merged ones are among them: they have no posts, which
 * went into the other, so that none of them matches; leaving them out would read the table of stories.
 */
function newestOf({ tx, reading: { incident }, cursor }: Asked, most: number | null): Fragment {
	const [at, id] = afterNewest(cursor);
	return tx`
		select c.story_id as id, c.newest_at from story_count c
		where c.incident_id = ${incident} and (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid)
		order by c.newest_at desc, c.story_id desc ${when(tx, most, () => tx`limit ${most}`)}`;
}

/** The stories with the labels that are asked for, in the same order. */
function labelled({ tx, reading, wanted: { finding, emotion, attitude }, cursor }: Asked): Fragment {
	const { incident, state } = reading;
	const [at, id] = afterNewest(cursor);
	// The columns are a projection of these labels, and have no index.
	const felt = [...state.labels.entries()].flatMap(([story, { sentiment }]) =>
		sentiment &&
		(emotion ?? sentiment.emotion) === sentiment.emotion &&
		(attitude ?? sentiment.attitude) === sentiment.attitude
			? [story]
			: []
	);
	return tx`
		select c.story_id as id, c.newest_at from story s join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
		where s.incident_id = ${incident} and (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid)
			${when(tx, emotion ?? attitude, () => tx`and s.id = any(${felt}::uuid[])`)}
			${when(tx, emotion, () => tx`and s.emotion = ${emotion}`)} ${when(tx, attitude, () => tx`and s.attitude = ${attitude}`)}
			${when(tx, finding, () => tx`and s.id in (select l.story_id from story_link l where l.incident_id = ${incident} and l.finding_id = ${finding})`)}
		order by c.newest_at desc, c.story_id desc`;
}

/**
 * Those with a post that matches, one after the other until there are enough: of the stories with the labels that are
 * asked for, else of so many of the newest; null is all of them.
 */
function among(asked: Asked, most: number | null): Promise<readonly StoryRow[]> {
	const { tx, reading, wanted, limit } = asked;
	return tx<StoryRow[]>`
		select s.id, s.newest_at from (${asksLabels(wanted) ? labelled(asked) : newestOf(asked, most)}) s cross join lateral (
			select from post p where p.incident_id = ${reading.incident} and p.story_id = s.id ${matches(asked)} limit 1) hit
		order by s.newest_at desc, s.id desc limit ${limit}`;
}

/** Those of the posts that match, when there are no more than so many; otherwise null. */
async function indexed(asked: Asked, most: number): Promise<readonly StoryRow[] | null> {
	const { tx, reading, cursor, limit } = asked;
	const [at, id] = afterNewest(cursor);
	const rows = await tx<{ id: string | null; newest_at: Date | null; posts: number }[]>`
		with hit as materialized (
			select p.story_id from post p where p.incident_id = ${reading.incident} ${matches(asked)} limit ${most + 1}
		), found as (
			select c.story_id as id, c.newest_at from (select distinct story_id from hit) hits
			join story_count c on c.incident_id = ${reading.incident} and c.story_id = hits.story_id
			where (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid) and (select count(*) from hit) <= ${most}
			order by c.newest_at desc, c.story_id desc limit ${limit}
		)
		select f.id, f.newest_at, n.posts from (select count(*)::int as posts from hit) n left join found f on true
		order by f.newest_at desc, f.id desc`;
	if ((rows[0]?.posts ?? 0) > most) return null;
	return rows.flatMap(({ id, newest_at }) => (id !== null && newest_at ? [{ id, newest_at }] : []));
}

/** All terms together. A term of stop words only ("de") is empty and drops out of `&&` by itself. */
function queryOf(tx: TransactionSql, terms: readonly QueryTerm[]): Fragment {
	return terms
		.map(({ text, exclude, prefix }) => {
			const one = prefix
				? tx`to_tsquery('public.voelspriet', ${quotedWord(text)})`
				: tx`phraseto_tsquery('public.voelspriet', ${text})`;
			return exclude ? tx`!!${one}` : one;
		})
		.reduce((all, one) => tx`${all} && ${one}`);
}
