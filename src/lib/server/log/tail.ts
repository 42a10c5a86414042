import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { Counter } from 'prom-client';
import { Coalescer } from '$lib/concurrency/coalescer';
import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { UnknownEvent } from '$lib/domain/events';
import { INSTALLATION, IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { changesEarlierLines } from '$lib/domain/incident/masking';
import { connect, CONNECTIONS } from '$lib/server/platform/database/connect';
import { notificationHandler } from '$lib/server/platform/database/notification';
import { log as note } from '$lib/server/platform/operations/logger';
import { metrics } from '$lib/server/platform/operations/metrics';
import { makeLog } from './append';
import { Follower } from './follower';
import { linesAfter, linesAfterEach, linesForState, type LogLine, type ReadUpTo } from './lines';
import { CHANNEL, grownIn, notifyOf, WakeUps } from './follow/wake-ups';

/** The logs that grew, as far as this process was notified, and that it has not read so far. */
export class UnreadLogs {
	/** the newest number of each */
	readonly #newest = new Map<IncidentId, number>();

	/** @param reached the number up to which this process has followed a log */
	constructor(readonly reached: (log: IncidentId) => number) {}

	/** This log has a line of this number. */
	grew(log: IncidentId, seq: number): void {
		if (seq > this.reached(log)) this.#newest.set(log, Math.max(seq, this.#newest.get(log) ?? 0));
	}
	/** Those with lines that were not read; forgets the others. */
	all(): readonly IncidentId[] {
		for (const log of this.#newest.keys()) if (!this.has(log)) this.#newest.delete(log);
		return [...this.#newest.keys()];
	}
	has(log: IncidentId): boolean {
		return (this.#newest.get(log) ?? 0) > this.reached(log);
	}
}

/** How long a log stays watched after somebody said that they watch it, in milliseconds. */
const LASTS = 10_000;

/**
 * The logs that somebody in this process watches or feeds. They renew it: so nothing has to be given back, and a renewal
 * that is left out only has a log read a second later.
 */
export class WatchedLogs {
	readonly #until = new Map<IncidentId, number>();

	watch(log: IncidentId): void {
		this.#until.set(log, performance.now() + LASTS);
	}
	has(log: IncidentId): boolean {
		return (this.#until.get(log) ?? -Infinity) > performance.now();
	}
	/** Forgets those that nobody watches any more. */
	sweep(): void {
		for (const log of this.#until.keys()) if (!this.has(log)) this.#until.delete(log);
	}
}

/**
 * Receives every line of every log once, in order. `reloaded` means that lines were redacted: a listener that caches
 * anything of this log must read it again.
 */
export interface LogListener {
	lines(log: IncidentId, lines: readonly LogLine[]): void;
	reloaded?(log: IncidentId): void;
}

const listenerFailures = new Counter({
	name: 'voelspriet_log_listener_failures_total',
	help: 'Times that a part of the program failed at lines of the log; the lines are stored all the same.',
	registers: [metrics]
});

/** How often the states of closed incidents that nobody reads are packed, in milliseconds. */
const PACK_EVERY = 5 * 60_000;
/** How often logs are polled for what was not notified or is not watched, in milliseconds. */
const POLL_EVERY = 1000;
/** So many lines of each log are read by one query for all. */
const TOGETHER = 1000;
/** How long those who want the newest lines wait for a database that does not answer, in milliseconds. */
const PATIENCE = 1000;
const late = (): Promise<void> => pause(PATIENCE, undefined, { ref: false });

/**
 * Follows all logs of this installation: reads what is new once per process, keeps each log's state, and hands the
 * lines on. One process and twenty behave alike, as the database is all they share.
 *
 * A log that somebody here watches or feeds is read as soon as it grew, and so are the installation's own and one that is
 * new. The others are only read once a second, all by one query, or when somebody asks for what is newest (`catchUp`): so
 * the work of the database does not grow with what nobody looks at.
 */
export class Logs {
	readonly #followers = new Map<IncidentId, Follower>();
	readonly #listeners = new Set<LogListener>();
	readonly #unread = new UnreadLogs((log) => this.seq(log));
	readonly #watched = new WatchedLogs();
	readonly #rounds = new Coalescer(() => this.#pollAll());
	readonly #reads = new Coalescer(() => this.#readUnread());
	readonly #polls = new KeyedCoalescer<IncidentId>((log) => this.#readNew(log));
	readonly #reloads = new KeyedCoalescer<IncidentId>((log) => this.#reload(log));
	/** Logs of which this process may still hold redacted data. */
	readonly #blanked = new Set<IncidentId>();
	readonly #wakeUps: WakeUps;
	#stopped = false;
	#timer: NodeJS.Timeout | undefined;
	#packTimer: NodeJS.Timeout | undefined;
	#unlisten: (() => Promise<void>) | undefined;
	/** A newer program wrote what this one cannot read: it must be restarted. */
	#unknown: string | null = null;

	/** `sql` is the tail's own pool, so that a queue of commands never holds up what others see. */
	constructor(readonly sql: Sql) {
		this.#wakeUps = new WakeUps(notifyOf(sql));
	}

	async start(): Promise<void> {
		await this.sql.begin((tx) => makeLog(tx, INSTALLATION));
		const listening = await this.sql.listen(
			CHANNEL,
			notificationHandler(CHANNEL, (payload) => this.#heard(payload)),
			() => void this.#rounds.run()
		);
		this.#unlisten = () => listening.unlisten();
		await this.#rounds.run();
		this.#timer = setInterval(() => void this.#rounds.run(), POLL_EVERY);
		this.#packTimer = setInterval(() => void this.packClosed(), PACK_EVERY);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		clearInterval(this.#packTimer);
		await this.#wakeUps.stop();
		await this.#unlisten?.().catch(() => undefined);
		await Promise.all([this.#polls.idle(), this.#reloads.idle(), this.#reads.idle()]);
	}

	listen(listener: LogListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Somebody here watches or feeds this log: for the next ten seconds its lines are read as soon as they are there. */
	watch(log: IncidentId): void {
		if (!this.has(log)) return;
		this.#watched.watch(log);
		if (this.#unread.has(log)) void this.poll(log);
	}
	/** Whether this process has read all that it was notified of. */
	isCaughtUp(log: IncidentId): boolean {
		return !this.#unread.has(log);
	}
	/**
	 * Resolves when what this process was notified of is read, and watches the log. Never rejects, and waits a second at most: then what is
	 * known has to do.
	 */
	async catchUp(log: IncidentId): Promise<void> {
		this.watch(log);
		if (this.#unread.has(log)) await Promise.race([this.poll(log), late()]);
	}
	/** The same for all logs, of which none is watched for it. */
	async catchUpAll(): Promise<void> {
		if (this.#unread.all().length > 0) await Promise.race([this.#reads.run(), late()]);
	}

	/** The incidents there are, in no order. */
	incidents(): IncidentId[] {
		return [...this.#followers.keys()].filter((id) => id !== INSTALLATION);
	}
	has(log: IncidentId): boolean {
		return this.#followers.has(log);
	}
	/** The state as far as this process has followed; null when there is no such log. */
	state(log: IncidentId): ReadState | null {
		return this.#followers.get(log)?.state ?? null;
	}
	/** The number up to which this process has followed; 0 when there is no such log. */
	seq(log: IncidentId): number {
		return this.#followers.get(log)?.seq ?? 0;
	}
	get installation(): ReadState {
		return this.follower(INSTALLATION).state;
	}
	/** The type of an event that this program does not know; null as long as it can follow. */
	get unknownEvent(): string | null {
		return this.#unknown;
	}

	/** What keeps this process from following; null as long as it can. @throws when the database is away */
	async problem(): Promise<string | null> {
		await this.sql`select 1`;
		return this.#unknown && `a newer program wrote "${this.#unknown}": start that version`;
	}

	/**
	 * For the write path alone: it applies lines that it read under the lock or has just committed. A new follower is
	 * kept once it has lines: the id may not exist.
	 */
	follower(log: IncidentId): Follower {
		return this.#followers.get(log) ?? new Follower(log, (lines, by) => this.#taken(by, lines));
	}

	/**
	 * For the write path alone: applies lines that it has just committed, and has the other processes told. They are told
	 * first: what this process makes of the lines is not theirs to wait for.
	 */
	committed(follower: Follower, lines: readonly LogLine[]): void {
		const last = lines.at(-1);
		if (last) this.#wakeUps.grew(follower.log, last.seq);
		follower.apply(lines);
	}

	/** Packs the states of closed incidents, but for what was read since the last call. */
	async packClosed(): Promise<void> {
		const slice = new TimeSlice();
		for (const follower of this.#followers.values()) {
			if (follower.state.incident?.phase !== 'closed') continue;
			follower.pack();
			if (slice.isOver) await slice.yield();
		}
	}

	/** This process hears itself as well, and of much that it read before it was told: it has those lines. */
	#heard(payload: string): void {
		const { log, seq } = grownIn(payload);
		this.#unread.grew(log, seq);
		const isUrgent = log === INSTALLATION || !this.has(log) || this.#watched.has(log);
		if (isUrgent && this.#unread.has(log)) void this.poll(log);
	}

	#taken(by: Follower, lines: readonly LogLine[]): void {
		const kept = this.#followers.get(by.log) ?? by;
		this.#followers.set(by.log, kept);
		if (kept === by) this.#notify(by.log, lines);
		// Another follower was kept meanwhile: it announces the lines that are new to it.
		else kept.apply(lines);
	}

	#notify(log: IncidentId, lines: readonly LogLine[]): void {
		this.#toEach(log, (listener) => listener.lines(log, lines));
		if (!lines.some(({ type }) => changesEarlierLines.has(type))) return;
		this.#blanked.add(log);
		void this.#reloads.run(log);
	}

	/**
	 * A listener that fails neither keeps the lines from the others, nor makes a stored command look failed to its
	 * sender.
	 */
	#toEach(log: IncidentId, call: (listener: LogListener) => void): void {
		for (const listener of this.#listeners) {
			try {
				call(listener);
			} catch (error) {
				listenerFailures.inc();
				note.error({ action: 'follow', object: log, result: 'failed', err: error }, 'a listener of the log failed');
			}
		}
	}

	/**
	 * Reads the log again from the first line, because an earlier line was redacted. A failure is retried at the next
	 * poll.
	 */
	async #reload(log: IncidentId): Promise<void> {
		if (!this.#blanked.delete(log)) return;
		try {
			this.follower(log).load(...(await this.#storedUpToHere(log)));
			this.#toEach(log, (listener) => listener.reloaded?.(log));
		} catch (error) {
			this.#blanked.add(log);
			if (!this.#stopped)
				note.warn(
					{ action: 'follow', object: log, result: 'failed', error: String(error) },
					'a redacted log cannot be read'
				);
		}
	}

	/** Reads until no new line arrived during the read: redacted data must not stay because others are busy. */
	async #storedUpToHere(log: IncidentId): Promise<[lines: LogLine[], head: number]> {
		const { lines, head } = await this.#stored(log);
		let upTo = head;
		while (upTo < this.seq(log)) {
			const more = await linesAfter(this.sql, log, upTo);
			lines.push(...more);
			upTo = more.at(-1)?.seq ?? upTo;
		}
		return [lines, upTo];
	}

	async #stored(log: IncidentId): Promise<{ lines: LogLine[]; head: number }> {
		const [row] = await this.sql<{ head_seq: number }[]>`select head_seq from log where id = ${log}`;
		const head = row?.head_seq ?? 0;
		return { lines: await linesForState(this.sql, log, head), head };
	}

	async #pollAll(): Promise<void> {
		try {
			this.#watched.sweep();
			const heads = await this.sql<{ id: string; head_seq: number }[]>`select id, head_seq from log`;
			for (const { id, head_seq } of heads) this.#unread.grew(IncidentId.parse(id), head_seq);
			await Promise.all([this.#reads.run(), ...[...this.#blanked].map((log) => this.#reloads.run(log))]);
		} catch (error) {
			if (!this.#stopped)
				note.warn({ action: 'follow', result: 'failed', error: String(error) }, 'the log cannot be read');
		}
	}

	/** Reads the logs that grew: one query for all that are followed. Never rejects. */
	async #readUnread(): Promise<void> {
		if (this.#isStopped() || this.#unknown) return;
		const unread = this.#unread.all();
		const known = unread.filter((log) => this.has(log)).map((log): ReadUpTo => [log, this.seq(log)]);
		// A read of many that fails says nothing of each: one line that cannot be read must not hold up the other logs.
		const read = known.length > 1 ? await linesAfterEach(this.sql, known, TOGETHER).catch(() => null) : null;
		for (const [log, lines] of read ?? []) this.follower(log).apply(lines);
		// The new ones, those with more lines than that, and all when the query failed.
		await Promise.all(unread.filter((log) => this.#unread.has(log)).map((log) => this.poll(log)));
	}

	/** Asked again after an await: it may have been stopped meanwhile. */
	#isStopped(): boolean {
		return this.#stopped;
	}
	/** Reads the new lines of one log; resolves when those are applied that were stored before this call. */
	poll(log: IncidentId): Promise<void> {
		return this.#polls.run(log);
	}

	async #readNew(log: IncidentId): Promise<void> {
		if (this.#isStopped() || this.#unknown) return;
		try {
			const seq = this.seq(log);
			if (seq > 0) this.follower(log).apply(await linesAfter(this.sql, log, seq));
			else await this.#loadFirst(log);
		} catch (error) {
			if (error instanceof UnknownEvent) this.#unknown = error.message;
			if (!this.#isStopped())
				note.error(
					{ action: 'follow', object: log, result: 'failed', error: String(error) },
					'the log cannot be followed'
				);
		}
	}

	async #loadFirst(log: IncidentId): Promise<void> {
		const { lines, head } = await this.#stored(log);
		const follower = this.follower(log);
		// False when lines were applied while these were read: then they are not new.
		if (!follower.loadFirst(lines, head)) return;
		this.#followers.set(log, follower);
		this.#toEach(log, (listener) => listener.reloaded?.(log));
	}
}

/** The logs for those who only read them. */
export type ReadLogs = Pick<
	Logs,
	'catchUp' | 'catchUpAll' | 'has' | 'incidents' | 'installation' | 'listen' | 'seq' | 'state' | 'watch'
>;

/** Connections of the tail alone. */
export const connectLog = (url: string): Sql => connect(url, { max: CONNECTIONS.log, name: 'voelspriet log' });
