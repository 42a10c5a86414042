import type { CommandAnswer } from '$lib/desk/desk.svelte';
import type { StoryId } from '$lib/domain/core/ids';

/** The maximum number of selected rows: what a person can oversee and what is sent within seconds. */
export const maxSelected = 100;

/** The rows from one to another, both included, in list order; if there are too many, those nearest to `from`. */
export function rangeOf(rows: readonly StoryId[], from: StoryId, to: StoryId): readonly StoryId[] {
	const [start, end] = [rows.indexOf(from), rows.indexOf(to)];
	if (start < 0 || end < 0) return [];
	return start <= end
		? rows.slice(start, end + 1).slice(0, maxSelected)
		: rows.slice(end, start + 1).slice(-maxSelected);
}

/** Several selected rows: a label is put on all of them and undone together. */
export class Several {
	ids: readonly StoryId[] = $state.raw([]);
	/** The commands of the last action that were refused, and why; the others were saved. */
	refused: {
		readonly count: number;
		readonly of: number;
		readonly code: string;
		readonly details: Record<string, string | number>;
	} | null = $state.raw(null);
	/** The row at which the selection started. */
	#anchor: StoryId | null = null;

	has(id: StoryId): boolean {
		return this.ids.includes(id);
	}
	/** Selects all rows between the anchor and this one. */
	extend(rows: readonly StoryId[], from: StoryId, to: StoryId, canBeLabelled: (id: StoryId) => boolean): void {
		this.#anchor ??= from;
		this.ids = rangeOf(rows, this.#anchor, to).filter(canBeLabelled);
	}
	/** @returns whether there was a selection */
	clear(): boolean {
		const any = this.ids.length > 0;
		this.#anchor = null;
		if (any) this.ids = [];
		return any;
	}

	/** Waits for the answer to each command, which may take hours when offline. */
	async follow(answers: readonly Promise<CommandAnswer>[]): Promise<void> {
		this.refused = null;
		const refused = (await Promise.all(answers)).filter((answer) => answer.kind === 'refused');
		const [first] = refused;
		if (first) this.refused = { count: refused.length, of: answers.length, code: first.code, details: first.details };
	}
}
