import type { IncidentId } from '$lib/domain/core/ids';

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
