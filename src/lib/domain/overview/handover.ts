import { rewordedClaims } from '../review/reworded';
import { alertsSince, type Alert } from './alert';
import { adviceLines } from '../report/advice-lines';
import type { Agreement } from '../incident/agreement';
import type { EffectSpan } from '../official-text/effect';
import type { Figures } from './figures';
import { millisecondsOf, type Moment, momentOf, type PersonId, type StoryId } from '../core/ids';
import { firstPublishedAt } from '../official-text/official-text';
import type { AdviceLine, NeedLine, ReportOutage, Report, RumourLine } from '../report/content';
import { nextReport } from '../report/due';
import { replacementOf, type Replacement } from '../findings/fact';
import { flaggedCitations } from '../review/citation';
import { harmDueOf, rumourClockOf, textsAbout } from './rumour-clock';
import type { MachineHint, StoryCard } from '../stories/card';
import { passedCalls, type PassedCalls } from '../stories/passings';
import type { Shift } from '../incident/shift';
import type { ReadState } from '../core/state';
import { waitingTexts, type TextWaiting } from './waiting-texts';

/** An item with a moment; `about` is the words of the rumour, the words that a replaced fact had, or nothing. */
export interface HandoverDue {
	readonly what: 'replaced' | 'reworded' | 'report' | 'harm' | 'verdict' | 'text' | 'inquiry' | 'effect' | 'end';
	readonly at: Moment;
	/** After when it is late, where that is not at once. */
	readonly late?: Moment;
	readonly about: string;
	/** The body to which an inquiry went. */
	readonly body: string | null;
	/** The number of a report; for an effect, after how many minutes; of a replaced fact or a reworded claim: how much
	 * rests on it.
	 */
	readonly number: number | null;
	/** What replaced a fact. */
	readonly replacement?: Replacement | null;
}

/** A call for help that waits, with its words. */
export interface OpenCall {
	readonly story: StoryId;
	readonly text: string;
	readonly since: Moment;
}

/** What the next shift must know. All moments are on the incident's clock. */
export interface Handover {
	readonly at: Moment;
	/** Replaced facts first, since wrong words are still public; then by moment, so that overdue items come first. */
	readonly due: readonly HandoverDue[];
	readonly calls: {
		/** Pinned by a person, and nobody passed them on or dismissed them. */
		readonly open: readonly OpenCall[];
		/** Posts that look like one to the program; `sure`: the surest of them. */
		readonly guesses: number;
		readonly sure: readonly OpenCall[];
		readonly passedOn: readonly Moment[];
		/** When each call was passed on, and when that was taken back. */
		readonly takenBack: PassedCalls['takenBack'];
	};
	/** Highest risk first. */
	readonly rumours: readonly RumourLine[];
	/** Unanswered needs, most urgent first, with the person who is answering. */
	readonly needs: readonly (NeedLine & { readonly answering: PersonId | null })[];
	readonly texts: readonly TextWaiting[];
	/** Undecided or postponed. */
	readonly advice: readonly AdviceLine[];
	/** Those of this shift, and older ones that nobody has seen, the newest of each rule; null where there are no rules. */
	readonly alerts: readonly Readonly<Alert>[] | null;
	readonly silent: readonly ReportOutage[];
	/** Stories that nobody looked at; null when they were not counted. */
	readonly queue: { readonly waiting: number; readonly oldest: Moment | null } | null;
	readonly agreements: readonly Readonly<Agreement>[];
	/** The current shift; null when nobody took one. */
	readonly shift: Readonly<Shift> | null;
}

/** From this score on, a guess of the program is shown with its words. */
const MIN_SURE_SCORE = 0.9;

/** What a handover needs of the card of a call for help. */
interface StripCard extends Pick<StoryCard, 'id' | 'since' | 'helpState'> {
	readonly lead: Pick<StoryCard['lead'], 'text'>;
	readonly help: Pick<MachineHint, 'score'> | null;
}

/**
 * The input of a handover: the log's state, the report of this moment, the queue where it was counted, and the cards of
 * the strip of calls for help.
 */
interface HandoverInput {
	readonly strip: readonly StripCard[];
	readonly state: ReadState;
	readonly report: Report;
	readonly figures: Pick<Figures, 'queue'> | null;
	readonly now: Moment;
}

/** The handover of this moment: pure, so that desk and server show the same. */
export function handoverOf({ state, report, figures, strip, now }: HandoverInput): Handover {
	const { limitation, information, basis } = report;
	return {
		at: now,
		due: duesOf(state, now),
		calls: { ...callsIn(strip, figures), ...passedCalls(state) },
		rumours: limitation.rumours,
		needs: information.needs
			.filter((need) => need.state !== 'answered')
			.map((need) => ({ ...need, answering: state.needs.get(need.finding)?.answering?.by ?? null })),
		texts: waitingTexts(state),
		advice: adviceLines(state, now).lines.filter(
			({ decision }) => decision === null || decision.outcome === 'postponed'
		),
		alerts: state.alertRules.size + state.alerts.size === 0 ? null : alertsSince(state, state.shift?.at ?? null),
		silent: basis.outages.filter(({ to, why }) => to === null && why !== 'removed'),
		queue: figures && { waiting: figures.queue.waiting, oldest: figures.queue.oldest },
		agreements: [...state.agreements.values()]
			.filter(({ ended }) => ended === null)
			.sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1)),
		shift: state.shift
	};
}

function callsIn(
	strip: HandoverInput['strip'],
	figures: HandoverInput['figures']
): Omit<Handover['calls'], keyof PassedCalls> {
	const open = strip.filter(({ helpState }) => helpState === 'pinned');
	const guesses = strip.filter(({ helpState, help }) => helpState === null && help !== null);
	const call = ({ id, lead, since }: StripCard): OpenCall => ({ story: id, text: lead.text, since });
	return {
		open: open.map(call),
		guesses: figures ? figures.queue.help - figures.queue.pinned : guesses.length,
		sure: guesses.filter(({ help }) => (help?.score ?? 0) >= MIN_SURE_SCORE).map(call)
	};
}

const MINUTE = 60_000;
/** The effect of a text is measured after this many minutes (docs/domain.md, rule 15). */
const effectMinutes: readonly EffectSpan['minutes'][] = [30, 60, 120];
/** The end of monitoring is mentioned when it is at most this far away. */
const END_WITHIN = 12 * 60 * MINUTE;

function duesOf(state: ReadState, now: Moment): HandoverDue[] {
	const rumours = [...state.rumours.values()].filter(({ closed, mergedInto }) => !closed && !mergedInto);
	const dues = [
		...reportDue(state),
		...rumours.flatMap((rumour) => rumourDues(state, rumour, now)),
		...endOf(state, now)
	];
	const byMoment = (a: HandoverDue, b: HandoverDue): number =>
		a.at.localeCompare(b.at) || a.what.localeCompare(b.what) || a.about.localeCompare(b.about);
	return [...replacedDues(state).sort(byMoment), ...rewordedDues(state, now), ...dues.sort(byMoment)];
}

/** The facts that were replaced and on which something still rests. */
function replacedDues(state: ReadState): HandoverDue[] {
	const flags = flaggedCitations(state);
	return [...new Set(flags.map(({ fact }) => fact))].map((fact) => ({
		what: 'replaced',
		at: fact.replacedAt ?? fact.at,
		about: fact.text,
		body: null,
		replacement: replacementOf(state.facts, fact),
		number: flags.filter((flag) => flag.fact === fact).length
	}));
}

/** The claims that were reworded under a verdict or texts, until somebody looked. */
const rewordedDues = (state: ReadState, now: Moment): HandoverDue[] =>
	rewordedClaims(state).map(({ claim, rests }) => ({
		what: 'reworded',
		at: now,
		about: claim,
		body: null,
		number: rests
	}));

function reportDue(state: ReadState): HandoverDue[] {
	const { number, due, late } = nextReport(state);
	return due === null
		? []
		: [{ what: 'report', at: due, about: '', body: null, number, ...(late !== null && late > due && { late }) }];
}

/** Its aims that were not met, the bodies that did not answer, and the next measurement of a text's effect. */
function rumourDues(state: ReadState, rumour: Parameters<typeof rumourClockOf>[0], now: Moment): HandoverDue[] {
	const texts = textsAbout(state, rumour);
	const due = (what: HandoverDue['what'], at: Moment, more: Partial<HandoverDue> = {}): HandoverDue => ({
		what,
		at,
		about: rumour.text,
		body: null,
		number: null,
		...more
	});
	const clock = state.incident && rumourClockOf(rumour, texts, state.incident.aims);
	const aims = (['verdict', 'text'] as const).flatMap((what) =>
		clock?.[what].met === null ? [due(what, clock[what].due)] : []
	);
	const unanswered = rumour.inquiries.flatMap(({ body, deadline, answer }) =>
		deadline !== null && answer === null ? [due('inquiry', deadline, { body })] : []
	);
	const published = texts.filter(({ kind }) => kind !== 'holding').flatMap((text) => firstPublishedAt(text) ?? []);
	const effects = published.flatMap((out) => {
		const next = effectMinutes.find((minutes) => millisecondsOf(out) + minutes * MINUTE > millisecondsOf(now));
		return next === undefined ? [] : [due('effect', momentOf(millisecondsOf(out) + next * MINUTE), { number: next })];
	});
	const harm = harmDueOf(rumour);
	return [...(harm ? [due('harm', harm)] : []), ...aims, ...unanswered, ...effects];
}

/** When monitoring stops automatically. That moment is on the wall clock, so it is left out in an exercise. */
function endOf({ incident, clock }: ReadState, now: Moment): HandoverDue[] {
	if (!incident || clock || incident.closed) return [];
	const remaining = millisecondsOf(incident.expectedEnd) - millisecondsOf(now);
	return remaining > 0 && remaining <= END_WITHIN
		? [{ what: 'end', at: incident.expectedEnd, about: '', body: null, number: null }]
		: [];
}
