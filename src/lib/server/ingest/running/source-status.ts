import { momentOf, type Moment } from '$lib/domain/ids';
import type { Skipped } from '../connections/feed';
import { faultCodes, type FaultCode } from '../connections/source-problem';
import type { RawPost } from '../raw-post';
import { Pace, type PaceReading } from './pace';

/** `storing`: the posts came, but our own database did not take them. */
export type ProblemCode = FaultCode | 'storing';
/** All of them; the sentences stand in messages/ under `ingest.problem`. */
export const problemCodes: readonly ProblemCode[] = [...faultCodes, 'storing'];

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
	/** Null for exercises, and while too little was heard. */
	readonly pace: PaceReading | null;
}

const noneSkipped: Skipped = { count: 0, reasons: {} };

/** Keeps the status of one source. */
export class StatusOfSource {
	#status: Omit<SourceStatus, 'pace'> = { lastGood: null, lastPost: null, problem: null, next: null, skipped: noneSkipped };
	readonly #pace = new Pace();

	read(now: number): SourceStatus {
		return { ...this.#status, pace: this.#pace.read(now) };
	}
	good(now: number, skipped: Skipped): void {
		this.#status = { ...this.#status, lastGood: momentOf(now), problem: null, skipped };
	}
	/** `posts` as they were delivered, of which something was new. */
	heard(now: number, posts: readonly RawPost[]): void {
		for (const { publishedAt } of posts) this.#pace.heard(publishedAt === null ? null : Date.parse(publishedAt), now);
		this.#status = { ...this.#status, lastPost: momentOf(now) };
	}
	failed(now: number, code: ProblemCode, status: number | null = null): void {
		const { problem } = this.#status;
		this.#status = { ...this.#status, problem: { code, status, since: problem?.since ?? momentOf(now), times: (problem?.times ?? 0) + 1 } };
	}
	nextAt(at: number): void {
		this.#status = { ...this.#status, next: momentOf(at) };
	}
}
