import { Coalescer } from '$lib/concurrency/coalescer';
import type { IncidentId } from '$lib/domain/core/ids';
import { areAtWork } from '$lib/domain/incident/computer-colleagues';
import type { Leases } from '$lib/server/platform/database/leases';
import { log } from '$lib/server/platform/operations/logger';
import { ColleagueRunner, type RunnerOptions } from './colleague-runner';

/** Milliseconds between two checks for exercises whose process died. */
const RECONCILE_INTERVAL_MS = 1_000;
/** The types of events that change whether they work, and how fast. */
const relevantTypes = /^(?:computer|exercise|incident)\./;

interface ColleaguesOptions extends RunnerOptions {
	/** The process that holds the lock of an exercise runs its colleagues. */
	readonly locks: Leases;
}
interface RunningColleagues {
	readonly runner: ColleagueRunner;
	readonly stop: AbortController;
	readonly done: Promise<void>;
}

const lockOf = (incident: IncidentId): string => `computers/${incident}`;

/** Runs the computer colleagues of every exercise where people let them in, each in one process at a time. */
export class ComputerColleaguesService {
	readonly #running = new Map<IncidentId, RunningColleagues>();
	readonly #rounds = new Coalescer(() => this.#reconcile());
	#timer: NodeJS.Timeout | undefined;
	#unlisten: (() => void) | undefined;
	#stopped = false;

	constructor(readonly options: ColleaguesOptions) {}

	start(): void {
		this.#unlisten = this.options.executor.logs.listen({
			lines: (incident, lines) => {
				if (!lines.some(({ type }) => relevantTypes.test(type))) return;
				this.#running.get(incident)?.runner.wake();
				void this.#rounds.run();
			},
			reloaded: (incident) => this.#running.get(incident)?.runner.wake()
		});
		this.#timer = setInterval(() => void this.#rounds.run(), RECONCILE_INTERVAL_MS);
		void this.#rounds.run();
	}

	/** Waits until the work in progress is stored. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		this.#unlisten?.();
		await this.#rounds.idle();
		await Promise.all([...this.#running.keys()].map((incident) => this.#end(incident)));
	}

	async #reconcile(): Promise<void> {
		try {
			await this.#compare();
		} catch (error) {
			log.warn({ action: 'computer.run', result: 'failed', err: error }, 'the computer colleagues could not be run');
		}
	}

	async #compare(): Promise<void> {
		const { locks } = this.options;
		const wanted = new Set(this.#wanted());
		if (this.#stopped || wanted.size + this.#running.size === 0) return;
		await locks.beat();
		const finished = [...this.#running.keys()].filter(
			(incident) => !wanted.has(incident) || !locks.has(lockOf(incident))
		);
		await Promise.all(finished.map((incident) => this.#end(incident)));
		const idle = [...wanted].filter((incident) => !this.#running.has(incident));
		const acquired = new Set(await locks.take(idle.map(lockOf)));
		for (const incident of idle) if (acquired.has(lockOf(incident))) this.#begin(incident);
		for (const incident of this.#running.keys()) this.options.executor.logs.watch(incident);
	}

	#wanted(): IncidentId[] {
		const { logs } = this.options.executor;
		return logs.incidents().filter((id) => {
			const state = logs.state(id);
			if (!state?.incident || state.incident.phase === 'closed') return false;
			return areAtWork(state.computers) || state.computers?.stopped?.undo === true;
		});
	}

	#begin(incident: IncidentId): void {
		const runner = new ColleagueRunner(incident, this.options);
		const stop = new AbortController();
		this.#running.set(incident, { runner, stop, done: runner.run(stop.signal) });
	}

	async #end(incident: IncidentId): Promise<void> {
		const running = this.#running.get(incident);
		running?.stop.abort();
		await running?.done;
		this.#running.delete(incident);
		await this.options.locks.release(lockOf(incident)).catch(() => undefined);
	}
}
