import { expect } from 'vitest';
import { asText, plainJson } from './in-memory-incident';

/** A state as it is now, to compare with later, some ten times as fast as `toEqual` where nothing differs. */
export class StateSnapshot {
	readonly #text: string;
	constructor(state: unknown) {
		this.#text = asText(state);
	}
	/** Expects that this state is the same; the order of its keys does not matter. */
	expectSame(state: unknown, message?: string): void {
		if (asText(state) !== this.#text) expect(plainJson(state), message).toEqual(JSON.parse(this.#text));
	}
}
