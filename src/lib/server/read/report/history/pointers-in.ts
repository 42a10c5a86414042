import type { Fragment, Sql, TransactionSql } from '$lib/server/platform/driver/sql';

/** Longer texts point to everything. */
const MAX_TEXT_LENGTH = 5_000;

const visible = (sql: Sql | TransactionSql, text: Fragment): Fragment =>
	sql`public.visible_text(left(${text}, ${MAX_TEXT_LENGTH}))`;

/** SQL: the sites that a text links to, each once. @param text of a type that may be null */
export const sitesIn = (sql: Sql | TransactionSql, text: Fragment): Fragment => sql`
	array(select distinct regexp_replace(lower(host[1]), '^(www|m)\\.', '')
		from regexp_matches(${visible(sql, text)}, 'https?://(?:[^\\s/?#@]*@)?([a-z0-9.-]+\\.[a-z]{2,})', 'gi') as host where host[1] is not null)`;

/** SQL: an account that a text mentions, without the sign before it. */
const HANDLE = '@([[:alnum:]_.-]*[[:alnum:]_])';

/**
 * SQL: the accounts that a text mentions, without the sign before them, in lower case, each once. Nearly all texts that
 * mention any mention one, which takes a third of the time.
 */
export const handlesIn = (sql: Sql | TransactionSql, text: Fragment): Fragment => sql`
	coalesce(case when strpos(substr(${text}, strpos(${text}, '@') + 1), '@') = 0
		then array_remove(array[substring(lower(${visible(sql, text)}) from ${HANDLE})], null)
		else array(select distinct m[1] from regexp_matches(lower(${visible(sql, text)}), ${HANDLE}, 'g') as m) end, '{}')`;

/** SQL: a number for the post that another repeats, by its platform and its id there; of null null. */
export const sharedAs = (sql: Sql | TransactionSql, id: Fragment): Fragment =>
	sql`hashtextextended(platform || ' ' || ${id}, 0)`;
