import type { IncidentId } from '$lib/domain/core/ids';

/** What this process heard of logs that grew, and has not read. */
export class UnreadLogs {
	readonly #heard = new Map<IncidentId, number>();

	/** @param reached the number up to which this process has followed a log */
	constructor(readonly reached: (log: IncidentId) => number) {}

	/** This log has a line of this number. */
	heard(log: IncidentId, seq: number): void {
		if (seq > this.reached(log)) this.#heard.set(log, Math.max(seq, this.#heard.get(log) ?? 0));
	}
	/** Those with lines that were not read; forgets the others. */
	all(): readonly IncidentId[] {
		for (const log of this.#heard.keys()) if (!this.has(log)) this.#heard.delete(log);
		return [...this.#heard.keys()];
	}
	has(log: IncidentId): boolean {
		return (this.#heard.get(log) ?? 0) > this.reached(log);
	}
}
