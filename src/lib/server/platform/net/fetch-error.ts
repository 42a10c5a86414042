import type { FailedBecause, RefusedBecause } from '$lib/domain/posts/source-problem';

/**
 * Why there is no answer. `message` is for the log: it names the host, never the whole address (which may hold a key).
 */
export abstract class FetchError extends Error {
	abstract readonly code: RefusedBecause | FailedBecause;
}

export class FetchRefused extends FetchError {
	override readonly name = 'FetchRefused';
	constructor(
		readonly code: RefusedBecause,
		host: string
	) {
		super(`${code}: ${host}`);
	}
}

export class FetchFailed extends FetchError {
	override readonly name = 'FetchFailed';
	constructor(
		readonly code: FailedBecause,
		host: string,
		options?: ErrorOptions
	) {
		super(`${code}: ${host}`, options);
	}
}
