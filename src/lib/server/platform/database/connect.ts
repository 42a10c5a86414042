import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { postgres, type Sql } from '$lib/server/platform/driver/sql';
import { databaseAddress } from '../config/database-address';
import { Pulse } from './pulse';

/**
 * The maximum number of connections of one process, by purpose; together thirteen (docs/operate/maintain.md).
 * Commands and sessions, better-auth, following the log, LISTEN, ingest, reading lists, the session that holds
 * advisory locks, and the one that checks that the database is alive (`Pulse`).
 */
export const CONNECTIONS = {
	commands: 3,
	accounts: 1,
	log: 1,
	listen: 1,
	ingest: 2,
	reading: 3,
	locks: 1,
	pulse: 1
} as const;

export interface ConnectOptions {
	/** The maximum number of connections. */
	max?: number;
	/** The name that the database's own lists show for it. */
	name?: string;
	/** Milliseconds after which the database gives up a statement; 0 is never. */
	statementTimeout?: number;
	/** Milliseconds after which the database gives up waiting for a lock; 0 is never. */
	lockTimeout?: number;
	/**
	 * For one session that holds locks: PostgreSQL ends it, and its locks with it, after so many milliseconds without a
	 * statement (`idle_session_timeout`), also when this machine disappears without closing it. The driver must not
	 * replace the connection, which it otherwise does within the hour.
	 */
	lease?: number;
	/**
	 * Milliseconds without a statement after which PostgreSQL ends a session within a transaction, and gives its locks to
	 * others; 0 is never.
	 */
	transactionIdleTimeout?: number;
	/**
	 * Plans each statement again, by the current size of the tables. PostgreSQL otherwise keeps a plan, and one made
	 * while tables were almost empty reads them from end to end until statistics are collected: in a flood, the first
	 * minute of an incident (`plan_cache_mode`, its manual §19.7).
	 */
	plansEachTime?: boolean;
	/**
	 * Rows are only ever read by key: PostgreSQL, which counts a random read as four sequential pages, would otherwise
	 * read a whole table for 1,000 of them.
	 */
	byKey?: boolean;
	/** Checks that the database is alive: keeps trying when it does not answer. */
	isPulse?: boolean;
}

export type Drizzle = PostgresJsDatabase & { $client: Sql };

/** Read by the driver as patches/ changes it; its types do not know this option. */
const socketOption = (url: string, isPulse: boolean) => ({ makeSocket: Pulse.of(url).sockets(isPulse) });

/** Opens a pool on a PostgreSQL; nothing connects until the first statement. `sql.end()` closes it. */
export const connect = (
	url: string,
	{
		max = CONNECTIONS.commands,
		name = 'voelspriet',
		statementTimeout = 0,
		lockTimeout = 0,
		lease,
		transactionIdleTimeout = 0,
		plansEachTime = false,
		byKey = false,
		isPulse = false
	}: ConnectOptions = {}
): Sql =>
	postgres(url, {
		max,
		connect_timeout: 10,
		// The driver's default waits up to twenty seconds, even when the database is available again earlier.
		backoff: (failures) => Math.min(0.05 * 2 ** failures, 1),
		onnotice: () => undefined,
		...socketOption(url, isPulse),
		// For `read-write` the driver accepts a standby of PostgreSQL 14 and later, because `default_transaction_read_only` is
		// off there.
		...(databaseAddress(url)?.isWritable ? { target_session_attrs: 'primary' } : {}),
		...(lease === undefined ? {} : { max_lifetime: null }),
		connection: {
			application_name: name,
			statement_timeout: statementTimeout,
			lock_timeout: lockTimeout,
			idle_in_transaction_session_timeout: transactionIdleTimeout,
			TimeZone: 'UTC',
			...(lease === undefined ? {} : { idle_session_timeout: lease }),
			...(plansEachTime ? { plan_cache_mode: 'force_custom_plan' } : {}),
			// As strings: the driver leaves out a setting that is false.
			...(byKey ? { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' } : {})
		}
	});

/**
 * The same by drizzle, for ordinary queries, with a pool of its own: drizzle changes how its client reads dates and
 * writes dates and JSON, so a client shared with plain statements would fail on both (drizzle-orm 0.45,
 * `postgres-js/driver.js`). `$client.end()` closes it.
 */
export const connectDrizzle = (url: string, options: ConnectOptions = {}): Drizzle =>
	drizzle(connect(url, { max: CONNECTIONS.accounts, ...options }));
