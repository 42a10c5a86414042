import type { Sql } from 'postgres';
import { Counter } from 'prom-client';
import { Coalescer } from '$lib/concurrency/coalescer';
import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { UnknownEvent } from '$lib/domain/events';
import { INSTALLATION, IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { changesEarlierLines } from '$lib/domain/incident/masking';
import { connect, CONNECTIONS } from '$lib/server/database/connect';
import { notificationHandler } from '$lib/server/database/notification';
import { log as note } from '$lib/server/operations/logger';
import { metrics } from '$lib/server/operations/metrics';
import { makeLog } from './append';
import { Follower } from './follower';
import { linesAfter, linesForState, type LogLine } from './lines';
import { CHANNEL, grownIn, notifyOf, WakeUps } from './wake-ups';

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
/** How often logs are polled for what was not notified, in milliseconds. */
const POLL_EVERY = 1000;

/**
 * Follows all logs of this installation: reads what is new once per process, keeps each log's state, and hands the
 * lines on. One process and twenty behave alike, as the database is all they share.
 */
export class Logs {
	readonly #followers = new Map<IncidentId, Follower>();
	readonly #listeners = new Set<LogListener>();
	readonly #rounds = new Coalescer(() => this.#pollAll());
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
		await Promise.all([this.#polls.idle(), this.#reloads.idle()]);
	}

	listen(listener: LogListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** The incidents there are, in no order. */
	incidents(): IncidentId[] {
		return [...this.#followers.keys()].filter((id) => id !== INSTALLATION);
	}
	has(log: IncidentId): boolean {
		return this.#followers.has(log);
	}
	/** Every log with the number up to which this process has followed it. */
	positions(): (readonly [log: IncidentId, seq: number])[] {
		return [...this.#followers].map(([log, { seq }]) => [log, seq]);
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
		if (seq > this.seq(log)) void this.poll(log);
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
			const heads = await this.sql<{ id: string; head_seq: number }[]>`select id, head_seq from log`;
			const behind = heads
				.map(({ id, head_seq }) => ({ id: IncidentId.parse(id), head_seq }))
				.filter(({ id, head_seq }) => head_seq > this.seq(id));
			await Promise.all([
				...behind.map(({ id }) => this.poll(id)),
				...[...this.#blanked].map((log) => this.#reloads.run(log))
			]);
		} catch (error) {
			if (!this.#stopped)
				note.warn({ action: 'follow', result: 'failed', error: String(error) }, 'the log cannot be read');
		}
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
export type ReadLogs = Pick<Logs, 'has' | 'incidents' | 'installation' | 'listen' | 'positions' | 'seq' | 'state'>;

/** Connections of the tail alone. */
export const connectLog = (url: string): Sql => connect(url, { max: CONNECTIONS.log, name: 'voelspriet log' });
