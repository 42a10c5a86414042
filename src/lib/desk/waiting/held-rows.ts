import type { Moment } from '$lib/domain/core/ids';
import type { WorkItem } from '$lib/domain/waiting/work-item';

/** A row of *Wacht op u*, with the incident it belongs to. */
export interface WaitingEntry {
	/** The same as long as it waits. */
	readonly key: string;
	readonly item: WorkItem;
	/** The incident's address. */
	readonly base: string;
	/** The incident's title, where more than one has something. */
	readonly incident: string | null;
	/** On that incident's clock. */
	readonly now: Moment;
}

/** A row as it is shown: it keeps its place, also when it was done, until the list is read again. */
interface HeldRow {
	readonly entry: WaitingEntry;
	readonly isDone: boolean;
}

export const freshRows = (entries: readonly WaitingEntry[]): HeldRow[] =>
	entries.map((entry) => ({ entry, isDone: false }));

/**
 * The rows after a change: what was done by anyone is marked, nothing moves, and what is new is left out until the list
 * is read again. With nothing left to do the new rows come at once.
 */
export function heldRows(shown: readonly HeldRow[], entries: readonly WaitingEntry[]): readonly HeldRow[] {
	const byKey = new Map(entries.map((entry) => [entry.key, entry]));
	const kept = shown.map(({ entry }): HeldRow => {
		const now = byKey.get(entry.key);
		return { entry: now ?? entry, isDone: now === undefined };
	});
	return kept.some(({ isDone }) => !isDone) ? kept : entries.length > 0 ? freshRows(entries) : kept;
}

/** How many wait that are not shown. */
export const newRows = (shown: readonly HeldRow[], entries: readonly WaitingEntry[]): number =>
	entries.filter(({ key }) => !shown.some(({ entry }) => entry.key === key)).length;
