import { millisecondsInDay } from 'date-fns/constants';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import { FetchError } from '$lib/server/net/fetch-error';
import { SocketRefused } from '$lib/server/net/guarded-socket';
import { readMoment } from '$lib/server/ingest/pipeline/moment-text';

/** What is wrong with a source, for people; `patience` is how long it asks us to wait, in milliseconds. */
export class SourceProblem extends Error {
	override readonly name = 'SourceProblem';
	constructor(
		readonly code: SourceFault,
		/** Of HTTP, where it says something. */
		readonly status: number | null = null,
		readonly patience = 0
	) {
		super(code);
	}
}

/** What an error of a connection means; what is no fault of the source is thrown on. */
export function problemOf(error: unknown, now: number): SourceProblem {
	if (error instanceof SourceProblem) return error;
	if (error instanceof FetchError) return new SourceProblem(error.code);
	if (error instanceof SocketRefused) return problemOfStatus(error, now);
	throw error;
}

/** An answer that is not the one asked for. */
export function problemOfStatus(
	{ status, headers }: { status: number; headers: ReadonlyMap<string, string> },
	now: number
): SourceProblem {
	const patience = retryAfterOf(headers, now);
	if (status === 401) return new SourceProblem('token', status, patience);
	if (status === 403) return new SourceProblem('forbidden', status, patience);
	if (status === 429) return new SourceProblem('tooMany', status, patience);
	return new SourceProblem('status', status, patience);
}

/** A source that asks for more patience than this gets a look once a day all the same. */
const mostPatience = millisecondsInDay;

/** Retry-After in seconds or as a moment, or when the limit of requests is set back; in milliseconds. */
export function retryAfterOf(headers: ReadonlyMap<string, string>, now: number): number {
	const asked = headers.get('retry-after')?.trim() ?? '';
	const reset = headers.get('x-ratelimit-remaining') === '0' ? headers.get('x-ratelimit-reset') : undefined;
	// X gives seconds since 1970, Mastodon a moment.
	const resetAt =
		reset === undefined ? now : /^\d+$/.test(reset) ? Number(reset) * 1_000 : (readMoment(reset)?.at ?? now);
	const until = /^\d+$/.test(asked)
		? Number(asked) * 1_000
		: asked
			? (readMoment(asked)?.at ?? now) - now
			: resetAt - now;
	return Math.min(Math.max(until, 0), mostPatience);
}
