import postgres, { type Fragment, type TransactionSql } from 'postgres';
import type { FindingId, Moment, SourceId } from '$lib/domain/core/ids';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { afterNewest, pageOf, type StoryRow } from './story-list';
import type { IdPage } from './queue';
import type { ReadingContext } from '../reading-context';
import { quotedWord, searchTerms, type QueryTerm } from './search-terms';

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

/** The stories with a post that matches, newest first. @throws SearchTooSlow, BadCursor */
export async function search(
	reading: ReadingContext,
	wanted: Search,
	cursor: string | null,
	limit: number
): Promise<IdPage> {
	const terms = searchTerms(wanted.words);
	if (terms.every(({ exclude }) => exclude) && wanted.words.trim() !== '') return { ids: [], next: null };
	return patiently(reading, async (tx) => pageOf(await matching(tx, reading, wanted, terms, cursor, limit + 1), limit));
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

function matching(
	tx: TransactionSql,
	{ incident }: ReadingContext,
	wanted: Search,
	terms: readonly QueryTerm[],
	cursor: string | null,
	limit: number
) {
	const { source, finding, lang, from, to, emotion, attitude } = wanted;
	const [at, id] = afterNewest(cursor);
	const when = (given: unknown, condition: () => Fragment): Fragment => (given === null ? tx`` : condition());
	return tx<StoryRow[]>`
		with hit as materialized (
			select distinct p.story_id from post p
			where p.incident_id = ${incident} ${terms.length === 0 ? tx`` : tx`and p.words @@ (${queryOf(tx, terms)})`}
				${when(source, () => tx`and p.source_id = ${source}`)} ${when(lang, () => tx`and p.lang = ${lang}`)}
				${when(from, () => tx`and p.at >= ${from}`)} ${when(to, () => tx`and p.at < ${to}`)}
		)
		select c.story_id as id, c.newest_at from hit
		join story s on s.incident_id = ${incident} and s.id = hit.story_id
		join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
		where s.merged_into is null and (c.newest_at, c.story_id) < (${at}::timestamptz, ${id}::uuid)
			${when(emotion, () => tx`and s.emotion = ${emotion}`)} ${when(attitude, () => tx`and s.attitude = ${attitude}`)}
			${when(finding, () => tx`and exists (select from story_link l where l.incident_id = s.incident_id and l.story_id = s.id and l.finding_id = ${finding})`)}
		order by c.newest_at desc, c.story_id desc limit ${limit}`;
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
