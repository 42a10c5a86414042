import type { CommandAnswer } from '$lib/desk/desk.svelte';
import type { StoryId } from '$lib/domain/core/ids';

/** The most rows at once: what a person can still look over, and what goes out within seconds. */
export const mostSeveral = 100;

/** The rows from one to another, both included, in the order of the list: the nearest to `from` where it is too long. */
export function rangeOf(rows: readonly StoryId[], from: StoryId, to: StoryId): readonly StoryId[] {
	const [start, end] = [rows.indexOf(from), rows.indexOf(to)];
	if (start < 0 || end < 0) return [];
	return start <= end
		? rows.slice(start, end + 1).slice(0, mostSeveral)
		: rows.slice(end, start + 1).slice(-mostSeveral);
}

/** Rows that are selected together: a label then goes on all of them, as one act. */
export class Several {
	ids: readonly StoryId[] = $state.raw([]);
	/** What of the last act was not saved, and why; the rest was. */
	refused: {
		readonly count: number;
		readonly of: number;
		readonly code: string;
		readonly details: Record<string, string | number>;
	} | null = $state.raw(null);
	/** The row at which the selection began. */
	#anchor: StoryId | null = null;

	has(id: StoryId): boolean {
		return this.ids.includes(id);
	}
	/** Selects all between the row at which it began and this one. */
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

	/** Waits for what became of each of them, which may be after hours offline. */
	async follow(answers: readonly Promise<CommandAnswer>[]): Promise<void> {
		this.refused = null;
		const refused = (await Promise.all(answers)).filter((answer) => answer.kind === 'refused');
		const [first] = refused;
		if (first) this.refused = { count: refused.length, of: answers.length, code: first.code, details: first.details };
	}
}
