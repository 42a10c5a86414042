import { millisecondsInHour } from 'date-fns/constants';
import { momentOf } from '$lib/domain/core/ids';
import type { ProblemCode } from '$lib/domain/posts/source-problem';
import type { SourceStatus } from '../scheduler/source-status';
import type { SourceKey } from '../scheduler/status-board';

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
 * Batches that this process refused for their signature: shown to people who manage the source, as the reason why nothing
 * arrives.
 */
export class PushErrors {
	readonly #faults = new Map<SourceKey, PushFault>();

	refused(source: SourceKey, code: ProblemCode, now: number): void {
		const before = this.#faults.get(source);
		const isRepeated = before !== undefined && !before.fixed && before.code === code;
		this.#faults.set(source, {
			code,
			since: isRepeated ? before.since : now,
			last: now,
			times: isRepeated ? before.times + 1 : 1,
			fixed: false
		});
	}
	accepted(source: SourceKey): void {
		const fault = this.#faults.get(source);
		if (fault) this.#faults.set(source, { ...fault, fixed: true });
	}

	/** Null when nothing failed in the last hour. */
	statusOf(source: SourceKey, now: number): SourceStatus | null {
		const fault = this.#faults.get(source);
		if (!fault || fault.last <= now - millisecondsInHour) {
			this.#faults.delete(source);
			return null;
		}
		const reported = { code: fault.code, status: null, times: fault.times };
		return {
			lastGood: null,
			lastPost: null,
			problem: fault.fixed ? null : { ...reported, since: momentOf(fault.since) },
			next: null,
			skipped: { count: 0, reasons: {} },
			errors: [{ ...reported, last: momentOf(fault.last) }],
			cost: null
		};
	}
}
