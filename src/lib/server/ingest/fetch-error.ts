/** We do not want to: the address, or where it leads, is not one that this program may ask. */
export const refusedBecause = ['address', 'scheme', 'credentials', 'port', 'inner', 'redirects'] as const;
/** It did not work: trying again later may. */
export const failedBecause = [
	'unresolved',
	'connection',
	'tls',
	'timeout',
	'tooLarge',
	'encoding',
	'answer',
	'stopped',
	// A line that stood: it was cut, or there was no sign of life on it.
	'closed',
	'dead'
] as const;

export type RefusedBecause = (typeof refusedBecause)[number];
export type FailedBecause = (typeof failedBecause)[number];
export type FetchCode = RefusedBecause | FailedBecause;

/** Why there is no answer. `message` is for the log: it names the host, never the whole address (which may hold a key). */
export abstract class FetchError extends Error {
	abstract readonly code: FetchCode;
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
