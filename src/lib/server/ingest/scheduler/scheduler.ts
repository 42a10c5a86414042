import { setTimeout as pause } from 'node:timers/promises';
import { Coalescer } from '$lib/concurrency/coalescer';
import type { Connection } from '$lib/domain/posts/connections/connection';
import { inIncident, type ConnectionId, type IncidentId, type Moment, type SourceId } from '$lib/domain/core/ids';
import { collectsByItself } from '$lib/domain/posts/source';
import { log } from '$lib/server/platform/operations/logger';
import type { Unmatched } from './profile-preview';
import { ConnectionRunner, type Target } from './connection-runner';
import { ExerciseRunner } from './exercise-runner';
import type { FollowedIncidents, FollowedIncident } from './followed-incidents';
import type { Leases } from '$lib/server/platform/database/leases';
import type { SourceStatus } from './source-status';
import { SourceStatusBook, type SourceKey, type StatusBoard } from './status-board';
import type { RunnerContext } from './tools';

/** The most connections that are polled, or wait for their posts to be stored, at once. */
export const maxConcurrentPolls = 8;
/** The most milliseconds that a person waits for the status of a connection. */
const POLL_TIMEOUT = 4_000;
/** Milliseconds that stopping may take. */
const STOP_TIMEOUT = 1_500;

export interface SchedulerOptions extends Omit<RunnerContext, 'statusOf'> {
	followed: FollowedIncidents;
	locks: Leases;
	board: StatusBoard;
	/** Called after the expected end: pauses the sources that collect by themselves. Called again when it fails. */
	pauseEnded(incident: IncidentId, sources: readonly SourceId[], expectedEnd: Moment): Promise<void>;
	/** Resumes those of these sources that `pauseEnded` paused for this end, which is yet to come: the clock was wrong. */
	resumeEarly(incident: IncidentId, sources: readonly SourceId[], expectedEnd: Moment): Promise<void>;
	/** Milliseconds between two checks for locks that others released, and for incidents that ended. */
	reconcileEvery?: number;
	/** Milliseconds after which processes share the status of their sources again. */
	shareEvery?: number;
}

/** One thing to run, on one process at a time. */
type DesiredRun = { key: string } & (
	{ connection: Readonly<Connection>; targets: readonly Target[] } | { exercise: FollowedIncident }
);
interface Running {
	runner: ConnectionRunner | ExerciseRunner;
	stop: AbortController;
	done: Promise<void>;
}

/**
 * Runs every active source of every open incident that collects by itself: exercises, and connections (each once for all
 * its sources). One of several processes runs each of them; when that process dies, another resumes at the stored
 * position.
 */
export class Scheduler {
	readonly #running = new Map<string, Running>();
	readonly #statuses: SourceStatusBook;
	/** The active sources of open incidents. */
	#active: ReadonlySet<SourceKey> = new Set();
	readonly #pausedAtEnd = new Map<IncidentId, Moment>();
	/** The expected end for which early pauses were last checked. */
	readonly #checkedEarly = new Map<IncidentId, Moment>();
	readonly #context: RunnerContext;
	#timer: NodeJS.Timeout | undefined;
	#unlisten: (() => void) | undefined;
	readonly #reconciler = new Coalescer(() => this.#reconcileOnce());
	#stopped = false;

	constructor(readonly options: SchedulerOptions) {
		this.#statuses = new SourceStatusBook(options.board, options.now, options.shareEvery);
		this.#context = { ...options, statusOf: (incident, source) => this.#statuses.own(inIncident(incident, source)) };
	}

	start(): void {
		this.#unlisten = this.options.followed.changes(() => void this.reconcile());
		this.#timer = setInterval(() => void this.reconcile(), this.options.reconcileEvery ?? 1_000);
		this.#statuses.start();
		// Read the statuses of other processes before taking over a source.
		void this.#statuses.share().then(() => this.reconcile());
	}

	/** Stops within two seconds: aborts requests, but finishes storing posts. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		this.#unlisten?.();
		// Do not wait longer: storing may wait for a database that cannot be reached.
		await Promise.race([this.#stopAll(), pause(STOP_TIMEOUT, undefined, { ref: false })]);
	}
	async #stopAll(): Promise<void> {
		await Promise.all([this.#reconciler.idle(), this.#statuses.stop()]);
		await Promise.all([...this.#running.keys()].map((key) => this.#stopRun(key)));
	}

	/** The status of a source in any process; null for one that is paused, or that no process is known to run. */
	statusOf(incident: IncidentId, source: SourceId): SourceStatus | null {
		const key = inIncident(incident, source);
		return this.#active.has(key) ? this.#statuses.of(key) : null;
	}

	/**
	 * Polls a connection now, if it runs in this process. Resolves when it has answered, or after four seconds.
	 */
	async pollNow(connection: ConnectionId): Promise<void> {
		const runner = this.#running.get(`connection/${connection}`)?.runner;
		if (runner instanceof ConnectionRunner)
			await Promise.race([runner.pollNow(), pause(POLL_TIMEOUT, undefined, { ref: false })]);
	}

	/** The posts of the last hour that matched no search profile: of the sources that run here; others are counted. */
	unmatchedSample(incident: IncidentId): Unmatched {
		const sources = this.options.followed.incidents().find(({ id }) => id === incident)?.sources ?? [];
		const connected = sources.filter(({ connection }) => connection !== null);
		const samples = connected.flatMap(
			({ id }) => this.#statuses.here(inIncident(incident, id))?.unmatched.read(this.options.now()) ?? []
		);
		return {
			seen: samples.reduce((sum, { seen }) => sum + seen, 0),
			texts: samples.flatMap(({ texts }) => texts),
			otherSources: connected.length - samples.length
		};
	}

	/** Compares what should run with what runs. Concurrent calls share one check, and one more after it. */
	reconcile(): Promise<void> {
		return this.#reconciler.run();
	}

	async #reconcileOnce(): Promise<void> {
		try {
			await this.#compare();
		} catch (error) {
			log.warn({ action: 'source.run', result: 'failed', err: error }, 'the running sources could not be reconciled');
		}
	}

	async #compare(): Promise<void> {
		if (this.#stopped) return;
		const incidents = this.options.followed.incidents();
		this.#active = new Set(
			incidents.flatMap((incident) => incident.sources.map(({ id }) => inIncident(incident.id, id)))
		);
		const wanted = new Map(this.#desiredRuns(incidents).map((one) => [one.key, one]));
		await this.options.locks.beat();
		const finished = [...this.#running].filter(
			([key, { runner }]) => !this.options.locks.has(key) || !isStillWanted(runner, wanted.get(key))
		);
		await Promise.all(finished.map(([key]) => this.#stopRun(key)));
		for (const [key, { runner }] of this.#running) updateRunner(runner, wanted.get(key));
		const idle = [...wanted.keys()].filter((key) => !this.#running.has(key));
		for (const key of await this.options.locks.take(idle)) {
			const one = wanted.get(key);
			if (one) await this.#startRun(one);
		}
		for (const incident of this.#incidentsRunningHere(wanted)) this.options.followed.watch(incident);
		this.#statuses.run(new Set([...this.#running.keys()].flatMap((key) => sourcesOf(wanted.get(key)))));
		await this.#pauseEnded(incidents);
	}

	#desiredRuns(incidents: readonly FollowedIncident[]): DesiredRun[] {
		const targets = new Map<ConnectionId, Target[]>();
		const exercises: DesiredRun[] = [];
		for (const incident of incidents) {
			if (incident.exercise && incident.sources.some(({ kind }) => kind === 'exercise'))
				exercises.push({ key: `exercise/${incident.id}`, exercise: incident });
			for (const { id, connection } of incident.sources) {
				if (!connection || incident.exercise) continue;
				const { profile, place } = incident;
				const failing = incident.failing.get(id) ?? null;
				targets.set(connection, [
					...(targets.get(connection) ?? []),
					{ incident: incident.id, source: id, profile, place, failing }
				]);
			}
		}
		const connections = [...targets].flatMap(([id, sources]): DesiredRun[] => {
			const connection = this.options.followed.connection(id);
			return connection ? [{ key: `connection/${id}`, connection, targets: sources }] : [];
		});
		return [...exercises, ...connections];
	}

	/** The incidents whose sources run in this process. */
	#incidentsRunningHere(wanted: ReadonlyMap<string, DesiredRun>): ReadonlySet<IncidentId> {
		return new Set([...this.#running.keys()].flatMap((key) => incidentsOf(wanted.get(key))));
	}

	async #startRun(wanted: DesiredRun): Promise<void> {
		const runner =
			'exercise' in wanted
				? new ExerciseRunner(wanted.exercise, this.#context)
				: new ConnectionRunner(wanted.connection, this.#context);
		if (this.#stopped) {
			await this.options.locks.release(wanted.key);
			return;
		}
		updateRunner(runner, wanted);
		const stop = new AbortController();
		const done = runner.run(stop.signal).catch((error: unknown) => {
			log.error(
				{ action: 'source.run', object: wanted.key, result: 'failed', err: error },
				'a source stopped because of a bug'
			);
		});
		this.#running.set(wanted.key, { runner, stop, done });
	}

	async #stopRun(key: string): Promise<void> {
		const running = this.#running.get(key);
		running?.stop.abort();
		await running?.done;
		this.#running.delete(key);
		await this.options.locks.release(key).catch(() => undefined);
	}

	/** Pauses once for each expected end, so that a person can resume a source afterwards. */
	async #pauseEnded(incidents: readonly FollowedIncident[]): Promise<void> {
		for (const { id, expectedEnd, sources, ended } of incidents) {
			if (Date.parse(expectedEnd) > this.options.now()) {
				this.#pausedAtEnd.delete(id);
				if (ended.length === 0 || this.#checkedEarly.get(id) === expectedEnd) continue;
				await this.options.resumeEarly(id, ended, expectedEnd);
				this.#checkedEarly.set(id, expectedEnd);
				continue;
			}
			this.#checkedEarly.delete(id);
			if (this.#pausedAtEnd.get(id) === expectedEnd) continue;
			const collecting = sources.filter(collectsByItself).map((source) => source.id);
			if (collecting.length > 0) await this.options.pauseEnded(id, collecting, expectedEnd);
			this.#pausedAtEnd.set(id, expectedEnd);
		}
	}
}

/** A connection whose address or key changed is restarted at its stored position. */
const isStillWanted = (runner: ConnectionRunner | ExerciseRunner, wanted: DesiredRun | undefined): boolean =>
	wanted !== undefined &&
	!(runner instanceof ConnectionRunner && 'connection' in wanted && runner.connection !== wanted.connection);

function sourcesOf(wanted: DesiredRun | undefined): SourceKey[] {
	if (!wanted) return [];
	if ('targets' in wanted) return wanted.targets.map(({ incident, source }) => inIncident(incident, source));
	return wanted.exercise.sources.map(({ id }) => inIncident(wanted.exercise.id, id));
}

function incidentsOf(wanted: DesiredRun | undefined): IncidentId[] {
	if (!wanted) return [];
	return 'targets' in wanted ? wanted.targets.map(({ incident }) => incident) : [wanted.exercise.id];
}

function updateRunner(runner: ConnectionRunner | ExerciseRunner, wanted: DesiredRun | undefined): void {
	if (wanted && 'exercise' in wanted && runner instanceof ExerciseRunner) runner.setIncident(wanted.exercise);
	if (wanted && 'targets' in wanted && runner instanceof ConnectionRunner) runner.setTargets(wanted.targets);
}
