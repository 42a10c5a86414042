import type { Sql } from '$lib/server/platform/driver/sql';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { inIncident, momentOf, type IncidentId, type InIncident, type SourceId } from '$lib/domain/core/ids';
import { recordOutage, type Outage } from '$lib/domain/posts/outage';
import { postsArrived } from '$lib/domain/posts/post';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { profileChanged } from '$lib/domain/posts/search/profile';
import { MINUTES_REMEMBERED, readPace, type PaceReading } from '$lib/domain/posts/silence';
import type { SourceStatusView } from '$lib/domain/posts/source-status';
import { collectsByItself, sourceAdded, sourceStateSet } from '$lib/domain/posts/source';
import type { Executor } from '$lib/server/log/execute/execute';
import type { LogLine } from '$lib/server/log/lines';
import type { Logs } from '$lib/server/log/logs';
import { log as logger } from '$lib/server/platform/operations/logger';
import { systemCommandId } from '$lib/server/log/execute/system-command';
import { followedIncidents, type FollowedIncident } from '../scheduler/followed-incidents';
import type { SourceStatus } from '../scheduler/source-status';
import { silenceDue } from './silence-due';

const MINUTE = 60_000;
const minuteOf = (at: number): number => Math.floor(at / MINUTE);

/** The number of posts from one source in the last hours, by the minute. */
class Pace {
	readonly #minutes = new Map<number, number>();
	#since: number;

	/** @param since when listening started, in milliseconds */
	constructor(since: number) {
		this.#since = minuteOf(since);
	}

	add(at: number, posts: number): void {
		const now = minuteOf(at);
		this.#minutes.set(now, (this.#minutes.get(now) ?? 0) + posts);
		for (const old of this.#minutes.keys()) if (old < now - MINUTES_REMEMBERED) this.#minutes.delete(old);
	}

	/** Ignores the silence until now: the source was failing, or nothing was listening. */
	restart(now: number): void {
		this.#since = minuteOf(now);
	}

	read(now: number): PaceReading | null {
		return readPace(this.#minutes, minuteOf(now), this.#since);
	}
}

interface SilenceWatchOptions {
	readonly logs: Logs;
	readonly sql: Sql;
	readonly execute: Executor;
	/** The status of a source that some process polls; null for others. */
	statusOf(incident: IncidentId, source: SourceId): SourceStatus | null;
	/** The wall clock, in milliseconds. */
	now(): number;
}

/** What one process knows of one source. */
interface WatchedSource {
	pace: Pace;
	last: number | null;
}

/** The status of a source that no process is known to poll. */
const NOT_POLLED: Omit<SourceStatus, 'lastPost'> = {
	lastGood: null,
	problem: null,
	next: null,
	skipped: { count: 0, reasons: {} },
	errors: [],
	cost: null
};

/** Milliseconds between two checks. */
const CHECK_INTERVAL = 5_000;

/**
 * Watches the sources that collect by themselves, by the arrivals in the log: so every process knows the pace of every
 * source. Silence that begins or ends becomes an event, once, however many processes watch (the process that polls a
 * source records its failures: scheduler/outages.ts). Exercises have their own clock and are not watched.
 */
export class SilenceWatch {
	readonly #watched = new Map<InIncident<SourceId>, WatchedSource>();
	#timer: NodeJS.Timeout | undefined;
	#unlisten: (() => void) | undefined;
	readonly #checkOnce = new SingleFlight(() => this.#checkSafely());
	#stopped = false;

	constructor(readonly options: SilenceWatchOptions) {}

	start(): void {
		this.#unlisten = this.options.logs.listen({
			lines: (log, lines) => {
				for (const line of lines) if (!line.redacted) this.#applyLine(log, line);
			},
			reloaded: (_, isRolledBack) => {
				if (isRolledBack) this.#watched.clear();
			}
		});
		this.#timer = setInterval(() => void this.check(), CHECK_INTERVAL);
	}
	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		this.#unlisten?.();
		await this.#checkOnce.idle();
	}

	/** The status of a source as far as this process knows; null when it knows nothing. */
	statusOf(incident: IncidentId, source: SourceId): Omit<SourceStatusView, 'source'> | null {
		const status = this.options.statusOf(incident, source);
		const watched = this.#watched.get(inIncident(incident, source));
		if (!status && !watched) return null;
		const pace = watched?.pace.read(this.options.now()) ?? null;
		const { lastGood, problem, next, skipped, errors, cost } = status ?? NOT_POLLED;
		return {
			polled: status !== null,
			lastGood,
			problem,
			next,
			lastPost: status?.lastPost ?? (watched && watched.last !== null ? momentOf(watched.last) : null),
			skipped: skipped.count,
			deadLinks: skipped.deadLinks ?? [],
			errors: [...errors],
			cost,
			pace: pace && { normal: pace.normal, now: pace.now, silent: pace.silentSince !== null }
		};
	}

	/** Checks every source once. Concurrent calls share one check. */
	check(): Promise<void> {
		return this.#checkOnce.get();
	}

	async #checkSafely(): Promise<void> {
		try {
			await this.#checkAll();
		} catch (error) {
			// The database cannot be reached: a lack of posts does not mean that the sources are silent.
			for (const { pace } of this.#watched.values()) pace.restart(this.options.now());
			if (!this.#stopped)
				logger.warn({ action: 'source.watch', result: 'failed', err: error }, 'the sources could not be watched');
		}
	}

	async #checkAll(): Promise<void> {
		const incidents = followedIncidents(this.options.logs)
			.incidents()
			.filter(({ exercise }) => !exercise);
		const watched = new Set(
			incidents.flatMap((incident) =>
				incident.sources.filter(collectsByItself).map(({ id }) => inIncident(incident.id, id))
			)
		);
		for (const source of this.#watched.keys()) if (!watched.has(source)) this.#watched.delete(source);
		for (const incident of incidents) await this.#checkIncident(incident);
	}

	async #checkIncident({ id: incident, sources }: FollowedIncident): Promise<void> {
		const unwatched = sources.filter(
			(source) => collectsByItself(source) && !this.#watched.has(inIncident(incident, source.id))
		);
		if (unwatched.length > 0)
			await this.#loadPace(
				incident,
				unwatched.map(({ id }) => id)
			);
		for (const { id: source } of sources) {
			const watched = this.#watched.get(inIncident(incident, source));
			if (!watched || this.#stopped) continue;
			const now = this.options.now();
			const status = this.options.statusOf(incident, source);
			if (status?.problem) watched.pace.restart(now);
			const openOutages = this.options.logs.state(incident)?.outages.get(source)?.outages ?? [];
			const due = silenceDue(
				{ failing: Boolean(status?.problem), pace: watched.pace.read(now), openOutages, last: watched.last },
				now
			);
			if (due) await this.#recordOutage(incident, source, due);
		}
	}

	async #recordOutage(incident: IncidentId, source: SourceId, outage: Outage): Promise<void> {
		const id = systemCommandId(
			incident,
			recordOutage.type,
			`${source} ${outage.why} ${outage.from} ${String(outage.to)}`
		);
		try {
			await this.options.execute.execute(
				incident,
				{ id, type: recordOutage.type, input: { source, ...outage } },
				SYSTEM,
				null
			);
		} catch (error) {
			// A person paused the source or closed the incident at this moment.
			if (!(error instanceof Refusal)) throw error;
		}
	}

	/** Counts the posts from before this process started, so that a restart keeps the pace; silence counts from now. */
	async #loadPace(incident: IncidentId, sources: readonly SourceId[]): Promise<void> {
		const rows = await this.options.sql<{ source: string; at: Date; posts: number }[]>`
			select data->>'source' as source, date_trunc('minute', at) as at, coalesce(sum((data->>'count')::int), 0)::int as posts
			from (select at, type, data from event where log_id = ${incident} order by seq desc limit 50000) last
			where type = ${postsArrived.type} and data->>'source' = any(${[...sources]}) and at > now() - ${`${MINUTES_REMEMBERED} minutes`}::interval
			group by 1, 2`;
		for (const source of sources) {
			const pace = new Pace(this.options.now());
			for (const row of rows) if (row.source === source) pace.add(row.at.getTime(), row.posts);
			this.#watched.set(inIncident(incident, source), { pace, last: null });
		}
	}

	#applyLine(log: IncidentId, { type, data, wallAt }: LogLine): void {
		if (type === postsArrived.type) {
			const { source, count } = postsArrived.data.parse(data);
			const watched = this.#watched.get(inIncident(log, source));
			if (!watched) return;
			watched.last = Date.parse(wallAt);
			watched.pace.add(watched.last, count);
		}
		// The pace changes after these events.
		if (type === sourceStateSet.type) this.#restartPace(log, [sourceStateSet.data.parse(data).source]);
		if (type === sourceAdded.type) this.#restartPace(log, [sourceAdded.data.parse(data).id]);
		if (type === profileChanged.type) this.#restartPace(log, [...(this.options.logs.state(log)?.sources.keys() ?? [])]);
	}
	#restartPace(log: IncidentId, sources: readonly SourceId[]): void {
		for (const source of sources)
			this.#watched.set(inIncident(log, source), { pace: new Pace(this.options.now()), last: null });
	}
}
