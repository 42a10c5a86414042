import type { Sql } from '$lib/server/platform/driver/sql';
import { vi } from 'vitest';
import { signHeads } from '$lib/server/log/anchor/sign-heads';
import type { SigningKey } from '$lib/server/log/anchor/signed-head';
import { ADD_CLOCK, REMOVE_CLOCK } from '../../clock-behind';

const DAY = 86_400_000;
/** How long after midnight a program signs what was written before it. */
const SIGNED_AFTER = 5 * 60_000;

/**
 * Lets the days before today pass in a database and in this process, so that an installation is some days old. In the
 * database, connections that are made from now on find a clock of ours before that of PostgreSQL.
 */
export class Past {
	#now: number;

	private constructor(
		readonly owner: Sql,
		begin: number
	) {
		this.#now = begin;
	}

	static async begin(owner: Sql, daysAgo: number): Promise<Past> {
		const today = Math.floor(Date.now() / DAY) * DAY;
		vi.useFakeTimers({ toFake: ['Date'] });
		await owner.unsafe(ADD_CLOCK);
		const past = new Past(owner, today - daysAgo * DAY + 9 * 3_600_000);
		await past.#set(past.#now);
		return past;
	}

	/** Nine in the morning of so many days later; all that was written is signed after each midnight. */
	async pass(days: number, sql: Sql, key: SigningKey): Promise<void> {
		for (let day = 0; day < days; day++) {
			const midnight = (Math.floor(this.#now / DAY) + 1) * DAY;
			await this.#set(midnight + SIGNED_AFTER);
			await signHeads(sql, key, 'day');
			await this.#set(midnight + 9 * 3_600_000);
		}
	}

	/** From here on the clocks are right again. */
	async end(): Promise<void> {
		vi.useRealTimers();
		await this.owner.unsafe(REMOVE_CLOCK);
	}

	async #set(now: number): Promise<void> {
		this.#now = now;
		vi.setSystemTime(now);
		await this.owner`update clock.behind set by = pg_catalog.clock_timestamp() - ${new Date(now)}::timestamptz`;
	}
}
