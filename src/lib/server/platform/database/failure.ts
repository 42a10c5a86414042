import { postgres } from '$lib/server/platform/driver/sql';

/**
 * The codes by which the driver, the network and PostgreSQL (classes 08, 53 and 57 of SQLSTATE) say that the database
 * cannot be reached now.
 */
const UNREACHABLE_CODES = new Set([
	'CONNECTION_CLOSED',
	'CONNECTION_DESTROYED',
	'CONNECTION_ENDED',
	'CONNECT_TIMEOUT',
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EAI_AGAIN',
	'08000',
	'08003',
	'08006',
	'53300',
	'57P01',
	'57P02',
	'57P03',
	// It can only be read for now: a standby that is being promoted, or `default_transaction_read_only`.
	'25006'
]);

/** Seconds after which a program may try again. */
export const RETRY_AFTER = 5;

/** Whether the database cannot be reached, or takes no connection now: trying again later makes sense. */
export const isDatabaseUnavailable = (error: unknown): boolean => UNREACHABLE_CODES.has(codeOf(error) ?? '');

/**
 * Whether a transaction may be committed although COMMIT failed with this error: the connection may have been lost, or the
 * session may have ended, after the commit. Only an ERROR of PostgreSQL, after which the session continues, means that it
 * was not committed.
 */
export const mayBeCommitted = (error: unknown): boolean =>
	!(error instanceof postgres.PostgresError && error.severity === 'ERROR');

/** Whether the database says that it has no room on its disk. */
export const isDiskFull = (error: unknown): boolean => codeOf(error) === '53100';

/** The code of an error, or of its cause: drizzle and better-auth wrap errors in their own. */
function codeOf(error: unknown): string | null {
	for (let cause = error; cause instanceof Error; cause = cause.cause)
		if ('code' in cause && typeof cause.code === 'string') return cause.code;
	return null;
}
