import { momentOf, type Moment } from '$lib/domain/ids';
import type { ProblemCode } from '$lib/domain/source-problem';
import type { Skipped } from '../connections/feed';
import { PassedBy } from './passed-by';

/** How a source is doing, as this process knows it. All moments on the wall's clock. */
export interface SourceStatus {
	/** When it last answered as it should. */
	readonly lastGood: Moment | null;
	/** When something new last came from it. */
	readonly lastPost: Moment | null;
	readonly problem: { readonly code: ProblemCode; readonly status: number | null; readonly since: Moment; readonly times: number } | null;
	/** When it is asked again. */
	readonly next: Moment | null;
	/** What its last answer held that could not be read. */
	readonly skipped: Skipped;
	/** What went wrong in the last hour, each kind once, the last first. */
	readonly errors: readonly { readonly code: ProblemCode; readonly status: number | null; readonly times: number; readonly last: Moment }[];
	/** What it cost in this calendar month and may cost, in euro cents; null where it is not paid for. */
	readonly cost: { readonly posts: number; readonly cents: number; readonly most: number } | null;
}

const noneSkipped: Skipped = { count: 0, reasons: {} };
const HOUR = 3_600_000;

/** Keeps the status of one source. */
export class StatusOfSource {
	#status: Omit<SourceStatus, 'errors'> = { lastGood: null, lastPost: null, problem: null, next: null, skipped: noneSkipped, cost: null };
	/** What came by and fitted the search profile not. */
	readonly passedBy = new PassedBy();
	/** Of the last hour, oldest first. */
	#failures: readonly { at: number; code: ProblemCode; status: number | null }[] = [];

	read(now: number): SourceStatus {
		return { ...this.#status, errors: this.#errors(now) };
	}
	good(now: number, skipped: Skipped): void {
		this.#status = { ...this.#status, lastGood: momentOf(now), problem: null, skipped };
	}
	/** Something new came. */
	heard(now: number): void {
		this.#status = { ...this.#status, lastPost: momentOf(now) };
	}
	failed(now: number, code: ProblemCode, status: number | null = null): void {
		const { problem } = this.#status;
		this.#failures = [...this.#failures.filter(({ at }) => at > now - HOUR), { at: now, code, status }];
		this.#status = { ...this.#status, problem: { code, status, since: problem?.since ?? momentOf(now), times: (problem?.times ?? 0) + 1 } };
	}
	costs(cost: NonNullable<SourceStatus['cost']>): void {
		this.#status = { ...this.#status, cost };
	}
	nextAt(at: number): void {
		this.#status = { ...this.#status, next: momentOf(at) };
	}

	#errors(now: number): SourceStatus['errors'] {
		const kinds = new Map<string, SourceStatus['errors'][number]>();
		for (const { at, code, status } of this.#failures) {
			if (at <= now - HOUR) continue;
			const kind = `${code} ${String(status)}`;
			kinds.set(kind, { code, status, times: (kinds.get(kind)?.times ?? 0) + 1, last: momentOf(at) });
		}
		return [...kinds.values()].sort((a, b) => b.last.localeCompare(a.last));
	}
}
