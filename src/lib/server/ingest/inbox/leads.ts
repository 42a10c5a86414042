import type { Sql, TransactionSql } from 'postgres';
import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import type { IncidentId } from '$lib/domain/core/ids';
import { endHolders } from '../pipeline/ingest-lock';
import type { Leases } from '../scheduler/leases';

const keyOf = (incident: IncidentId): string => `ingest ${incident}`;

/**
 * The incidents whose ingest this process leads, each by a lease. It only says who stores, so that one memory of an
 * incident is enough and nobody waits for turns: that two never store at once is held by the ingest lock, also where a
 * process does not know yet that it lost its lease.
 */
export class Leads {
	readonly #led = new Set<IncidentId>();
	/** When another process was found to lead, in milliseconds. */
	readonly #foundTaken = new Map<IncidentId, number>();
	readonly #taking = new KeyedCoalescer<IncidentId>((incident) => this.#take(incident));

	constructor(
		readonly locks: Pick<Leases, 'take' | 'give' | 'has' | 'holds' | 'beat'>,
		readonly sql: Sql,
		/** The database sessions by which this process stores posts now. */
		readonly sessions: Iterable<number>,
		/** How long another process that leads is not asked about again, in milliseconds. */
		readonly rest: number
	) {}

	has(incident: IncidentId): boolean {
		return this.#led.has(incident) && this.locks.has(keyOf(incident));
	}
	/** As the database has it. Under the ingest lock it stays so until the work there is done, or is undone. */
	holds(incident: IncidentId, tx: TransactionSql): Promise<boolean> {
		return this.#led.has(incident) ? this.locks.holds(tx, keyOf(incident)) : Promise.resolve(false);
	}
	get all(): readonly IncidentId[] {
		return [...this.#led].filter((incident) => this.has(incident));
	}

	/** Leads when nobody does. @returns whether this process leads. @throws when the database cannot be reached */
	async take(incident: IncidentId): Promise<boolean> {
		if (this.has(incident)) return true;
		if (performance.now() - (this.#foundTaken.get(incident) ?? -Infinity) < this.rest) return false;
		await this.#taking.run(incident);
		return this.has(incident);
	}
	/** Perhaps nobody leads now: asked at the next `take`. */
	askAgain(incident: IncidentId): void {
		this.#foundTaken.delete(incident);
	}

	/** The database has it that this process does not lead: what else it held by the same session is looked at too. */
	async lost(incident: IncidentId): Promise<void> {
		this.#led.delete(incident);
		await this.locks.beat();
	}

	async give(incident: IncidentId): Promise<void> {
		this.#led.delete(incident);
		await this.locks.give(keyOf(incident));
	}

	async #take(incident: IncidentId): Promise<void> {
		if (this.has(incident)) return;
		this.#led.delete(incident);
		const key = keyOf(incident);
		// Held by a call that failed after it.
		if (!this.locks.has(key) && (await this.locks.take([key])).length === 0) {
			this.#foundTaken.set(incident, performance.now());
			return;
		}
		// One that led before and froze while it stored would hold the ingest lock until it is thawed.
		if (!(await endHolders(this.sql, incident, this.sessions))) {
			this.#foundTaken.set(incident, performance.now());
			return;
		}
		this.#foundTaken.delete(incident);
		this.#led.add(incident);
	}
}
