import type { IncidentId } from '$lib/domain/core/ids';

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
