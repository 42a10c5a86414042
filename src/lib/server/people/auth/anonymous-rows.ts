import { millisecondsInHour } from 'date-fns/constants';
import type { Sql } from '$lib/server/platform/driver/sql';
import { log } from '$lib/server/platform/operations/logger';

/** The most rows that strangers may make in a table, before the least important go. */
const MAX_ROWS = 20_000;
/** After this long a count of attempts is meaningless, in milliseconds. */
const COUNTS_TTL_MS = 25 * millisecondsInHour;
const CLEAN_INTERVAL_MS = 30_000;

/**
 * Keeps the tables small that anybody can add to without an account: counted attempts, and sign-ins that were started.
 * Expired rows are removed. Where there are still too many, what was tried least often goes first, so that an account
 * or link that is being guessed at stays slow.
 */
export class AnonymousRows {
	#timer: NodeJS.Timeout | undefined;

	constructor(
		readonly sql: Sql,
		readonly maxRows = MAX_ROWS
	) {}

	start(): void {
		this.#timer = setInterval(() => void this.#sweepQuietly(), CLEAN_INTERVAL_MS);
		this.#timer.unref();
	}
	stop(): void {
		clearInterval(this.#timer);
	}

	async sweep(): Promise<void> {
		await this.sql`delete from rate_limit where last_request < ${Date.now() - COUNTS_TTL_MS}`;
		await this.sql`
			delete from rate_limit where id in
				(select id from rate_limit order by count desc, last_request desc offset ${this.maxRows})`;
		// Links that an administrator made stay, and a one-time password that has expired must stay known as such.
		await this.sql`
			delete from verification where expires_at < now() and identifier not like 'once:%'`;
		await this.sql`
			delete from verification where id in (
				select id from verification
				where identifier not like 'once:%' and identifier not like 'choose:%' and identifier not like 'oidc-ended:%'
				order by created_at desc offset ${this.maxRows})`;
	}

	async #sweepQuietly(): Promise<void> {
		try {
			await this.sweep();
		} catch (error) {
			log.warn({ err: error }, 'anonymous rows could not be removed; will retry');
		}
	}
}
