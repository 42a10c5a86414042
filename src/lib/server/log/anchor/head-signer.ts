import type { Sql } from '$lib/server/platform/driver/sql';
import { Coalescer } from '$lib/concurrency/coalescer';
import { incidentClosed } from '$lib/domain/incident/incident';
import { reportReleased } from '$lib/domain/report/version';
import type { Leases } from '$lib/server/platform/database/leases';
import type { Logs } from '../logs';
import { log as note } from '$lib/server/platform/operations/logger';
import type { HeadsFile } from './heads-file';
import { signHeads } from './sign-heads';
import { headIn, lineOfHead, type SignedHead, type SignedHeadRow, type SigningKey } from './signed-head';

/** How often to check whether a day has passed and whether heads must still be written, in milliseconds. */
const CHECK_INTERVAL_MS = 10 * 60_000;
const LOCK = 'signed heads';

interface HeadSignerOptions {
	/** A pool that may insert into the table of signed heads. */
	readonly sql: Sql;
	readonly logs: Pick<Logs, 'listen'>;
	readonly locks: Pick<Leases, 'beat' | 'take' | 'has' | 'release'>;
	readonly key: SigningKey;
	/** A copy of the heads of real incidents outside the database; null for none. */
	readonly file: HeadsFile | null;
}

/**
 * Signs the heads of the logs: every day and when an incident is closed; a release signs in its own transaction. Every
 * process does it, so that a frozen process delays nothing. One process writes each head to its output and to the file.
 */
export class HeadSigner {
	readonly #work = new Coalescer(() => this.#sign());
	#isClosing = false;
	/** The last head of each log that was written to the output, or that was signed before this process started. */
	#written: Map<string, number> | null = null;
	#timer: NodeJS.Timeout | undefined;
	#unfollow: (() => void) | undefined;
	#stopped = false;

	constructor(readonly options: HeadSignerOptions) {}

	start(): void {
		this.#unfollow = this.options.logs.listen({
			lines: (_, lines) => {
				const isClosed = lines.some(({ type }) => type === incidentClosed.type);
				if (!isClosed && !lines.some(({ type }) => type === reportReleased.type)) return;
				if (isClosed) this.#isClosing = true;
				void this.#work.run();
			}
		});
		this.#timer = setInterval(() => void this.#work.run(), CHECK_INTERVAL_MS);
		void this.#work.run();
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.#unfollow?.();
		clearInterval(this.#timer);
		await this.#work.idle();
		await this.options.locks.release(LOCK).catch(() => undefined);
	}

	async #sign(): Promise<void> {
		const isClosing = this.#isClosing;
		const { sql, key } = this.options;
		try {
			this.#written ??= lastLines(await realHeads(sql));
			this.#isClosing = false;
			if (!this.#stopped) await signHeads(sql, key, isClosing ? 'closing' : 'day');
		} catch (error) {
			this.#isClosing ||= isClosing;
			if (!this.#stopped) note.warn({ action: 'head.sign', result: 'failed', err: error }, 'heads could not be signed');
		}
		try {
			if (await this.#holdsLock()) await this.#write(await realHeads(sql));
		} catch (error) {
			if (!this.#stopped)
				note.warn({ action: 'head.write', result: 'failed', err: error }, 'signed heads could not be written');
		}
	}

	async #holdsLock(): Promise<boolean> {
		if (this.#stopped) return false;
		const { locks } = this.options;
		await locks.beat();
		await locks.take([LOCK]);
		return locks.has(LOCK);
	}

	async #write(heads: readonly SignedHead[]): Promise<void> {
		for (const head of heads)
			if (this.#written && head.seq > (this.#written.get(head.log) ?? 0))
				note.info({ action: 'head.sign', result: 'done', head: lineOfHead(head) }, 'signed where a log stands');
		this.#written &&= lastLines(heads);
		await this.options.file?.add(heads.map(lineOfHead));
	}
}

const lastLines = (heads: readonly SignedHead[]): Map<string, number> =>
	new Map(heads.toSorted((a, b) => a.seq - b.seq).map(({ log, seq }) => [log, seq]));

/** All signed heads except those of exercises: nothing of an exercise leaves the program. */
async function realHeads(sql: Sql): Promise<SignedHead[]> {
	const rows = await sql<SignedHeadRow[]>`
		select log_id, seq, hash, at, previous, public_key, signature from signed_head s
		where not exists (select from incident i where i.id = s.log_id and i.exercise)
		order by at, log_id, seq`;
	return rows.map(headIn);
}
