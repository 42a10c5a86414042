import type { Moment, PersonId } from '../core/ids';
import type { ExerciseExample } from './example';
import type { Judgement, JudgedKind, ComparedLabel } from './judgements';
import {
	confusionsOf,
	delayOf,
	labelCounts,
	resultsOf,
	type Confusion,
	type LabelCount,
	type Reached,
	type Results
} from './results';
import { aimMinutes, type Findable, type Score } from './score';

/** One line of the chart of delays, without the names of others. */
interface DelayLine extends Pick<Findable, 'kind' | 'key' | 'text' | 'first'> {
	/** Minutes until this person found it; null when they did not. */
	readonly delay: number | null;
	/** Minutes until the first colleague did, when this person did not. */
	readonly colleague: number | null;
}
/** A post with the label of this person and that of the example; `count` is how often these were confused. */
export interface Lesson {
	readonly yours: ComparedLabel | null;
	readonly example: ComparedLabel;
	readonly text: string;
	readonly source: string;
	readonly at: Moment;
	readonly count: number;
}
/** What to train next, the weakest first. `at` is the moment of the exercise to play again from. */
export type TrainingGoal =
	| { readonly what: 'labels'; readonly kind: JudgedKind }
	| { readonly what: 'calls'; readonly at: Moment; readonly minutes: number }
	| { readonly what: 'moment'; readonly at: Moment; readonly text: string; readonly minutes: number | null }
	| { readonly what: 'another' };

const MAX_TRAININGS = 3;
/** A sentence of the summary: its key and what it tells. */
export type SummaryPart =
	| { readonly say: 'saw'; readonly text: string; readonly minutes: number }
	| { readonly say: 'rumours' | 'needs'; readonly value: number; readonly total: number }
	| { readonly say: 'calls' | 'lateCalls'; readonly count: number }
	| { readonly say: 'labels' | 'fewLabels'; readonly percent: number }
	| {
			readonly say: 'rebuttal' | 'reports' | 'noRebuttal' | 'lateReports' | 'missedRumours' | 'missedNeeds' | 'nothing';
	  };

/** What one person sees after an exercise: their own work, and of others only that something was found by one. */
interface OwnDebrief {
	readonly results: Results;
	readonly delays: readonly DelayLine[];
	readonly labels: readonly LabelCount[];
	readonly lessons: readonly Lesson[];
	/** All that differed, in the order of the exercise. */
	readonly differences: readonly Lesson[];
	readonly summary: readonly SummaryPart[];
	readonly training: readonly TrainingGoal[];
	readonly colleagues: number;
}

export function ownDebrief(score: Score, example: ExerciseExample, person: PersonId): OwnDebrief {
	const results = resultsOf(score, person);
	const confusions = confusionsOf(score.judgements, person);
	const lesson = lessonOf(example);
	const delays = score.findables.map((findable): DelayLine => {
		const { kind, key, text, first } = findable;
		const delay = delayOf(findable, person);
		return { kind, key, text, first, delay, colleague: delay === null ? delayOf(findable, null) : null };
	});
	return {
		results,
		delays,
		labels: labelCounts(score.judgements, person),
		lessons: confusions.slice(0, 3).flatMap(({ judgements, count }) => {
			const [first] = judgements;
			return first ? (lesson(first, count) ?? []) : [];
		}),
		differences: confusions
			.flatMap(({ judgements, count }) => judgements.flatMap((each) => lesson(each, count) ?? []))
			.sort((a, b) => a.at.localeCompare(b.at)),
		summary: summaryOf(results, delays),
		training: trainingOf(results, delays),
		colleagues: score.people.filter((each) => each !== person).length
	};
}

/** Makes a lesson of a judgement, with the makers' names of findings instead of their keys. */
function lessonOf({ findings }: ExerciseExample): (judgement: Judgement, count: number) => Lesson | null {
	const names = new Map(findings.map(({ of, key, text }) => [`${of} ${key}`, text]));
	return ({ yours, example: label, post: { text, source, at } }, count) => {
		if (!label) return null;
		const example = { ...label, value: names.get(`${label.kind} ${label.value}`) ?? label.value };
		return { yours, example, text, source, at, count };
	};
}

/** At most three sentences: two on what went well, and one on what did not. */
function summaryOf({ calls, rumours, needs, labels, rebuttal, reports }: Results, delays: readonly DelayLine[]) {
	const quickest = delays
		.filter(({ kind, delay }) => kind !== 'help' && delay !== null && delay <= aimMinutes.need)
		.sort((a, b) => (a.delay ?? 0) - (b.delay ?? 0))[0];
	const percent = Math.round((labels.share ?? 0) * 100);
	const well: SummaryPart[] = [
		...(quickest ? [{ say: 'saw' as const, text: quickest.text, minutes: Math.round(quickest.delay ?? 0) }] : []),
		...(rumours.reached === 'hit' ? [{ say: 'rumours' as const, value: rumours.value, total: rumours.total }] : []),
		...(calls.reached === 'hit' ? [{ say: 'calls' as const, count: calls.value }] : []),
		...(rebuttal.reached === 'hit' && rebuttal.mine ? [{ say: 'rebuttal' as const }] : []),
		...(labels.reached === 'hit' ? [{ say: 'labels' as const, percent }] : []),
		...(needs.reached === 'hit' ? [{ say: 'needs' as const, value: needs.value, total: needs.total }] : []),
		...(reports.reached === 'hit' && reports.mine ? [{ say: 'reports' as const }] : [])
	];
	const late = calls.total - calls.minutes.filter((minutes) => minutes <= aimMinutes.help).length;
	/** A result without a task (`reached` null) was not missed. */
	const wasMissed = ({ reached }: { readonly reached: Reached | null }): boolean =>
		reached !== null && reached !== 'hit';
	const not: SummaryPart[] = [
		...(late > 0 ? [{ say: 'lateCalls' as const, count: late }] : []),
		...(wasMissed(rumours) ? [{ say: 'missedRumours' as const }] : []),
		...(wasMissed(labels) && well.length > 0 ? [{ say: 'fewLabels' as const, percent }] : []),
		...(wasMissed(needs) ? [{ say: 'missedNeeds' as const }] : []),
		...(wasMissed(rebuttal) ? [{ say: 'noRebuttal' as const }] : []),
		...(wasMissed(reports) ? [{ say: 'lateReports' as const }] : [])
	];
	const nothing: SummaryPart[] = well.length === 0 && labels.share === null ? [{ say: 'nothing' }] : [];
	// There is always something that went well: what was right, even where no aim was reached.
	if (well.length === 0 && labels.value > 0) well.push({ say: 'labels', percent });
	return [...nothing, ...well.slice(0, 2), ...not.slice(0, 1)];
}

const weight: Readonly<Record<Reached, number>> = { missed: 0, almost: 1, hit: 2 };
const weightOf = (reached: Reached | null): number => (reached === null ? 3 : weight[reached]);

/** The weakest result first; a person who reached every aim gets what took them longest, and another exercise. */
function trainingOf({ calls, labels, rumours, needs }: Results, delays: readonly DelayLine[]): readonly TrainingGoal[] {
	const slowest = (of: readonly DelayLine[]): DelayLine | undefined =>
		[...of].sort((a, b) => (b.delay ?? Infinity) - (a.delay ?? Infinity))[0];
	const mine = delays.filter(({ colleague }) => colleague === null);
	const call = slowest(mine.filter(({ kind }) => kind === 'help'));
	const moment = slowest(mine.filter(({ kind }) => kind !== 'help'));
	const findings = Math.min(weightOf(rumours.reached), weightOf(needs.reached));
	const candidates: (readonly [number, TrainingGoal])[] = [];
	if (call) candidates.push([weightOf(calls.reached), { what: 'calls', at: call.first, minutes: calls.longest ?? 0 }]);
	if (labels.weakest) candidates.push([weightOf(labels.reached), { what: 'labels', kind: labels.weakest }]);
	if (moment) {
		const { first: at, text, delay: minutes } = moment;
		candidates.push([findings, { what: 'moment', at, text, minutes }]);
	}
	candidates.push([weightOf(null), { what: 'another' }]);
	return candidates
		.sort(([a], [b]) => a - b)
		.map(([, training]) => training)
		.slice(0, MAX_TRAININGS);
}

/** Something the group should talk about, made from what differed most. */
export type TalkItem =
	| { readonly talk: 'late'; readonly text: string; readonly at: Moment; readonly inTime: number; readonly of: number }
	| { readonly talk: 'missed'; readonly findable: Findable; readonly by: readonly PersonId[]; readonly of: number }
	| {
			readonly talk: 'confusion';
			readonly confusion: Omit<Confusion, 'judgements'>;
			readonly lessons: readonly Lesson[];
			readonly differences: number;
	  }
	| { readonly talk: 'alone'; readonly count: number }
	| { readonly talk: 'worked'; readonly count: number }
	| { readonly talk: 'wellLabels'; readonly kind: JudgedKind; readonly share: number }
	| {
			readonly talk: 'well';
			readonly findable: Findable;
			readonly by: number;
			readonly of: number;
			readonly minutes: number;
	  };

/** What the leader of an exercise sees: everyone, and the group together. */
export interface GroupDebrief {
	readonly from: Moment;
	readonly until: Moment;
	readonly group: Results;
	readonly people: readonly { readonly person: PersonId; readonly results: Results }[];
	readonly findables: readonly Findable[];
	readonly talk: readonly TalkItem[];
}

/** @param people in the order in which they are shown */
export function groupDebrief(score: Score, example: ExerciseExample, people: readonly PersonId[]): GroupDebrief {
	// What only a computer colleague found counts for the group, and is not shown: no participant found or missed it.
	const isTheirs = ({ by }: Findable['found'][number]): boolean => people.includes(by);
	const findables = score.findables
		.filter(({ found }) => found.length === 0 || found.some(isTheirs))
		.map((each) => ({ ...each, found: each.found.filter(isTheirs) }));
	return {
		from: score.from,
		until: score.until,
		group: resultsOf(score, null),
		people: people.map((person) => ({ person, results: resultsOf(score, person) })),
		findables,
		talk: talkOf({ ...score, findables }, example, people.length)
	};
}

function talkOf(score: Score, example: ExerciseExample, of: number): readonly TalkItem[] {
	const { findables, judgements } = score;
	const inTime = (findable: Findable): number =>
		findable.found.filter(({ by }) => (delayOf(findable, by) ?? Infinity) <= aimMinutes[findable.kind]).length;
	/** How far apart the people were, in minutes; what was not found counts until the end. */
	const spread = (findable: Findable): number => {
		const delays = findable.found.map(({ by }) => delayOf(findable, by) ?? 0);
		return Math.max(0, ...delays) - Math.min(...delays, Infinity);
	};
	const calls = findables.filter((each) => each.kind === 'help' && inTime(each) === 0);
	const late = calls.sort((a, b) => (delayOf(b, null) ?? Infinity) - (delayOf(a, null) ?? Infinity))[0];
	const missed = findables
		.filter((each) => each.kind !== 'help' && (each.found.length === 0 || (of > 2 && each.found.length === 1)))
		.sort((a, b) => a.found.length - b.found.length || a.first.localeCompare(b.first))[0];
	const apart = findables
		.filter(
			(each) => each !== missed && each.kind !== 'help' && each.found.length > 1 && spread(each) >= aimMinutes.need
		)
		.sort((a, b) => spread(b) - spread(a))[0];
	const [confusion] = confusionsOf(judgements, null).filter(({ yours, count }) => yours !== null && count > 1);
	const items: TalkItem[] = [];
	for (const each of [late, apart])
		if (each) items.push({ talk: 'late', text: each.text, at: each.first, inTime: inTime(each), of });
	if (missed) items.push({ talk: 'missed', findable: missed, by: missed.found.map(({ by }) => by), of });
	if (confusion) {
		const { judgements: of, ...pair } = confusion;
		const lesson = lessonOf(example);
		items.push({
			talk: 'confusion',
			confusion: pair,
			lessons: of.slice(0, 5).flatMap((each) => lesson(each, confusion.count) ?? []),
			differences: judgements.filter(({ kind, outcome }) => kind === pair.example.kind && outcome === 'different')
				.length
		});
	}
	if (score.fourEyes.alone > 0) items.push({ talk: 'alone', count: score.fourEyes.alone });
	items.push(...whatWentWell(score, inTime, of));
	return items;
}

/** The last thing to talk about: what most saw in time, else the labels that were right, else that work was done. */
function whatWentWell(
	{ findables, judgements }: Score,
	inTime: (findable: Findable) => number,
	of: number
): readonly TalkItem[] {
	const best = findables
		.filter((each) => inTime(each) > 0)
		.sort((a, b) => inTime(b) - inTime(a) || (delayOf(a, null) ?? 0) - (delayOf(b, null) ?? 0))[0];
	if (best) return [{ talk: 'well', findable: best, by: inTime(best), of, minutes: delayOf(best, null) ?? 0 }];
	const labels = labelCounts(judgements, null)
		.filter(({ right }) => right > 0)
		.sort((a, b) => (b.share ?? 0) - (a.share ?? 0))[0];
	if (labels) return [{ talk: 'wellLabels', kind: labels.kind, share: labels.share ?? 0 }];
	const count = new Set(judgements.map(({ story }) => story)).size;
	return count > 0 ? [{ talk: 'worked', count }] : [];
}
