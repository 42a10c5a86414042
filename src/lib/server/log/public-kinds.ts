import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { PublicKind } from '$lib/domain/posts/author';

/** The kinds of authors that may be named, for `kind = any(…)` and `kind <> all(…)`: the only list of them in SQL. */
export const publicKinds = (sql: Sql | TransactionSql) => sql`${PublicKind.options}::text[]`;
