import type { ServerResponse } from 'node:http';

/** Knows which requests are being answered, so that stopping can let them finish. */
export class UnderWay {
	readonly #responses = new Set<ServerResponse>();
	#whenEmpty: (() => void) | undefined;

	add(response: ServerResponse): void {
		this.#responses.add(response);
		response.once('close', () => {
			this.#responses.delete(response);
			if (this.#responses.size === 0) this.#whenEmpty?.();
		});
	}

	/** Waits until every answer was given, but no longer than that. @param patience milliseconds */
	async finished(patience: number): Promise<void> {
		if (this.#responses.size === 0) return;
		let timer: NodeJS.Timeout | undefined;
		await new Promise<void>((done) => {
			this.#whenEmpty = done;
			timer = setTimeout(done, patience);
		});
		clearTimeout(timer);
	}
}
