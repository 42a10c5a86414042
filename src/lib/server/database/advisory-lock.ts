import type { Sql, TransactionSql } from 'postgres';

/**
 * Which row of `pg_locks` is the advisory lock on a key. `pg_locks` says who holds it at this moment, whatever snapshot
 * the transaction has.
 */
export const isAdvisoryLock = (sql: Sql | TransactionSql, lockClass: number, key: string) => sql`
	locktype = 'advisory' and classid = ${lockClass}::oid and objsubid = 2
		and objid = (hashtext(${key})::bigint & 4294967295)::oid
		and database = (select oid from pg_database where datname = current_database())`;
