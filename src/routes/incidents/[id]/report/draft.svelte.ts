import { Coalescer } from '$lib/concurrency/coalescer';
import { request } from '$lib/desk/sync/request';
import type { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import type { IncidentId } from '$lib/domain/core/ids';
import { ReportDraft } from '$lib/domain/report/draft';

/**
 * The least time between two fetches, in milliseconds: in a flood the report is made again every few seconds, not with
 * every post.
 */
const PAUSE = 3_000;
/** Time also passes without events: half hours, due moments and silence change the report. */
const ANYWAY = 30_000;

/** The live draft: fetched after each event in the incident, and every half minute. */
export class LiveDraft {
	draft = $state.raw<ReportDraft | null>(null);
	/** The last fetch failed: the draft shown is as old as its own time says. */
	stale = $state(false);
	/** One at a time: an older draft that comes late would replace a newer one. */
	readonly #fetches = new Coalescer(() => this.#fetch());
	#last = -Infinity;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#due = 0;
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
			if (events.length + more + stories.length > 0) this.#soon(this.#last + PAUSE);
		});
		this.#soon(this.#last + ANYWAY);
		return () => {
			this.#stopped = true;
			clearTimeout(this.#timer);
			unlisten();
		};
	}

	#soon(at: number): void {
		const wait = Math.max(0, at - performance.now());
		if (this.#timer !== undefined && this.#due <= performance.now() + wait) return;
		clearTimeout(this.#timer);
		this.#due = performance.now() + wait;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.#fetches.run();
		}, wait);
	}

	async #fetch(): Promise<void> {
		if (this.#isStopped()) return;
		this.#last = performance.now();
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
		if (!this.#isStopped()) this.#soon(this.#last + (this.stale ? PAUSE * 2 : ANYWAY));
	}

	/** Asked again after an await: it may have been stopped meanwhile. */
	#isStopped(): boolean {
		return this.#stopped;
	}
}
