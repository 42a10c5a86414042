/** The driver of PostgreSQL, with the repairs of `patches/`: nothing else imports it. */
export { default as postgres } from 'postgres';
export type { Fragment, PendingQuery, Row, Sql, TransactionSql } from 'postgres';
