import type { Moment } from '$lib/domain/core/ids';
import type { WorkItem } from '$lib/domain/waiting/work-item';

/** A row of *Wacht op u*, with the incident it belongs to. */
export interface WaitingEntry {
	/** Unchanged while it waits. */
	readonly key: string;
	readonly item: WorkItem;
	/** The incident's address. */
	readonly base: string;
	/** The incident's title, if entries of several incidents are shown. */
	readonly incident: string | null;
	/** On that incident's clock. */
	readonly now: Moment;
}

/** A displayed row: it keeps its position, even when done, until the list is refreshed. */
interface FrozenRow {
	readonly entry: WaitingEntry;
	readonly isDone: boolean;
}

export const freshRows = (entries: readonly WaitingEntry[]): FrozenRow[] =>
	entries.map((entry) => ({ entry, isDone: false }));

/**
 * The rows after a change: done rows are marked, nothing moves, and new entries are left out until the list is
 * refreshed. When all rows are done, the new entries are shown at once.
 */
export function frozenRows(shown: readonly FrozenRow[], entries: readonly WaitingEntry[]): readonly FrozenRow[] {
	const byKey = new Map(entries.map((entry) => [entry.key, entry]));
	const rows = shown.map(({ entry }): FrozenRow => {
		const now = byKey.get(entry.key);
		return { entry: now ?? entry, isDone: now === undefined };
	});
	return rows.some(({ isDone }) => !isDone) ? rows : entries.length > 0 ? freshRows(entries) : rows;
}

/** The number of waiting entries that are not shown. */
export const newRows = (shown: readonly FrozenRow[], entries: readonly WaitingEntry[]): number =>
	entries.filter(({ key }) => !shown.some(({ entry }) => entry.key === key)).length;
