import { Coalescer } from '$lib/concurrency/coalescer';
import { request } from '$lib/desk/sync/request';
import type { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import type { IncidentId } from '$lib/domain/core/ids';
import { ReportDraft } from '$lib/domain/report/draft';

/** In milliseconds: when many posts arrive, the report is made again every few seconds, not with every post. */
const MIN_FETCH_INTERVAL = 3_000;
/** The report also changes without events: at half hours, due moments and in silence. */
const MAX_FETCH_INTERVAL = 30_000;

/** The live draft: fetched after each event in the incident, and every half minute. */
export class LiveDraft {
	draft = $state.raw<ReportDraft | null>(null);
	/** The last fetch failed: the draft shown is as old as its own time says. */
	stale = $state(false);
	/** One at a time: an older draft that comes late would replace a newer one. */
	readonly #fetches = new Coalescer(() => this.#fetch());
	#lastFetchAt = -Infinity;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#nextFetchAt = 0;
	#stopped = false;

	constructor(
		readonly desk: {
			readonly incident: IncidentId;
			readonly store: IncidentStore;
		}
	) {}

	/** @returns a function that stops it */
	follow(): () => void {
		this.#stopped = false;
		const unlisten = this.desk.store.listen(({ events, more, stories }) => {
			if (events.length + more + stories.length > 0) this.#scheduleFetch(this.#lastFetchAt + MIN_FETCH_INTERVAL);
		});
		this.#scheduleFetch(this.#lastFetchAt + MAX_FETCH_INTERVAL);
		return () => {
			this.#stopped = true;
			clearTimeout(this.#timer);
			unlisten();
		};
	}

	#scheduleFetch(at: number): void {
		const wait = Math.max(0, at - performance.now());
		if (this.#timer !== undefined && this.#nextFetchAt <= performance.now() + wait) return;
		clearTimeout(this.#timer);
		this.#nextFetchAt = performance.now() + wait;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.#fetches.run();
		}, wait);
	}

	async #fetch(): Promise<void> {
		if (this.#isStopped()) return;
		this.#lastFetchAt = performance.now();
		try {
			const { incident, store } = this.desk;
			const answer = await request(`/api/v1/incidents/${incident}/report?from=${store.cursor}`, {
				headers: { accept: 'application/json' },
				signal: AbortSignal.timeout(15_000)
			});
			this.draft = ReportDraft.parse(answer);
			this.stale = false;
		} catch {
			this.stale = true;
		}
		const interval = this.stale ? MIN_FETCH_INTERVAL * 2 : MAX_FETCH_INTERVAL;
		if (!this.#isStopped()) this.#scheduleFetch(this.#lastFetchAt + interval);
	}

	/** A method, because it may change during an await. */
	#isStopped(): boolean {
		return this.#stopped;
	}
}
