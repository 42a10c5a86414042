import type { FindingId, Moment } from '../core/ids';
import type { Rows } from '../core/state';
import type { FindingBase } from './finding';

/** What each field of a finding is after another was merged into it: a field without an entry does not compile. */
export type MergeRules<Row> = {
	readonly [K in keyof Row]-?: (target: Readonly<Row>, source: Readonly<Row>) => Row[K];
};

/** The target as it is with the source merged into it. Merging the same source again changes nothing. */
export function mergedRow<Row extends object>(
	rules: MergeRules<Row>,
	target: Readonly<Row>,
	source: Readonly<Row>
): Row {
	const merged: Row = { ...target };
	for (const field of Object.keys(rules) as (keyof Row)[]) merged[field] = rules[field](target, source);
	return merged;
}

export const earliest = (a: Moment | null, b: Moment | null): Moment | null =>
	a === null || (b !== null && b < a) ? b : a;
const placesIn = (offline: string | null): string[] => offline?.split('; ') ?? [];

/** It keeps its id and its words. An open finding merged into a closed one leaves it open. */
export const baseRules: MergeRules<FindingBase> = {
	id: (target) => target.id,
	text: (target) => target.text,
	offline: (target, source) =>
		[...new Set([...placesIn(target.offline), ...placesIn(source.offline)])].join('; ') || null,
	// The words stay those of the target, and so does who chose them.
	worded: (target, source) => target.worded ?? (source.raised.at < target.raised.at ? target.raised : null),
	merged: (target) => target.merged,
	raised: (target, source) => (source.raised.at < target.raised.at ? source.raised : target.raised),
	closed: (target, source) => (source.closed === null ? null : target.closed),
	mergedInto: (target) => target.mergedInto
};

/** Adds a new finding; one whose name existed already (new-finding.ts) becomes part of that finding. */
export function addFinding<Row extends FindingBase>(
	rows: Rows<FindingId, Row>,
	row: Row,
	rules: MergeRules<Row>
): void {
	rows.set(row.id, row);
	const existing = row.mergedInto && rows.get(row.mergedInto);
	if (existing) rows.set(existing.id, mergedRow(rules, existing, row));
}
