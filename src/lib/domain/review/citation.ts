import {
	replacementOf,
	replacementsOf,
	currentReview,
	type Citing,
	type Fact,
	type Replacement,
	type Reviewed
} from '../findings/fact';
import { FactId, FindingId, TextId, type Moment } from '../core/ids';
import { factsBehind } from '../official-text/basis';
import { correctionsDue, isCausedBy, currentPublications } from '../official-text/correction';
import { previousVersion } from '../report/version';
import type { ReadState } from '../core/state';

/** Something that rests on a replaced fact and that nobody reviewed yet. */
export interface FlaggedCitation {
	readonly fact: Readonly<Fact>;
	readonly citing: Citing;
}

/**
 * Everything that rests on a replaced fact and that nobody reviewed since: the one rule for every screen, page and file.
 * Verdicts and answers that cite it; official texts with it that may still be published, or are still on a channel;
 * answers that people were given; the newest report.
 */
export function flaggedCitations(state: ReadState): FlaggedCitation[] {
	const replaced = [...state.facts.values()].filter(({ replacedBy }) => replacedBy !== null);
	if (replaced.length === 0) return [];
	const restsOn = citations(state);
	return replaced.flatMap((fact) =>
		restsOn(fact)
			.filter((citing) => !isReviewed(state, fact, citing))
			.map((citing) => ({ fact, citing }))
	);
}

const isReviewed = ({ facts }: ReadState, fact: Readonly<Fact>, citing: Citing): boolean =>
	currentReview(facts, fact, citing) !== null;

/** Something that rests on a replaced fact, and who reviewed it since. */
export interface Citation {
	readonly citing: Citing;
	readonly reviewed: Readonly<Reviewed> | null;
}
export const citationsOf = (state: ReadState, fact: Readonly<Fact>): Citation[] =>
	citations(state)(fact).map((citing) => ({ citing, reviewed: currentReview(state.facts, fact, citing) }));

/** What rests on a fact, for any number of facts of one state. */
function citations(state: ReadState): (fact: Readonly<Fact>) => Citing[] {
	const unmerged = <Row extends { readonly mergedInto: FindingId | null }>(rows: Iterable<Row>): Row[] =>
		[...rows].filter(({ mergedInto }) => mergedInto === null);
	const verdicts = unmerged(state.rumours.values());
	const answers = unmerged(state.needs.values());
	const responses = [...state.responses.values()];
	const current = currentPublications(state);
	const due = correctionsDue(state, current);
	const texts = [...state.texts.values()].filter(({ withdrawn }) => !withdrawn);
	/** Words that were published and corrected everywhere since do not go out again. */
	const isFullyCorrected = (id: TextId, publications: readonly unknown[]): boolean =>
		publications.length > 0 && !current.some(({ text }) => text.id === id);
	const factsByText = texts.map((text) => ({
		id: text.id,
		facts: new Set(isFullyCorrected(text.id, text.publications) ? [] : factsBehind(state, text))
	}));
	const needsCorrection = (id: TextId, fact: FactId): boolean =>
		due.some(({ text, causes }) => text.id === id && isCausedBy(causes, fact));
	return (fact) => {
		const report = outdatedReportInUse(state, fact);
		return [
			...verdicts.flatMap(({ id, judged }): Citing[] =>
				judged?.fact === fact.id ? [{ what: 'verdict', of: id }] : []
			),
			...factsByText.flatMap(({ id, facts }): Citing[] =>
				facts.has(fact.id) || needsCorrection(id, fact.id) ? [{ what: 'text', of: id }] : []
			),
			...answers.flatMap(({ id, answer }): Citing[] => (answer?.fact === fact.id ? [{ what: 'answer', of: id }] : [])),
			...responses.flatMap(({ id, facts }): Citing[] =>
				facts.includes(fact.id) ? [{ what: 'response', of: id }] : []
			),
			...(report === null ? [] : [{ what: 'report' as const, of: String(report) }])
		];
	};
}

/** The flags on one thing. */
export const flagsOn = (all: readonly FlaggedCitation[], id: FindingId | TextId): FlaggedCitation[] =>
	all.filter(({ citing }) => citing.of === id);

/** What replaced the facts under this thing, until a person reviewed it; the last one first. */
export const replacementsUnder = (
	{ facts }: Pick<ReadState, 'facts'>,
	all: readonly FlaggedCitation[],
	id: FindingId | TextId
): Replacement[] =>
	flagsOn(all, id)
		.flatMap(({ fact }) => replacementOf(facts, fact) ?? [])
		.sort((a, b) => b.at.localeCompare(a.at));

/** When a fact under this thing was last replaced; null when none was, or when a person reviewed it since. */
export const replacedUnder = (all: readonly FlaggedCitation[], id: FindingId | TextId): Moment | null =>
	flagsOn(all, id)
		.map(({ fact }) => fact.replacedAt)
		.reduce((last, at) => ((last ?? '') < (at ?? '') ? at : last), null);

/** The numbers of the reports with a replaced fact: those that read the log between its recording and its replacement. */
export const reportsCiting = (state: ReadState, { seq, replacedSeq }: Readonly<Fact>): number[] =>
	replacedSeq === null
		? []
		: [...state.versions.values()]
				.filter(({ position, withdrawn }) => !withdrawn && position >= seq && position < replacedSeq)
				.map(({ number }) => number);

/**
 * The report that states a replaced fact and that partners still read as the newest; null when there is none. A newer
 * report corrects it.
 */
function outdatedReportInUse(state: ReadState, fact: Readonly<Fact>): number | null {
	const newest = previousVersion(state.versions)?.number ?? null;
	return newest !== null && reportsCiting(state, fact).includes(newest) ? newest : null;
}

/** The facts of a released report that were replaced since, oldest first, until a person reviewed that report. */
export const factsReplacedIn = (state: ReadState, number: number): Readonly<Fact>[] =>
	[...state.facts.values()]
		.filter(
			(fact) =>
				reportsCiting(state, fact).includes(number) && !isReviewed(state, fact, { what: 'report', of: String(number) })
		)
		.sort((a, b) => (a.replacedAt ?? '').localeCompare(b.replacedAt ?? ''));

/** A fact that a released report states and that was replaced since. */
export interface ReplacedInReport extends Replacement {
	readonly fact: FactId;
	/** The verdicts and answers that rest on it and still have to be reviewed. */
	readonly under: readonly FindingId[];
	/** How many facts replaced it, one after the other. */
	readonly times: number;
	/** What still has to be reviewed, each kind once; the answers that people were given do not count here. */
	readonly checking: readonly Exclude<Citing['what'], 'report' | 'response'>[];
}

/**
 * The numbers of the released reports with replaced facts, once for each replacement: a page that is open sees that there
 * is one more.
 */
export const replacementsInReports = (state: ReadState): number[] =>
	[...state.versions.keys()].flatMap((number) =>
		factsReplacedIn(state, number).flatMap((fact) => replacementsOf(state.facts, fact).map(() => number))
	);

/** The facts of `factsReplacedIn` with what still rests on each: shown next to the report, never in it. */
export function replacedIn(state: ReadState, number: number): ReplacedInReport[] {
	const replaced = factsReplacedIn(state, number);
	// Most reports have none, and finding what rests on a fact reads every text.
	if (replaced.length === 0) return [];
	const flagged = flaggedCitations(state);
	return replaced.flatMap((each): ReplacedInReport[] => {
		const { id } = each;
		const replacement = replacementOf(state.facts, each);
		if (replacement === null) return [];
		const open = flagged.flatMap(({ fact, citing: { what, of } }) =>
			fact.id === id && what !== 'report' && what !== 'response' ? [{ what, of }] : []
		);
		const under = open.flatMap(({ what, of }) =>
			what === 'verdict' || what === 'answer' ? [FindingId.parse(of)] : []
		);
		const times = replacementsOf(state.facts, each).length;
		return [{ ...replacement, fact: id, under, times, checking: [...new Set(open.map(({ what }) => what))] }];
	});
}
