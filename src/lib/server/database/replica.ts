import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { Counter } from 'prom-client';
import { log as note } from '../operations/logger';
import { metrics } from '../operations/metrics';
import { connect } from './connect';

/** `behind`: it lacks what this process knows to be stored. `away`: it does not answer. */
type ReplicaState = 'well' | 'behind' | 'away';

/** A log by its id, and the number up to which this process knows it. */
type KnownLog = readonly [log: string, seq: number];

/**
 * How long a read waits for the replica to have all that this process knows, in milliseconds. An open page asks every six
 * seconds and figures are shared for two and a half: this much is left of the ten that partners are promised.
 */
const PATIENCE = 500;
/** Between two looks while waiting, in milliseconds. */
const STEP = 20;
/** How long one answer of the replica may take, and a whole read, in milliseconds. */
const ANSWER = 1_000;
const READ = 15_000;
/** Connections to the replica: a report is read by several queries at once. */
const MOST = 3;

const reads = new Counter({
	name: 'voelspriet_replica_reads_total',
	help: 'Reads for partners, by where they were read: on the replica, or on the primary because the replica lacked something or did not answer.',
	labelNames: ['from'] as const,
	registers: [metrics]
});

/**
 * A copy of the database that follows the primary. It is asked only for what it has: how far it is, is judged by the
 * numbers of the logs, which this process knows by the notifications of the primary. So no clocks are compared, an idle
 * primary is no lag, and what is read is as new as on the primary.
 */
export class Replica {
	readonly sql: Sql;
	readonly #reached = new LRUCache<string, number>({ max: 1_000 });
	#state: ReplicaState = 'away';

	constructor(
		url: string,
		readonly patience = PATIENCE
	) {
		this.sql = connect(url, { max: MOST, name: 'voelspriet replica', statementTimeout: READ });
	}
	async stop(): Promise<void> {
		await this.sql.end({ timeout: 1 });
	}

	/** The number up to which it is known to have a log; 0 when that was never asked. */
	reached(log: string): number {
		return this.#reached.get(log) ?? 0;
	}

	/** Looks how it stands with these logs now. Never throws. */
	async look(known: readonly KnownLog[]): Promise<ReplicaState> {
		const lacking = async (): Promise<boolean> => {
			const rows = await this.sql<{ id: string; head_seq: number }[]>`select id, head_seq from log`;
			const heads = new Map(rows.map(({ id, head_seq }) => [id, head_seq]));
			return known.some(([log, seq]) => (heads.get(log) ?? 0) < seq);
		};
		return this.#wait(lacking);
	}

	/**
	 * Reads there when it has a log up to this number; otherwise, and when that fails, here. While it is not well, readers
	 * do not wait for it: it is looked at beside, and serves again once it has everything.
	 */
	async read<T>([log, seq]: KnownLog, there: () => Promise<T>, here: () => Promise<T>): Promise<T> {
		if (await this.#has(log, seq)) {
			try {
				const found = await within(READ, there());
				reads.inc({ from: 'replica' });
				return found;
			} catch (error) {
				this.#isNow('away', String(error));
			}
		}
		reads.inc({ from: 'primary' });
		return here();
	}

	async #has(log: string, seq: number): Promise<boolean> {
		const lacking = async (): Promise<boolean> => {
			const [row] = await this.sql<{ head_seq: number }[]>`select head_seq from log where id = ${log}`;
			const head = row?.head_seq ?? 0;
			this.#reached.set(log, head);
			return head < seq;
		};
		const looking = this.#wait(lacking, this.#state === 'well' ? this.patience : 0);
		return this.#state === 'well' && (await looking) === 'well';
	}

	async #wait(lacking: () => Promise<boolean>, patience = this.patience): Promise<ReplicaState> {
		const until = performance.now() + patience;
		try {
			while (await within(ANSWER, lacking())) {
				if (performance.now() >= until) return this.#isNow('behind');
				await pause(STEP, undefined, { ref: false });
			}
			return this.#isNow('well');
		} catch (error) {
			return this.#isNow('away', String(error));
		}
	}

	#isNow(state: ReplicaState, why: string | null = null): ReplicaState {
		if (state !== this.#state) {
			const line = { action: 'replica.read', result: state, ...(why === null ? {} : { error: why }) };
			if (state === 'well') note.info(line, 'partners read from the replica');
			else note.warn(line, 'partners read from the primary');
		}
		this.#state = state;
		return state;
	}
}

/** @throws when it takes longer than so many milliseconds */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
	const stop = new AbortController();
	const late = pause(milliseconds, undefined, { signal: stop.signal, ref: false }).then(() => {
		throw new Error(`no answer within ${milliseconds} ms`);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		stop.abort();
		late.catch(() => undefined);
	}
}
