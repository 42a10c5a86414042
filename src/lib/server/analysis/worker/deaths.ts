const MINUTE = 60_000;

/** The threads that died in the last minute. */
export class Deaths {
	#at: readonly number[] = [];

	constructor(readonly most: number) {}

	get areTooMany(): boolean {
		return this.#at.filter((at) => performance.now() - at < MINUTE).length >= this.most;
	}
	note(): void {
		this.#at = [...this.#at, performance.now()].slice(-this.most);
	}
}
