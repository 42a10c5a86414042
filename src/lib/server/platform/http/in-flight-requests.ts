import type { ServerResponse } from 'node:http';

/** Knows which requests are being answered, so that stopping can let them finish. */
export class InFlightRequests {
	readonly #responses = new Set<ServerResponse>();
	#whenEmpty: (() => void) | undefined;
	#isStopping = false;

	/** Returns whether the request may be answered: false after stopping began, because the database closes. */
	add(response: ServerResponse): boolean {
		if (this.#isStopping) return false;
		this.#responses.add(response);
		response.once('close', () => {
			this.#responses.delete(response);
			if (this.#responses.size === 0) this.#whenEmpty?.();
		});
		return true;
	}

	/** Accepts no more requests, and waits until all are answered. @param timeout milliseconds to wait at most */
	async finish(timeout: number): Promise<void> {
		this.#isStopping = true;
		if (this.#responses.size === 0) return;
		let timer: NodeJS.Timeout | undefined;
		await new Promise<void>((done) => {
			this.#whenEmpty = done;
			timer = setTimeout(done, timeout);
		});
		clearTimeout(timer);
	}
}
