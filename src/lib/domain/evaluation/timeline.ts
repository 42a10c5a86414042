import { millisecondsOf, momentOf, type FactId, type FindingId, type Moment, type TextId } from '../core/ids';
import type { ReadState } from '../core/state';
import type { Verdict } from '../findings/rumour';
import type { Phase } from '../incident/incident';
import { isAlertChannel } from '../incident/own-action';
import type { Channel } from '../official-text/channel';
import { subjectTitle } from '../official-text/basis';
import type { TextKind } from '../official-text/official-text';
import type { AlertReason } from '../overview/alert';
import type { Advice, Goal } from '../report/advice';
import type { IncidentHistory } from './history';
import { MIN_PEAK_POSTS, medianOf } from '../overview/alert-check';

/** A peak has at least as many posts as an alert needs, is the highest of this many steps on both sides … */
const STEPS_AROUND_PEAK = 3;
/** … and has at least this many times the median of all steps with posts. */
const MIN_PEAK_FACTOR = 2;

/**
 * The steps in which clearly more came in than around them; of equal ones the first.
 * @param posts of steps of equal length, in order of time
 * @returns their indexes
 */
function peaksIn(posts: readonly number[]): number[] {
	const least = Math.max(MIN_PEAK_POSTS, MIN_PEAK_FACTOR * medianOf(posts.filter((count) => count > 0)));
	return posts.flatMap((count, at) => {
		const before = posts.slice(Math.max(0, at - STEPS_AROUND_PEAK), at);
		const after = posts.slice(at + 1, at + 1 + STEPS_AROUND_PEAK);
		const isPeak = count >= least && before.every((other) => other < count) && after.every((other) => other <= count);
		return isPeak ? [at] : [];
	});
}

/** The length of one step of the time line, in milliseconds. */
export const TEN_MINUTES = 600_000;

/** Something that came in. */
export type CameIn =
	| { readonly what: 'need' | 'rumour'; readonly finding: FindingId; readonly text: string }
	/** Its risk was high for the first time. */
	| { readonly what: 'high'; readonly finding: FindingId; readonly text: string }
	| { readonly what: 'peak'; readonly posts: number }
	| { readonly what: 'alert'; readonly reason: AlertReason }
	/** Not done by us, but it explains what people said. */
	| { readonly what: 'circumstance'; readonly channel: string; readonly text: string };

/** Something that we did. */
export type WeDid =
	| { readonly what: 'fact'; readonly fact: FactId; readonly text: string; readonly source: string | null }
	| {
			readonly what: 'text';
			readonly text: TextId;
			readonly kind: TextKind;
			readonly about: string;
			readonly channels: readonly Channel[];
	  }
	| { readonly what: 'verdict'; readonly finding: FindingId; readonly text: string; readonly verdict: Verdict }
	| { readonly what: 'answer'; readonly finding: FindingId; readonly text: string }
	| { readonly what: 'report'; readonly number: number; readonly isWithdrawn: boolean }
	| {
			readonly what: 'advice';
			readonly text: string;
			readonly goal: Goal;
			readonly outcome: NonNullable<Advice['decision']>['outcome'];
	  }
	| { readonly what: 'phase'; readonly phase: Phase }
	| { readonly what: 'grip'; readonly grip: number }
	| { readonly what: 'warning' | 'action'; readonly channel: string; readonly text: string };

type Timed<Item> = Item & { readonly at: Moment };

/** Ten minutes in which something happened besides the usual stream of posts. */
export interface TimelineStep {
	readonly from: Moment;
	/** Posts in these ten minutes. */
	readonly posts: number;
	readonly cameIn: readonly Timed<CameIn>[];
	readonly weDid: readonly Timed<WeDid>[];
}

/** What is counted in SQL for the time line. */
interface TimelineCounts {
	/** Posts per ten minutes of the clock, oldest first; steps without any are absent. */
	readonly posts: readonly { readonly from: Moment; readonly posts: number }[];
	readonly evidence: ReadonlyMap<FindingId, { readonly first: Moment | null }>;
}

const stepOf = (at: Moment): Moment => momentOf(Math.floor(millisecondsOf(at) / TEN_MINUTES) * TEN_MINUTES);

/** The steps in which clearly more came in than around them. */
export function peaksOf(posts: TimelineCounts['posts']): TimelineCounts['posts'] {
	const first = posts[0];
	if (!first) return [];
	const stepAt = new Map(
		posts.map((step) => [(millisecondsOf(step.from) - millisecondsOf(first.from)) / TEN_MINUTES, step])
	);
	const counts = Array.from({ length: Math.max(...stepAt.keys()) + 1 }, (_, at) => stepAt.get(at)?.posts ?? 0);
	return peaksIn(counts).flatMap((at) => stepAt.get(at) ?? []);
}

/** What came in and what we did, side by side per ten minutes; steps in which nothing happened are left out. */
export function timelineOf(
	state: ReadState,
	history: IncidentHistory,
	{ posts, evidence }: TimelineCounts
): TimelineStep[] {
	const cameIn = whatCameIn(state, history, evidence);
	cameIn.push(...peaksOf(posts).map(({ from, posts: count }) => ({ what: 'peak' as const, posts: count, at: from })));
	const weDid = whatWeDid(state, history);
	const countAt = new Map(posts.map((step) => [step.from, step.posts]));
	const [came, did] = [byStep(cameIn), byStep(weDid)];
	return [...new Set([...came.keys(), ...did.keys()])].sort().map((from) => ({
		from,
		posts: countAt.get(from) ?? 0,
		cameIn: came.get(from) ?? [],
		weDid: did.get(from) ?? []
	}));
}

/** The items of each step, oldest first. */
function byStep<Item extends { readonly at: Moment }>(items: readonly Item[]): Map<Moment, Item[]> {
	const steps = new Map<Moment, Item[]>();
	for (const item of [...items].sort((a, b) => a.at.localeCompare(b.at))) {
		const from = stepOf(item.at);
		const known = steps.get(from);
		if (known) known.push(item);
		else steps.set(from, [item]);
	}
	return steps;
}

function whatCameIn(state: ReadState, history: IncidentHistory, evidence: TimelineCounts['evidence']): Timed<CameIn>[] {
	const firstSeen = (what: 'need' | 'rumour', found: { id: FindingId; text: string; raised: { at: Moment } }) => ({
		what,
		finding: found.id,
		text: found.text,
		at: evidence.get(found.id)?.first ?? found.raised.at
	});
	const rumours = [...state.rumours.values()].filter(({ mergedInto }) => mergedInto === null);
	const needs = [...state.needs.values()].filter(({ mergedInto }) => mergedInto === null);
	return [
		...needs.map((need) => firstSeen('need', need)),
		...rumours.map((rumour) => firstSeen('rumour', rumour)),
		...rumours.flatMap(({ id, text, firstHigh }): Timed<CameIn>[] =>
			firstHigh === null ? [] : [{ what: 'high', finding: id, text, at: firstHigh }]
		),
		...history.alerts.map(({ reason, at }) => ({ what: 'alert' as const, reason, at })),
		...[...state.actions.values()].flatMap(({ channel, text, at, circumstance, retracted }): Timed<CameIn>[] =>
			circumstance && retracted === null ? [{ what: 'circumstance', channel, text, at }] : []
		)
	];
}

function whatWeDid(state: ReadState, history: IncidentHistory): Timed<WeDid>[] {
	const publications = new Set<string>(
		[...state.texts.values()].flatMap((text) => text.publications.map(({ id }) => id))
	);
	return [
		...[...state.facts.values()].map(({ id, text, source, at, recordedAt }) => ({
			what: 'fact' as const,
			fact: id,
			text,
			source,
			at: recordedAt ?? at
		})),
		...publishedTexts(state),
		...[...history.verdicts].flatMap(([finding, verdicts]) => {
			const text = state.rumours.get(finding)?.text ?? '';
			return verdicts.map(({ verdict, at }) => ({ what: 'verdict' as const, finding, text, verdict, at }));
		}),
		...[...history.answers].flatMap(([finding, at]): Timed<WeDid>[] => {
			const need = state.needs.get(finding);
			return need ? [{ what: 'answer', finding, text: need.text, at }] : [];
		}),
		...[...state.versions.values()].map(({ number, released, withdrawn }) => ({
			what: 'report' as const,
			number,
			isWithdrawn: withdrawn !== null,
			at: released.at
		})),
		...[...state.advice.values()].flatMap(({ what: text, goal, decision }): Timed<WeDid>[] =>
			decision ? [{ what: 'advice', text, goal, outcome: decision.outcome, at: decision.at }] : []
		),
		...history.phases.map(({ phase, at }) => ({ what: 'phase' as const, phase, at })),
		...history.grips.map(({ grip, at }) => ({ what: 'grip' as const, grip, at })),
		// A publication is also an own action, and is listed as a text above.
		...[...state.actions.values()].flatMap(({ id, channel, text, at, circumstance, retracted }): Timed<WeDid>[] =>
			circumstance || retracted !== null || publications.has(id)
				? []
				: [{ what: isAlertChannel(channel) ? 'warning' : 'action', channel, text, at }]
		)
	];
}

/** One item for a text that went out on several channels within ten minutes. */
function publishedTexts(state: ReadState): Timed<WeDid>[] {
	return [...state.texts.values()].flatMap((text) => {
		const steps = new Map<Moment, { at: Moment; channels: Channel[] }>();
		for (const { at, channel } of [...text.publications].sort((a, b) => a.at.localeCompare(b.at))) {
			const known = steps.get(stepOf(at));
			if (!known) steps.set(stepOf(at), { at, channels: [channel] });
			else if (!known.channels.includes(channel)) known.channels.push(channel);
		}
		return [...steps.values()].map(({ at, channels }) => ({
			what: 'text' as const,
			text: text.id,
			kind: text.kind,
			about: subjectTitle(state, text),
			channels,
			at
		}));
	});
}
