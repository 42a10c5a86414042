import { millisecondsOf, type Moment } from '../core/ids';
import { medianOf } from '../overview/alert-check';
import type { Evaluation } from './evaluation';

/** In the order in which they are shown, so that two incidents can be compared line by line. */
const keys = [
	'duration',
	'posts',
	'busiest',
	'firstText',
	'firstTextFromPost',
	'firstAction',
	'firstFact',
	'firstReport',
	'texts',
	'publications',
	'alone',
	'facts',
	'reports',
	'rumours',
	'judged',
	'verdictTime',
	'rumourTime',
	'needs',
	'answered',
	'needTime',
	'advice',
	'adopted',
	'approvals',
	'approvalTime',
	'approvalLongest'
] as const;
export type KeyFigureId = (typeof keys)[number];

/** `minutes` are whole and rounded down, as durations in words are. */
export interface KeyFigure {
	readonly key: KeyFigureId;
	readonly unit: 'count' | 'minutes';
	/** Null where there is nothing to measure. */
	readonly value: number | null;
}

const MINUTE = 60_000;
const minutesOf = (milliseconds: number | null): number | null =>
	milliseconds === null ? null : Math.floor(milliseconds / MINUTE);
const minutesBetween = (from: Moment | null, to: Moment | null): number | null =>
	from === null || to === null ? null : minutesOf(Math.max(0, millisecondsOf(to) - millisecondsOf(from)));

/** Null where there is nothing to measure. */
export const median = (values: readonly number[]): number | null => (values.length === 0 ? null : medianOf(values));
const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** The waits of versions that somebody decided on, in milliseconds. */
export const approvalWaits = ({ approvals }: Pick<Evaluation, 'approvals'>): number[] =>
	approvals.flatMap(({ requestedAt, decided }) =>
		decided?.outcome === 'approved' || decided?.outcome === 'returned'
			? [millisecondsOf(decided.at) - millisecondsOf(requestedAt)]
			: []
	);

/** The key figures of an incident, to compare it with another. */
export function keyFiguresOf(evaluation: Evaluation): KeyFigure[] {
	const { start, until, firstPost, firsts, rumours, needs, advice, approvals } = evaluation;
	const waits = approvalWaits(evaluation);
	const verdictTimes = rumours.map(({ first, raised, verdicts }) => {
		const firstVerdict = verdicts[0]?.at ?? null;
		return firstVerdict && Math.max(0, millisecondsOf(firstVerdict) - millisecondsOf(first ?? raised));
	});
	const counts = evaluation.posts.map(({ posts }) => posts);
	const values: Readonly<Record<KeyFigureId, [KeyFigure['unit'], number | null]>> = {
		duration: ['minutes', minutesBetween(start, until)],
		posts: ['count', evaluation.total],
		busiest: ['count', counts.reduce((most, count) => Math.max(most, count), 0)],
		firstText: ['minutes', minutesBetween(start, firsts.text)],
		firstTextFromPost: ['minutes', minutesBetween(firstPost, firsts.text)],
		firstAction: ['minutes', minutesBetween(start, firsts.action)],
		firstFact: ['minutes', minutesBetween(start, firsts.fact)],
		firstReport: ['minutes', minutesBetween(start, firsts.report)],
		texts: ['count', evaluation.publications.texts],
		publications: ['count', evaluation.publications.all],
		alone: ['count', evaluation.publications.alone],
		facts: ['count', evaluation.facts],
		reports: ['count', evaluation.reports],
		rumours: ['count', rumours.length],
		judged: ['count', rumours.filter(({ verdicts }) => verdicts.length > 0).length],
		verdictTime: ['minutes', minutesOf(median(known(verdictTimes)))],
		rumourTime: ['minutes', minutesOf(median(known(rumours.map(({ wait }) => wait))))],
		needs: ['count', needs.length],
		answered: ['count', needs.filter(({ answered }) => answered !== null).length],
		needTime: ['minutes', minutesOf(median(known(needs.map(({ wait }) => wait))))],
		advice: ['count', advice.length],
		adopted: ['count', advice.filter(({ decision }) => decision?.outcome === 'adopted').length],
		approvals: ['count', approvals.length],
		approvalTime: ['minutes', minutesOf(median(waits))],
		approvalLongest: ['minutes', waits.length === 0 ? null : minutesOf(Math.max(...waits))]
	};
	return keys.map((key) => ({ key, unit: values[key][0], value: values[key][1] }));
}
