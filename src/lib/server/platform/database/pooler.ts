import type { Sql, TransactionSql } from 'postgres';
import { connect } from './connect';

/**
 * Whether a pooler between us and PostgreSQL shares sessions between transactions, as pgbouncer does with `pool_mode =
 * transaction`. Advisory locks, LISTEN and prepared statements belong to a session: at the next statement another
 * client would have them. Detected like this: while another of our connections holds a transaction, ours keeps the
 * session that it had before, and the other has another one.
 */
export async function isPooledByTransaction(url: string): Promise<boolean> {
	const [one, other] = [connect(url, { max: 1 }), connect(url, { max: 2 })];
	try {
		const before = await sessionOf(one);
		return await other.begin((first) =>
			other.begin(async (second) => {
				const held = [await sessionOf(first), await sessionOf(second)];
				return held.includes(before) || (await sessionOf(one)) !== before;
			})
		);
	} finally {
		await Promise.all([one.end({ timeout: 1 }), other.end({ timeout: 1 })]);
	}
}

/** By the simple protocol, which needs no prepared statement. */
async function sessionOf(sql: Sql | TransactionSql): Promise<number | undefined> {
	const [row] = await sql<{ session: number }[]>`select pg_backend_pid() as session`.simple();
	return row?.session;
}
