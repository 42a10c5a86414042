/** The embedded PostgreSQL cannot be started. The message tells a person what is wrong and what to do. */
export class EmbeddedError extends Error {
	constructor(
		readonly code: 'absent' | 'changed' | 'closed' | 'failed' | 'inUse' | 'notOurs' | 'unsupported',
		message: string,
		options?: ErrorOptions
	) {
		super(message, options);
		this.name = 'EmbeddedError';
	}
}
