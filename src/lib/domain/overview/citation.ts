import type { Citing, Fact } from '../findings/fact';
import { FactId, FindingId, TextId } from '../core/ids';
import { lastVersion } from '../report/version';
import type { ReadState } from '../core/state';

/** Something that rests on a replaced fact and that nobody reviewed yet. */
export interface FlaggedCitation {
	readonly fact: Readonly<Fact>;
	readonly citing: Citing;
}

/**
 * What rests on a fact now: verdicts, official texts, answers; and the current report, when the fact was replaced
 * since.
 */
function citationsOf(state: ReadState, fact: FactId): Citing[] {
	const current = <Row extends { readonly mergedInto: FindingId | null }>(rows: Iterable<Row>): Row[] =>
		[...rows].filter(({ mergedInto }) => mergedInto === null);
	const found = state.facts.get(fact);
	const report = found ? outdatedReportInUse(state, found) : null;
	return [
		...current(state.rumours.values()).flatMap(({ id, judged }): Citing[] =>
			judged?.fact === fact ? [{ what: 'verdict', of: id }] : []
		),
		...[...state.texts.values()].flatMap(({ id, facts, withdrawn }): Citing[] =>
			facts.includes(fact) && !withdrawn ? [{ what: 'text', of: id }] : []
		),
		...current(state.needs.values()).flatMap(({ id, answer }): Citing[] =>
			answer?.fact === fact ? [{ what: 'answer', of: id }] : []
		),
		...(report === null ? [] : [{ what: 'report' as const, of: String(report) }])
	];
}

/** Everything that cites a replaced fact and has not been reviewed. */
export function flaggedCitations(state: ReadState): FlaggedCitation[] {
	return [...state.facts.values()]
		.filter(({ replacedBy }) => replacedBy !== null)
		.flatMap((fact) =>
			citationsOf(state, fact.id)
				.filter(({ what, of }) => !fact.reviewed.some((seen) => seen.what === what && seen.of === of))
				.map((citing) => ({ fact, citing }))
		);
}

/** The flags on one thing. */
export const flagsOn = (all: readonly FlaggedCitation[], id: FindingId | TextId): FlaggedCitation[] =>
	all.filter(({ citing }) => citing.of === id);

/** The numbers of the reports with a replaced fact: those released between its recording and its replacement. */
export const reportsCiting = (state: ReadState, { at, replacedAt }: Readonly<Fact>): number[] =>
	replacedAt === null
		? []
		: [...state.versions.values()]
				.filter(({ moment, withdrawn }) => !withdrawn && moment >= at && moment < replacedAt)
				.map(({ number }) => number);

/**
 * The report that states a replaced fact and that partners still read as the newest; null when there is none. A newer
 * report corrects it.
 */
function outdatedReportInUse(state: ReadState, fact: Readonly<Fact>): number | null {
	const newest = lastVersion(state.versions)?.number ?? null;
	return newest !== null && reportsCiting(state, fact).includes(newest) ? newest : null;
}
