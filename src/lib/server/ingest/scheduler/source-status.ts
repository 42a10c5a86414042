import { millisecondsInHour } from 'date-fns/constants';
import { z } from 'zod';
import { momentOf } from '$lib/domain/core/ids';
import type { ProblemCode } from '$lib/domain/posts/source-problem';
import { SourceStatusView } from '$lib/domain/posts/source-status';
import { skipReasons, type Skipped } from '../protocols/reading/reader';
import { UnmatchedSample } from './unmatched-sample';

/** The status of a source, as the process that runs it knows it. All times are on the wall clock. */
export const SourceStatus = SourceStatusView.pick({
	lastGood: true,
	lastPost: true,
	problem: true,
	next: true,
	errors: true,
	cost: true
}).extend({
	/** The items of its last answer that could not be read. */
	skipped: z.object({
		count: z.number(),
		reasons: z.partialRecord(z.enum(skipReasons), z.number()),
		deadLinks: z.array(z.string()).optional()
	})
});
export type SourceStatus = Readonly<z.infer<typeof SourceStatus>>;

const NOTHING_SKIPPED: Skipped = { count: 0, reasons: {} };

/** Keeps the status of one source. */
export class StatusOfSource {
	#status: Omit<SourceStatus, 'errors'> = {
		lastGood: null,
		lastPost: null,
		problem: null,
		next: null,
		skipped: NOTHING_SKIPPED,
		cost: null
	};
	/** The posts that did not match the search profile. */
	readonly unmatched = new UnmatchedSample();
	/** The failures of the last hour, oldest first. */
	#failures: readonly { at: number; code: ProblemCode; status: number | null; times: number }[] = [];

	/** @param before the status in the process that ran it before this one */
	constructor(before: SourceStatus | null = null) {
		if (!before) return;
		const { errors, ...status } = before;
		this.#status = status;
		this.#failures = errors.map(({ last, ...failure }) => ({ ...failure, at: Date.parse(last) })).reverse();
	}

	read(now: number): SourceStatus {
		return { ...this.#status, errors: this.#errors(now) };
	}
	succeeded(now: number, skipped: Skipped): void {
		this.#status = { ...this.#status, lastGood: momentOf(now), problem: null, skipped };
	}
	/** Something new was received. */
	received(now: number): void {
		this.#status = { ...this.#status, lastPost: momentOf(now) };
	}
	failed(now: number, code: ProblemCode, status: number | null = null): void {
		const { problem } = this.#status;
		this.#failures = [
			...this.#failures.filter(({ at }) => at > now - millisecondsInHour),
			{ at: now, code, status, times: 1 }
		];
		this.#status = {
			...this.#status,
			problem: { code, status, since: problem?.since ?? momentOf(now), times: (problem?.times ?? 0) + 1 }
		};
	}
	costs(cost: NonNullable<SourceStatus['cost']>): void {
		this.#status = { ...this.#status, cost };
	}
	nextAt(at: number): void {
		this.#status = { ...this.#status, next: momentOf(at) };
	}

	#errors(now: number): SourceStatus['errors'] {
		const kinds = new Map<string, SourceStatus['errors'][number]>();
		for (const { at, code, status, times } of this.#failures) {
			if (at <= now - millisecondsInHour) continue;
			const kind = `${code} ${String(status)}`;
			kinds.set(kind, { code, status, times: (kinds.get(kind)?.times ?? 0) + times, last: momentOf(at) });
		}
		return [...kinds.values()].sort((a, b) => b.last.localeCompare(a.last));
	}
}
