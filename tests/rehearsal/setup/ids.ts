import { newId } from '$lib/domain/core/new-id';

/** The ids of what the steps made, by a name that later steps, checks and days use. */
export class Ids {
	readonly #made = new Map<string, string>();

	make(name: string): string {
		const id = newId();
		this.#made.set(name, id);
		return id;
	}
	set(name: string, id: string): void {
		this.#made.set(name, id);
	}
	/** @throws when no step made it */
	of(name: string): string {
		const id = this.#made.get(name);
		if (id === undefined) throw new Error(`no step made ${name}`);
		return id;
	}
}
