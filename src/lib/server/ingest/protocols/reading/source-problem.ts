import { millisecondsInDay } from 'date-fns/constants';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import { FetchError } from '$lib/server/platform/net/fetch-error';
import { SocketRefused } from '$lib/server/platform/net/guarded-socket';
import { readMoment } from '$lib/domain/posts/moments/moment-text';

/** The longest wait, in milliseconds: any source is polled at least once a day. */
export const LONGEST_RETRY_AFTER = millisecondsInDay;

/** A fault of a source, for people; `retryAfter` is how long it asks us to wait, in milliseconds. */
export class SourceProblem extends Error {
	override readonly name = 'SourceProblem';
	constructor(
		readonly code: SourceFault,
		/** The HTTP status, if there is one. */
		readonly status: number | null = null,
		readonly retryAfter = 0
	) {
		super(code);
	}
}

/** Converts an error of a connection to a problem; an error that is no fault of the source is thrown again. */
export function problemOf(error: unknown, now: number): SourceProblem {
	if (error instanceof SourceProblem) return error;
	if (error instanceof FetchError) return new SourceProblem(error.code);
	if (error instanceof SocketRefused) return problemOfStatus(error, now);
	throw error;
}

/** The problem for an answer with an unexpected status. */
export function problemOfStatus(
	{ status, headers }: { status: number; headers: ReadonlyMap<string, string> },
	now: number
): SourceProblem {
	const retryAfter = retryAfterOf(headers, now);
	if (status === 401) return new SourceProblem('token', status, retryAfter);
	if (status === 403) return new SourceProblem('forbidden', status, retryAfter);
	if (status === 429) return new SourceProblem('tooMany', status, retryAfter);
	return new SourceProblem('status', status, retryAfter);
}

/** Retry-After in seconds or as a date, or the time at which the rate limit is reset; in milliseconds. */
export function retryAfterOf(headers: ReadonlyMap<string, string>, now: number): number {
	const retryAfter = headers.get('retry-after')?.trim() ?? '';
	const reset = headers.get('x-ratelimit-remaining') === '0' ? headers.get('x-ratelimit-reset') : undefined;
	// X gives seconds since 1970, Mastodon a date.
	const resetAt =
		reset === undefined ? now : /^\d+$/.test(reset) ? Number(reset) * 1_000 : (readMoment(reset)?.at ?? now);
	const until = /^\d+$/.test(retryAfter)
		? Number(retryAfter) * 1_000
		: retryAfter
			? (readMoment(retryAfter)?.at ?? now) - now
			: resetAt - now;
	return Math.min(Math.max(until, 0), LONGEST_RETRY_AFTER);
}
