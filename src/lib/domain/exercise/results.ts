import type { Moment, PersonId } from '../core/ids';
import { isLinkKind, labelKinds, type Judgement, type JudgedKind, type ComparedLabel } from './judgements';
import { aimMinutes, minutesBetween, type DueReport, type Findable, type FirstRebuttal, type Score } from './score';

/** Reached, nearly, or not yet: no grade and no colour. */
export type Reached = 'hit' | 'almost' | 'missed';

interface Counted {
	readonly value: number;
	readonly total: number;
	/** How many must be reached. */
	readonly aim: number;
	/** Null where nothing was to be done. */
	readonly reached: Reached | null;
}
/** The six results of one person, or of the group. */
export interface Results {
	readonly calls: Counted & {
		/** Minutes until each was passed on, the quickest first. */
		readonly minutes: readonly number[];
		/** The longest that one waited, passed on or not; null without calls. */
		readonly longest: number | null;
		readonly longestReached: Reached | null;
	};
	readonly rumours: Counted & { readonly mean: number | null };
	readonly needs: Counted & { readonly missing: readonly string[] };
	readonly labels: Counted & { readonly share: number | null; readonly weakest: JudgedKind | null };
	/** The group's: texts and reports are made together. `mine`: this person took part. */
	readonly rebuttal: {
		readonly first: FirstRebuttal | null;
		readonly aim: number;
		/** Null where no risk was high, so that no text was expected. */
		readonly reached: Reached | null;
		readonly mine: boolean;
		readonly fourEyes: Score['fourEyes'];
	};
	readonly reports: { readonly due: readonly DueReport[]; readonly reached: Reached | null; readonly mine: boolean };
}

/** Minutes that a report may be late. */
export const REPORT_SLACK = 5;
/** How many of a hundred labels should agree. */
export const LABEL_AIM = 75;

/** When this person found it; anyone, for the group. */
export const foundAt = ({ found }: Findable, person: PersonId | null): Moment | null =>
	(person === null ? found[0] : found.find(({ by }) => by === person))?.at ?? null;
/** Minutes from the first post to then. */
export const delayOf = (findable: Findable, person: PersonId | null): number | null => {
	const at = foundAt(findable, person);
	return at && minutesBetween(findable.first, at);
};

/** Without what only colleagues found: this person did not miss it. */
const openTo = (findables: readonly Findable[], person: PersonId | null): readonly Findable[] =>
	findables.filter(({ found }) => person === null || found.length === 0 || found.some(({ by }) => by === person));

/** @param person null: the group */
export function resultsOf(score: Score, person: PersonId | null): Results {
	const of = (kind: Findable['kind']): readonly Findable[] =>
		openTo(
			score.findables.filter((each) => each.kind === kind),
			person
		);
	return {
		calls: callResult(of('help'), person, score.until),
		rumours: { ...countFound(of('rumour'), person), mean: meanDelay(of('rumour'), person) },
		needs: {
			...countFound(of('need'), person),
			missing: of('need')
				.filter((need) => foundAt(need, person) === null)
				.map(({ text }) => text)
		},
		labels: labelResult(score.judgements, person),
		rebuttal: rebuttalResult(score, person),
		reports: reportResult(score.reports, person)
	};
}

/** Minutes after which a call for help has waited far too long. */
const LONG_WAIT = 15;

function callResult(calls: readonly Findable[], person: PersonId | null, until: Moment): Results['calls'] {
	const minutes = calls.flatMap((call) => delayOf(call, person) ?? []).sort((a, b) => a - b);
	const inTime = minutes.filter((each) => each <= aimMinutes.help).length;
	const total = calls.length;
	const waited = calls.map((call) => delayOf(call, person) ?? minutesBetween(call.first, until));
	const longest = waited.length > 0 ? Math.max(...waited) : null;
	return {
		value: minutes.length,
		total,
		aim: total,
		reached: total === 0 ? null : inTime === total ? 'hit' : inTime >= total - 1 && total > 1 ? 'almost' : 'missed',
		minutes,
		longest,
		longestReached:
			longest === null ? null : longest <= aimMinutes.help ? 'hit' : longest <= LONG_WAIT ? 'almost' : 'missed'
	};
}

/** The aim is two of three. */
function countFound(findables: readonly Findable[], person: PersonId | null): Counted {
	const total = findables.length;
	const value = findables.filter((each) => foundAt(each, person) !== null).length;
	const aim = Math.round((total * 2) / 3);
	const reached = total === 0 ? null : value >= aim ? 'hit' : value >= aim - 1 && value > 0 ? 'almost' : 'missed';
	return { value, total, aim, reached };
}
function meanDelay(findables: readonly Findable[], person: PersonId | null): number | null {
	const minutes = findables.flatMap((each) => delayOf(each, person) ?? []);
	return minutes.length > 0 ? minutes.reduce((sum, each) => sum + each, 0) / minutes.length : null;
}

const isOf =
	(person: PersonId | null) =>
	(judgement: Judgement): boolean =>
		person === null || judgement.by === person;

/** A line of the table of labels; the share is of those that the example has too. */
export interface LabelCount {
	readonly kind: JudgedKind;
	readonly right: number;
	readonly different: number;
	readonly needless: number;
	/** Null where the example has no label of this kind. */
	readonly share: number | null;
}
export function labelCounts(judgements: readonly Judgement[], person: PersonId | null): readonly LabelCount[] {
	const own = judgements.filter(isOf(person));
	return labelKinds.flatMap((kind) => {
		const count = (outcome: Judgement['outcome']): number =>
			own.filter((each) => each.kind === kind && each.outcome === outcome).length;
		const [right, different, needless] = [count('right'), count('different'), count('needless')];
		const total = right + different;
		const share = total > 0 ? right / total : null;
		return total + needless > 0 ? [{ kind, right, different, needless, share }] : [];
	});
}

/** A kind with fewer labels says nothing about what is hard. */
const MIN_LABELS = 3;

function labelResult(judgements: readonly Judgement[], person: PersonId | null): Results['labels'] {
	const counts = labelCounts(judgements, person);
	const value = counts.reduce((sum, { right }) => sum + right, 0);
	const total = counts.reduce((sum, { right, different }) => sum + right + different, 0);
	const share = total > 0 ? value / total : null;
	const percent = Math.round((share ?? 0) * 100);
	const weakest = counts
		.filter(({ right, different }) => right + different >= MIN_LABELS && different > 0)
		.sort((a, b) => (a.share ?? 1) - (b.share ?? 1))[0];
	return {
		value,
		total,
		aim: LABEL_AIM,
		share,
		weakest: weakest?.kind ?? null,
		reached: share === null ? null : percent >= LABEL_AIM ? 'hit' : percent >= LABEL_AIM - 10 ? 'almost' : 'missed'
	};
}

function rebuttalResult(score: Score, person: PersonId | null): Results['rebuttal'] {
	const { rebuttal: first, textAim: aim, fourEyes } = score;
	const minutes = first?.minutes ?? 0;
	return {
		first,
		aim,
		reached: !first
			? score.wasHigh
				? 'missed'
				: null
			: minutes <= aim
				? 'hit'
				: minutes <= aim * 1.5
					? 'almost'
					: 'missed',
		mine: person === null || (first?.people.includes(person) ?? false),
		fourEyes
	};
}

function reportResult(due: readonly DueReport[], person: PersonId | null): Results['reports'] {
	const inTime = (slack: number): number => due.filter(({ late }) => late !== null && late <= slack).length;
	const reached = (): Reached => {
		if (inTime(REPORT_SLACK) === due.length) return 'hit';
		return inTime(2 * REPORT_SLACK) === due.length || inTime(REPORT_SLACK) * 2 > due.length ? 'almost' : 'missed';
	};
	return {
		due,
		reached: due.length === 0 ? null : reached(),
		mine: person === null || due.some(({ by }) => by === person)
	};
}

/** A label of people where the example has another one, and how often. */
export interface Confusion {
	readonly yours: ComparedLabel | null;
	readonly example: ComparedLabel;
	readonly count: number;
	/** Ordered by the moment of their first posts. */
	readonly judgements: readonly Judgement[];
}
/** For findings only the kind counts: which finding it was differs from story to story. */
const sideOf = (label: ComparedLabel | null): string => {
	if (label === null) return '';
	return label.finding !== undefined || isLinkKind(label.kind) ? label.kind : `${label.kind} ${label.value}`;
};

/** The most frequent first; labels that were left out come after the others. */
export function confusionsOf(judgements: readonly Judgement[], person: PersonId | null): readonly Confusion[] {
	const groups = new Map<string, { yours: ComparedLabel | null; example: ComparedLabel; judgements: Judgement[] }>();
	for (const judgement of judgements.filter(isOf(person))) {
		const { yours, example, outcome } = judgement;
		if (outcome !== 'different' || !example) continue;
		const key = `${sideOf(yours)}|${sideOf(example)}`;
		const group = groups.get(key) ?? { yours, example, judgements: [] };
		group.judgements.push(judgement);
		groups.set(key, group);
	}
	return [...groups.values()]
		.map((group): Confusion => ({
			...group,
			count: group.judgements.length,
			judgements: group.judgements.sort((a, b) => a.post.at.localeCompare(b.post.at))
		}))
		.sort((a, b) => Number(a.yours === null) - Number(b.yours === null) || b.count - a.count);
}
