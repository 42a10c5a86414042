import { millisecondsOf, momentOf, type FindingId, type Moment, type PersonId, type TextId } from '../core/ids';
import { stepBegin, stepOf, stepsBetween, type Steps } from '../core/local-steps';
import type { ReadState } from '../core/state';
import { needForOutside } from '../findings/need';
import type { Verdict } from '../findings/rumour';
import { subjectTitle } from '../official-text/basis';
import { comparableSpan, type EffectSpan, type TextEffect } from '../official-text/effect';
import { firstPublishedAt, type OfficialText, type TextKind } from '../official-text/official-text';
import { answerTime } from '../overview/answer-time';
import { textsAbout } from '../overview/rumour-clock';
import { recordedRumours } from '../overview/settled';
import type { Advice } from '../report/advice';
import type { ApprovalWait, IncidentHistory } from './history';
import { TEN_MINUTES, timelineOf, type TimelineStep } from './timeline';

/** What is counted over the posts, which are not in the state. */
export interface EvaluationCounts {
	/** As in the report: also those from before the incident. */
	readonly total: number;
	/** Since the incident began, per ten minutes of the clock, oldest first; steps without any are absent. */
	readonly posts: readonly { readonly from: Moment; readonly posts: number }[];
	readonly first: Moment | null;
	/** For each finding with evidence: how many posts, and when the first since the incident began was written. */
	readonly evidence: ReadonlyMap<FindingId, { readonly posts: number; readonly first: Moment | null }>;
	/** The effect of each published text about a rumour. */
	readonly effects: ReadonlyMap<TextId, TextEffect>;
	/** Stories that nobody looked at. */
	readonly unseen: number;
}

interface EvaluatedRumour {
	readonly id: FindingId;
	readonly text: string;
	readonly posts: number;
	/** The first post; null where no post is its evidence. */
	readonly first: Moment | null;
	readonly raised: Moment;
	/** Each different verdict, oldest first. */
	readonly verdicts: readonly { readonly verdict: Verdict; readonly at: Moment }[];
	/** The first text about it that says more than that we are checking, else the first that says so. */
	readonly answer: { readonly text: TextId; readonly kind: TextKind; readonly at: Moment } | null;
	/** From the first post to that text, in milliseconds. */
	readonly wait: number | null;
	readonly effect: EffectSpan | null;
}
interface EvaluatedNeed {
	readonly id: FindingId;
	readonly text: string;
	readonly posts: number;
	readonly first: Moment | null;
	readonly raised: Moment;
	readonly answered: Moment | null;
	/** From when it was first asked to the first answer, in milliseconds. */
	readonly wait: number | null;
}
interface EvaluatedApproval extends ApprovalWait {
	readonly kind: TextKind;
	readonly about: string;
}
/** How busy it was in one period. */
interface EvaluatedLoad {
	readonly from: Moment;
	readonly posts: number;
	/** Different stories that people labelled or looked at. */
	readonly labelled: number;
	/** Versions of texts that were approved. */
	readonly approved: number;
}
interface EvaluatedDuty {
	readonly what: 'lead' | 'spokesperson';
	readonly person: PersonId;
	readonly from: Moment;
	readonly to: Moment;
}

/** An incident as people look back on it. All moments are on its clock; only people on duty are named. */
export interface Evaluation {
	readonly title: string;
	readonly exercise: boolean;
	/** It is still open, so that every figure may change. */
	readonly isProvisional: boolean;
	readonly start: Moment;
	/** Where it ended, or now. */
	readonly until: Moment;
	readonly firstPost: Moment | null;
	readonly total: number;
	readonly unseen: number;
	readonly posts: EvaluationCounts['posts'];
	readonly firsts: Readonly<Record<'text' | 'action' | 'fact' | 'report', Moment | null>>;
	readonly publications: { readonly texts: number; readonly all: number; readonly alone: number };
	readonly facts: number;
	readonly reports: number;
	readonly rumours: readonly EvaluatedRumour[];
	readonly needs: readonly EvaluatedNeed[];
	readonly advice: readonly Readonly<Advice>[];
	readonly approvals: readonly EvaluatedApproval[];
	/** The length of one period of `load`, in hours. */
	readonly loadHours: 1 | 24;
	readonly load: readonly EvaluatedLoad[];
	readonly duties: readonly EvaluatedDuty[];
	readonly timeline: readonly TimelineStep[];
}

/** @param now on the incident's clock */
export function evaluationOf(
	state: ReadState,
	history: IncidentHistory,
	counts: EvaluationCounts,
	now: Moment
): Evaluation | null {
	const { incident } = state;
	if (!incident) return null;
	const until = incident.ended?.at ?? incident.closed?.at ?? now;
	const published = [...state.texts.values()].filter(({ publications }) => publications.length > 0);
	const publications = published.flatMap((text) => text.publications);
	const acted = [...state.actions.values()].filter(({ circumstance, retracted }) => !circumstance && !retracted);
	return {
		title: incident.title,
		exercise: incident.exercise,
		isProvisional: incident.closed === null,
		start: incident.start,
		until,
		firstPost: counts.first,
		total: counts.total,
		unseen: counts.unseen,
		posts: counts.posts,
		firsts: {
			text: firstOf(publications),
			action: firstOf(acted),
			fact: firstOf([...state.facts.values()].map(({ recordedAt, at }) => ({ at: recordedAt ?? at }))),
			report: firstOf([...state.versions.values()].map(({ released }) => released))
		},
		publications: {
			texts: published.length,
			all: publications.length,
			alone: publications.filter(({ alone }) => alone !== null).length
		},
		facts: state.facts.size,
		reports: state.versions.size,
		rumours: rumoursOf(state, history, counts),
		needs: needsOf(state, history, counts),
		advice: [...state.advice.values()].sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1)),
		approvals: history.approvals.flatMap((approval) => {
			const text = state.texts.get(approval.text);
			return text ? [{ ...approval, kind: text.kind, about: subjectTitle(state, text) }] : [];
		}),
		...loadOf(history, counts, until),
		duties: dutiesOf(history, until),
		timeline: timelineOf(state, history, counts)
	};
}

const firstOf = (acts: readonly { readonly at: Moment }[]): Moment | null => acts.map(({ at }) => at).sort()[0] ?? null;
const between = (from: Moment, to: Moment | null): number | null =>
	to === null ? null : Math.max(0, millisecondsOf(to) - millisecondsOf(from));
/** By when people first saw it. */
const byFirst = <F extends { readonly first: Moment | null; readonly raised: Moment }>(a: F, b: F): number =>
	(a.first ?? a.raised).localeCompare(b.first ?? b.raised);

function rumoursOf(state: ReadState, history: IncidentHistory, counts: EvaluationCounts): EvaluatedRumour[] {
	const ordered = recordedRumours(state, (id) => counts.evidence.get(id)?.posts ?? 0);
	return ordered.map((rumour): EvaluatedRumour => {
		const { id, text, raised } = rumour;
		const seen = counts.evidence.get(id);
		const answer = firstTextOf(textsAbout(state, rumour));
		const measured = answer && counts.effects.get(answer.text);
		return {
			id,
			text,
			posts: seen?.posts ?? 0,
			first: seen?.first ?? null,
			raised: raised.at,
			verdicts: history.verdicts.get(id) ?? [],
			answer,
			wait: between(seen?.first ?? raised.at, answer?.at ?? null),
			effect: measured ? comparableSpan(measured.effect) : null
		};
	});
}

function firstTextOf(texts: readonly Readonly<OfficialText>[]): EvaluatedRumour['answer'] {
	const out = texts.flatMap((text) => {
		const at = firstPublishedAt(text);
		return at === null ? [] : [{ text: text.id, kind: text.kind, at }];
	});
	const inOrder = out.sort((a, b) => a.at.localeCompare(b.at));
	return inOrder.find(({ kind }) => kind !== 'holding') ?? inOrder[0] ?? null;
}

function needsOf(state: ReadState, history: IncidentHistory, counts: EvaluationCounts): EvaluatedNeed[] {
	return [...state.needs.values()]
		.filter(({ mergedInto }) => mergedInto === null)
		.map((noted): EvaluatedNeed => {
			const need = needForOutside(state, noted);
			const { id, text, raised, answer } = need;
			const seen = counts.evidence.get(id);
			const recorded = history.answers.get(id);
			const { from, to } = answerTime({
				finding: { ...need, answer: answer && recorded !== undefined ? { ...answer, at: recorded } : answer },
				first: seen?.first ? millisecondsOf(seen.first) : null,
				texts: textsAbout(state, need)
			});
			return {
				id,
				text,
				posts: seen?.posts ?? 0,
				first: seen?.first ?? null,
				raised: raised.at,
				answered: to,
				wait: between(from, to)
			};
		})
		.sort(byFirst);
}

const HOUR = 3_600_000;
/** An incident that lasts longer is counted per day. */
const MOST_HOURS = 72;

function loadOf(
	{ labelled, approvals }: IncidentHistory,
	{ posts }: EvaluationCounts,
	until: Moment
): Pick<Evaluation, 'loadHours' | 'load'> {
	const approved = approvals.flatMap(({ decided }) => (decided?.outcome === 'approved' ? [decided] : []));
	const all = [...posts.map(({ from }) => from), ...labelled.map(({ at }) => at), ...approved.map(({ at }) => at)];
	const first = all.sort()[0] ?? until;
	const loadHours = millisecondsOf(until) - millisecondsOf(first) > MOST_HOURS * HOUR ? 24 : 1;
	const step = loadHours * 60;
	const rows = new Map<Moment, { posts: number; stories: Set<string>; approved: number }>();
	const rowAt = (at: Moment) => {
		const from = stepBegin(at, step);
		const known = rows.get(from) ?? { posts: 0, stories: new Set<string>(), approved: 0 };
		rows.set(from, known);
		return known;
	};
	for (const step of posts) rowAt(step.from).posts += step.posts;
	for (const { story, at } of labelled) rowAt(at).stories.add(story);
	for (const { at } of approved) rowAt(at).approved += 1;
	const load = [...rows]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([from, row]) => ({
			from,
			posts: row.posts,
			labelled: row.stories.size,
			approved: row.approved
		}));
	return { loadHours, load };
}

/** Until the next took over, or the end. */
function dutiesOf({ duties }: IncidentHistory, until: Moment): EvaluatedDuty[] {
	return duties.flatMap(({ what, person, from }, index) => {
		const next = duties.slice(index + 1).find((each) => each.what === what);
		const to = next?.from ?? (until > from ? until : from);
		return person === null ? [] : [{ what, person, from, to }];
	});
}

/** Posts per step, oldest first, at most as many steps as a small chart can show. */
export function barsOf({ posts }: Pick<Evaluation, 'posts'>, maxBars: number): Steps & { values: number[] } {
	const [first, last] = [posts[0], posts.at(-1)];
	if (!first || !last) return { from: momentOf(0), step: 10, values: [] };
	const until = momentOf(millisecondsOf(last.from) + TEN_MINUTES);
	const { steps, ...bars } = stepsBetween(first.from, until, maxBars, 10);
	const values = Array.from({ length: steps }, () => 0);
	for (const { from, posts: count } of posts) {
		const at = stepOf(bars, from);
		values[at] = (values[at] ?? 0) + count;
	}
	return { ...bars, values };
}
