import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '$lib/server/platform/driver/sql';
import { Counter } from 'prom-client';
import { Coalescer } from '$lib/concurrency/coalescer';
import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { UnknownEvent } from '$lib/domain/events';
import { INSTALLATION, IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { changesEarlierLines } from '$lib/domain/incident/redaction';
import { connect, CONNECTIONS } from '$lib/server/platform/database/connect';
import { isDatabaseUnavailable } from '$lib/server/platform/database/failure';
import { notificationHandler } from '$lib/server/platform/database/notification';
import { log as logger } from '$lib/server/platform/operations/logger';
import { metrics } from '$lib/server/platform/operations/metrics';
import { makeLog } from './append';
import { Follower } from './follower';
import { shortHash } from './chain';
import {
	LOG_START,
	LogRolledBack,
	linesAfterEach,
	linesForState,
	linesSince,
	type LogLine,
	type LogPosition,
	type ReadUpTo
} from './lines';
import { CHANNEL, grownIn, notifyOf, WakeUps } from './follow/wake-ups';

/** How long a log stays watched after the last call of `watch`, in milliseconds. */
const WATCH_TTL_MS = 10_000;
/** How often the states of closed incidents that nobody reads are packed, in milliseconds. */
const PACK_INTERVAL_MS = 5 * 60_000;
/** How often all logs are polled, for missed notifications and for logs that are not watched; in milliseconds. */
const POLL_INTERVAL_MS = 1000;
/** The most lines of each log that one query for several logs reads. */
const MAX_LINES_PER_LOG = 1000;
/** How long `catchUp` waits for a database that does not answer, in milliseconds. */
const CATCH_UP_TIMEOUT_MS = 1000;

/** The logs that grew according to notifications and that this process has not read yet. */
export class UnreadLogs {
	/** The newest sequence number of each log. */
	readonly #newest = new Map<IncidentId, number>();

	/** @param reached the sequence number up to which this process has read a log */
	constructor(readonly reached: (log: IncidentId) => number) {}

	/** Records that this log has a line with this sequence number. */
	grew(log: IncidentId, seq: number): void {
		if (seq > this.reached(log)) this.#newest.set(log, Math.max(seq, this.#newest.get(log) ?? 0));
	}
	/** The logs with unread lines; removes the others. */
	all(): readonly IncidentId[] {
		for (const log of this.#newest.keys()) if (!this.has(log)) this.#newest.delete(log);
		return [...this.#newest.keys()];
	}
	/** Removes what was recorded of a log that was rolled back. */
	forget(log: IncidentId): void {
		this.#newest.delete(log);
	}
	has(log: IncidentId): boolean {
		return (this.#newest.get(log) ?? 0) > this.reached(log);
	}
}

/**
 * The logs that something in this process watches or writes to. A watch expires unless it is renewed, so nothing has to
 * be released; after a missed renewal a log is only read a second later.
 */
export class WatchedLogs {
	readonly #until = new Map<IncidentId, number>();

	watch(log: IncidentId): void {
		this.#until.set(log, performance.now() + WATCH_TTL_MS);
	}
	has(log: IncidentId): boolean {
		return (this.#until.get(log) ?? -Infinity) > performance.now();
	}
	/** Removes expired watches. */
	sweep(): void {
		for (const log of this.#until.keys()) if (!this.has(log)) this.#until.delete(log);
	}
}

/**
 * Receives every line of every log once, in order. `reloaded` means that lines were redacted, or that the log was
 * rolled back (`isRolledBack`) to an older copy, possibly with other lines: a listener must read cached data again.
 */
export interface LogListener {
	lines(log: IncidentId, lines: readonly LogLine[]): void;
	reloaded?(log: IncidentId, isRolledBack: boolean): void;
}

/** The lines of a log that affect its state, and its head. */
interface StoredLog {
	readonly lines: LogLine[];
	readonly head: LogPosition;
}

const listenerFailures = new Counter({
	name: 'voelspriet_log_listener_failures_total',
	help: 'Times that a part of the program failed at lines of the log; the lines are stored all the same.',
	registers: [metrics]
});

const catchUpTimeout = (): Promise<void> => pause(CATCH_UP_TIMEOUT_MS, undefined, { ref: false });

/**
 * Follows all logs of this installation: reads new lines once per process, keeps the state of each log, and passes the
 * lines to listeners. Any number of processes can do this, because they share only the database.
 *
 * Watched logs, the installation's log and new logs are read as soon as they grow. The others are read once a second, all
 * by one query, or when a caller needs the newest lines (`catchUp`), so that logs nobody looks at cost the database little.
 */
export class Logs {
	readonly #followers = new Map<IncidentId, Follower>();
	readonly #listeners = new Set<LogListener>();
	readonly #unread = new UnreadLogs((log) => this.seq(log));
	readonly #watched = new WatchedLogs();
	readonly #fullPolls = new Coalescer(() => this.#pollAll());
	readonly #unreadReads = new Coalescer(() => this.#readUnread());
	readonly #logPolls = new KeyedCoalescer<IncidentId>((log) => this.#readNew(log));
	readonly #reloads = new KeyedCoalescer<IncidentId>((log) => this.#reload(log));
	/** Logs of which this process may still have removed words in memory. */
	readonly #needsReload = new Set<IncidentId>();
	/** The last line of each log that changed earlier ones. */
	readonly #lastChange = new Map<IncidentId, number>();
	readonly #wakeUps: WakeUps;
	#stopped = false;
	#timer: NodeJS.Timeout | undefined;
	#packTimer: NodeJS.Timeout | undefined;
	#unlisten: (() => Promise<void>) | undefined;
	/** The type of an event that a newer program wrote and this one cannot read; the program must then be updated. */
	#unknownEvent: string | null = null;
	/** Why the database cannot be followed, such as a restore that is not complete; null when it can. */
	#incomplete: string | null = null;

	/** @param sql a pool used for this only, so that queued commands never delay reading */
	constructor(readonly sql: Sql) {
		this.#wakeUps = new WakeUps(notifyOf(sql));
	}

	async start(): Promise<void> {
		await this.sql.begin((tx) => makeLog(tx, INSTALLATION));
		const listening = await this.sql.listen(
			CHANNEL,
			notificationHandler(CHANNEL, (payload) => this.#onNotification(payload)),
			() => void this.#fullPolls.run()
		);
		this.#unlisten = () => listening.unlisten();
		await this.#fullPolls.run();
		this.#timer = setInterval(() => void this.#fullPolls.run(), POLL_INTERVAL_MS);
		this.#packTimer = setInterval(() => void this.packClosed(), PACK_INTERVAL_MS);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		clearInterval(this.#packTimer);
		await this.#wakeUps.stop();
		await this.#unlisten?.().catch(() => undefined);
		await Promise.all([this.#logPolls.idle(), this.#reloads.idle(), this.#unreadReads.idle()]);
	}

	listen(listener: LogListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** For the next ten seconds, reads this log's lines as soon as they are stored. */
	watch(log: IncidentId): void {
		if (!this.has(log)) return;
		this.#watched.watch(log);
		if (this.#unread.has(log)) void this.poll(log);
	}
	/** Whether this process has read all lines that it was notified of. */
	isCaughtUp(log: IncidentId): boolean {
		return !this.#unread.has(log);
	}
	/**
	 * Watches the log and resolves when the lines that this process was notified of are read. Never rejects, and resolves
	 * after a second at the latest.
	 */
	async catchUp(log: IncidentId): Promise<void> {
		this.watch(log);
		if (this.#unread.has(log)) await Promise.race([this.poll(log), catchUpTimeout()]);
	}
	/** The same for all logs, without watching them. */
	async catchUpAll(): Promise<void> {
		if (this.#unread.all().length > 0) await Promise.race([this.#unreadReads.run(), catchUpTimeout()]);
	}

	/** All incidents, in no particular order. */
	incidents(): IncidentId[] {
		return [...this.#followers.keys()].filter((id) => id !== INSTALLATION);
	}
	has(log: IncidentId): boolean {
		return this.#followers.has(log);
	}
	/** The state up to `seq`; null when the log does not exist. */
	state(log: IncidentId): ReadState | null {
		return this.#followers.get(log)?.state ?? null;
	}
	/** The sequence number up to which this process has read; 0 when the log does not exist. */
	seq(log: IncidentId): number {
		return this.#followers.get(log)?.seq ?? 0;
	}
	/** The line up to which this process has read. */
	position(log: IncidentId): LogPosition {
		return this.#followers.get(log)?.position ?? LOG_START;
	}
	get installation(): ReadState {
		return this.follower(INSTALLATION).state;
	}
	/** The type of an event that this program does not know; null when there is none. */
	get unknownEvent(): string | null {
		return this.#unknownEvent;
	}

	/** Why this process cannot follow the log; null when it can. @throws when the database is unreachable */
	async problem(): Promise<string | null> {
		await this.sql`select 1`;
		if (this.#incomplete) return this.#incomplete;
		return this.#unknownEvent && `a newer program wrote "${this.#unknownEvent}": start that version`;
	}

	/**
	 * Only for the write path, which applies lines that it read under the lock or has just committed. A new follower is
	 * added once it has lines, because the id may not exist.
	 */
	follower(log: IncidentId): Follower {
		return this.#followers.get(log) ?? new Follower(log, (lines, by, after) => this.#onLinesApplied(by, lines, after));
	}

	/**
	 * Only for the write path: applies lines that it has just committed and notifies the other processes. They are notified
	 * first, so that they do not wait for this process's listeners.
	 * @param after the head under the lock
	 */
	committed(follower: Follower, lines: readonly LogLine[], after: LogPosition): void {
		const last = lines.at(-1);
		if (last) this.#wakeUps.grew(follower.log, last.seq);
		follower.apply(lines, after);
	}

	/** Resolves when this process shows nothing any more that lines from this one on removed from earlier ones. */
	async reloaded(log: IncidentId, from: number): Promise<void> {
		if ((this.#lastChange.get(log) ?? 0) >= from) await this.#reloads.run(log);
	}

	/** Only for the write path: whether the state may still have words that a line of this log removed. */
	isReloading(log: IncidentId): boolean {
		return this.#needsReload.has(log) || this.#reloads.isRunning(log);
	}

	/**
	 * Only for the write path, which found under the lock that a log was rolled back or has fewer words: reads that log again, and then all
	 * others that were rolled back too. @throws when the database is unreachable or not complete
	 */
	async readAgain(log: IncidentId): Promise<void> {
		this.#needsReload.add(log);
		await this.#reloads.run(log);
		if (this.#needsReload.has(log)) throw new LogRolledBack(log);
		await this.#fullPolls.run();
	}

	/** Packs the states of closed incidents, except rows that were read since the last call. */
	async packClosed(): Promise<void> {
		const slice = new TimeSlice();
		for (const follower of this.#followers.values()) {
			if (follower.state.incident?.phase !== 'closed') continue;
			follower.pack();
			if (slice.isOver) await slice.yield();
		}
	}

	/** Also receives this process's own notifications, and some for lines that it has already read. */
	#onNotification(payload: string): void {
		const { log, seq } = grownIn(payload);
		this.#unread.grew(log, seq);
		const isUrgent = log === INSTALLATION || !this.has(log) || this.#watched.has(log);
		if (isUrgent && this.#unread.has(log)) void this.poll(log);
	}

	#onLinesApplied(by: Follower, lines: readonly LogLine[], after: LogPosition): void {
		const current = this.#followers.get(by.log) ?? by;
		this.#followers.set(by.log, current);
		if (current === by) this.#publish(by.log, lines);
		// Another follower was added meanwhile: it publishes the lines that are new to it.
		else current.apply(lines, after);
	}

	#publish(log: IncidentId, lines: readonly LogLine[]): void {
		this.#notifyListeners(log, (listener) => listener.lines(log, lines));
		const change = lines.findLast(({ type }) => changesEarlierLines.has(type));
		if (!change) return;
		this.#lastChange.set(log, change.seq);
		this.#needsReload.add(log);
		void this.#reloads.run(log);
	}

	/**
	 * A failing listener does not stop the others from getting the lines, and does not make a stored command look failed to
	 * its sender.
	 */
	#notifyListeners(log: IncidentId, call: (listener: LogListener) => void): void {
		for (const listener of this.#listeners) {
			try {
				call(listener);
			} catch (error) {
				listenerFailures.inc();
				logger.error({ action: 'follow', object: log, result: 'failed', err: error }, 'a listener of the log failed');
			}
		}
	}

	/**
	 * Reads the log again from the first line, because an earlier line was masked or the log was rolled back. A failure
	 * is retried at the next poll.
	 */
	async #reload(log: IncidentId): Promise<void> {
		if (!this.#needsReload.delete(log)) return;
		try {
			const stored = await this.#readStoredToHead(log);
			if (stored) this.follower(log).load(stored.lines, stored.head);
			else this.#remove(log);
			if (stored?.isRolledBack !== false) this.#unread.forget(log);
			this.#notifyListeners(log, (listener) => listener.reloaded?.(log, stored?.isRolledBack ?? true));
		} catch (error) {
			this.#needsReload.add(log);
			if (!this.#stopped)
				logger.warn(
					{ action: 'follow', object: log, result: 'failed', error: String(error) },
					'a log cannot be read again'
				);
		}
	}

	/**
	 * Reads until no new line arrived during the read: removed words must not stay in memory while others write.
	 * @returns null when the log no longer exists
	 */
	async #readStoredToHead(log: IncidentId): Promise<(StoredLog & { isRolledBack: boolean }) | null> {
		const stored = await this.#readStored(log);
		if (!stored) return null;
		const { lines } = stored;
		let { head } = stored;
		for (;;) {
			const position = this.position(log);
			if (head.seq >= position.seq) {
				const isRolledBack = !(await this.#hasLine(log, position));
				if (head.seq >= this.seq(log)) return { lines, head, isRolledBack };
				continue;
			}
			const more = await linesSince(this.sql, log, head);
			const last = more.at(-1);
			if (!last) return { lines, head, isRolledBack: true };
			lines.push(...more);
			head = { seq: last.seq, hash: last.hash };
		}
	}
	/** Whether the database has this line. */
	async #hasLine(log: IncidentId, { seq, hash }: LogPosition): Promise<boolean> {
		if (seq === 0) return true;
		const [row] = await this.sql<{ hash: Buffer }[]>`select hash from event where log_id = ${log} and seq = ${seq}`;
		return row !== undefined && shortHash(row.hash) === hash;
	}

	/**
	 * The stored lines that affect the state; null when the log does not exist.
	 * @throws when the lines of the database do not reach the head: a restore is not complete
	 */
	async #readStored(log: IncidentId): Promise<StoredLog | null> {
		const rows = await this.sql<{ id: string; head_seq: number; head_hash: Buffer }[]>`
			select id, head_seq, head_hash from log where id in (${log}, ${INSTALLATION})`;
		if (!rows.some(({ id }) => id === INSTALLATION)) throw new Error('the database has no installation');
		const row = rows.find(({ id }) => id === log);
		if (!row) return null;
		const head = { seq: row.head_seq, hash: shortHash(row.head_hash) };
		const lines = await linesForState(this.sql, log, head.seq);
		if (!(await this.#hasLine(log, head))) throw new Error('the lines of the log do not reach its head');
		return { lines, head };
	}

	/** Removes a log that the database no longer has: its incident was opened after the back-up that was restored. */
	#remove(log: IncidentId): void {
		this.#followers.get(log)?.load([], LOG_START);
		this.#followers.delete(log);
	}

	async #pollAll(): Promise<void> {
		try {
			this.#watched.sweep();
			const rows = await this.sql<{ id: string; head_seq: number; head_hash: Buffer }[]>`
				select id, head_seq, head_hash from log`;
			const heads = new Map(
				rows.map((row) => [IncidentId.parse(row.id), { seq: row.head_seq, hash: shortHash(row.head_hash) }])
			);
			// Without it, all logs would seem removed: the tables are being filled.
			if (!heads.has(INSTALLATION)) throw new Error('the database has no installation');
			for (const [log, { seq }] of heads) this.#unread.grew(log, seq);
			// A line that this process just stored may be missing in an answer from before: each of these logs is read.
			const suspects = [...this.#followers.values()].filter(({ log, position }) => {
				const head = heads.get(log);
				return !head || head.seq < position.seq || (head.seq === position.seq && head.hash !== position.hash);
			});
			await Promise.all([
				this.#unreadReads.run(),
				...suspects.map(({ log }) => this.poll(log)),
				...[...this.#needsReload].map((log) => this.#reloads.run(log))
			]);
			this.#incomplete =
				this.#needsReload.size > 0
					? 'the database lacks lines that this program has read: is it being restored?'
					: null;
		} catch (error) {
			if (!isDatabaseUnavailable(error)) this.#incomplete = `the log cannot be read: ${String(error)}`;
			if (!this.#stopped)
				logger.warn({ action: 'follow', result: 'failed', error: String(error) }, 'the log cannot be read');
		}
	}

	/** Reads the logs that grew, with one query for all known logs. Never rejects. */
	async #readUnread(): Promise<void> {
		if (this.#isStopped() || this.#unknownEvent) return;
		const unread = this.#unread.all();
		const known = unread.filter((log) => this.has(log)).map((log): ReadUpTo => [log, this.position(log)]);
		// One unreadable line makes the query for all logs fail; each log is then read by itself, so the others go on.
		const read = known.length > 1 ? await linesAfterEach(this.sql, known, MAX_LINES_PER_LOG).catch(() => null) : null;
		const positions = new Map(known);
		for (const [log, lines] of read ?? []) this.follower(log).apply(lines, positions.get(log));
		// New logs, logs with more lines than the limit or that were rolled back, and all logs when the query failed.
		await Promise.all(unread.filter((log) => this.#unread.has(log)).map((log) => this.poll(log)));
	}

	/** A method, because TypeScript would assume that the field is still false after an `await`. */
	#isStopped(): boolean {
		return this.#stopped;
	}
	/** Reads the new lines of one log; resolves when all lines stored before this call are applied. */
	poll(log: IncidentId): Promise<void> {
		return this.#logPolls.run(log);
	}

	async #readNew(log: IncidentId): Promise<void> {
		if (this.#isStopped() || this.#unknownEvent) return;
		try {
			const position = this.position(log);
			if (position.seq > 0) this.follower(log).apply(await linesSince(this.sql, log, position), position);
			else await this.#loadFirst(log);
		} catch (error) {
			if (error instanceof LogRolledBack) {
				logger.error({ action: 'follow', object: log, result: 'wentBack' }, 'a log was rolled back: it is read again');
				this.#needsReload.add(log);
				await this.#reloads.run(log);
				return;
			}
			if (error instanceof UnknownEvent) this.#unknownEvent = error.message;
			if (!this.#isStopped())
				logger.error(
					{ action: 'follow', object: log, result: 'failed', error: String(error) },
					'the log cannot be followed'
				);
		}
	}

	async #loadFirst(log: IncidentId): Promise<void> {
		const stored = await this.#readStored(log);
		if (!stored) return;
		const { lines, head } = stored;
		const follower = this.follower(log);
		// False when lines were applied while these were read: then these are not new.
		if (!follower.loadFirst(lines, head)) return;
		this.#followers.set(log, follower);
		this.#notifyListeners(log, (listener) => listener.reloaded?.(log, false));
	}
}

/** Read-only access to the logs. */
export type ReadLogs = Pick<
	Logs,
	| 'catchUp'
	| 'catchUpAll'
	| 'has'
	| 'incidents'
	| 'installation'
	| 'listen'
	| 'position'
	| 'seq'
	| 'state'
	| 'unknownEvent'
	| 'watch'
>;

/** The connections for following the logs. */
export const connectLog = (url: string): Sql => connect(url, { max: CONNECTIONS.log, name: 'voelspriet log' });
