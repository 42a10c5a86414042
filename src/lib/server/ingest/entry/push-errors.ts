import { millisecondsInHour } from 'date-fns/constants';
import { momentOf, type SourceId } from '$lib/domain/core/ids';
import type { ProblemCode } from '$lib/domain/posts/source-problem';
import type { SourceStatus } from '../scheduler/source-status';

interface PushFault {
	readonly code: ProblemCode;
	/** Milliseconds, on the wall clock. */
	readonly since: number;
	readonly last: number;
	readonly times: number;
	/** A batch was accepted since. */
	readonly fixed: boolean;
}

/**
 * Batches with a refused signature, as this process saw them: a person who manages the source sees why nothing arrives.
 */
export class PushErrors {
	readonly #wrong = new Map<SourceId, PushFault>();

	refused(source: SourceId, code: ProblemCode, now: number): void {
		const before = this.#wrong.get(source);
		const again = before !== undefined && !before.fixed && before.code === code;
		this.#wrong.set(source, {
			code,
			since: again ? before.since : now,
			last: now,
			times: again ? before.times + 1 : 1,
			fixed: false
		});
	}
	taken(source: SourceId): void {
		const wrong = this.#wrong.get(source);
		if (wrong) this.#wrong.set(source, { ...wrong, fixed: true });
	}

	/** Null when nothing failed in the last hour. */
	statusOf(source: SourceId, now: number): SourceStatus | null {
		const wrong = this.#wrong.get(source);
		if (!wrong || wrong.last <= now - millisecondsInHour) {
			this.#wrong.delete(source);
			return null;
		}
		const fault = { code: wrong.code, status: null, times: wrong.times };
		return {
			lastGood: null,
			lastPost: null,
			problem: wrong.fixed ? null : { ...fault, since: momentOf(wrong.since) },
			next: null,
			skipped: { count: 0, reasons: {} },
			errors: [{ ...fault, last: momentOf(wrong.last) }],
			cost: null
		};
	}
}
