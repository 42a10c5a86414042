import { adviceLines } from '../report/advice-lines';
import type { Agreement } from '../incident/agreement';
import type { EffectSpan } from '../official-text/effect';
import type { Figures } from './figures';
import { millisecondsOf, type Moment, momentOf, type PersonId, type TextId } from '../core/ids';
import { firstPublishedAt, textState, type OfficialText, type TextKind } from '../official-text/official-text';
import type { AdviceLine, NeedLine, ReportOutage, Report, RumourLine } from '../report/content';
import { nextReport } from '../report/due';
import { rumourClockOf, textsAbout } from './rumour-clock';
import type { Shift } from '../incident/shift';
import type { ReadState } from '../core/state';
import { subjectText } from '../official-text/basis';

/** An item with a moment; `about` is the words of the rumour, the body that was asked, or nothing. */
export interface HandoverDue {
	readonly what: 'report' | 'verdict' | 'text' | 'inquiry' | 'effect' | 'end';
	readonly at: Moment;
	readonly about: string;
	/** Of an inquiry: the body that was asked. */
	readonly body: string | null;
	/** Of a report: its number; of an effect: after how many minutes. */
	readonly number: number | null;
}

export interface TextWaiting {
	readonly id: TextId;
	readonly kind: TextKind;
	readonly about: string;
	/** `submitted`: a person must approve it; `approved`: a person must publish it. */
	readonly state: 'submitted' | 'approved';
	readonly since: Moment;
	/** The person who was asked; null is the spokesperson on duty. */
	readonly asked: PersonId | null;
}

/** What the next shift must know (domain.md §3, handover). All moments are on the incident's clock. */
export interface Handover {
	readonly at: Moment;
	/** Sorted by moment, so that overdue items come first. */
	readonly due: readonly HandoverDue[];
	/** `open`: nobody passed them on or dismissed them; includes the machine's hints where those were counted. */
	readonly calls: { readonly open: number; readonly passedOn: readonly Moment[] };
	/** Highest risk first. */
	readonly rumours: readonly RumourLine[];
	/** Unanswered needs, most urgent first, with the person who is answering. */
	readonly needs: readonly (NeedLine & { readonly answering: PersonId | null })[];
	readonly texts: readonly TextWaiting[];
	/** Undecided or postponed. */
	readonly advice: readonly AdviceLine[];
	readonly silent: readonly ReportOutage[];
	/** Stories that nobody looked at; null when they were not counted. */
	readonly queue: { readonly waiting: number; readonly oldest: Moment | null } | null;
	readonly agreements: readonly Readonly<Agreement>[];
	/** The current shift; null when nobody took one. */
	readonly shift: Readonly<Shift> | null;
}

/** The input of a handover: the log's state, the report of this moment, and the queue where it was counted. */
interface From {
	readonly state: ReadState;
	readonly report: Report;
	readonly figures: Pick<Figures, 'queue'> | null;
	readonly now: Moment;
}

/** The handover of this moment: pure, so that desk and server show the same. */
export function handoverOf({ state, report, figures, now }: From): Handover {
	const { limitation, information, basis } = report;
	return {
		at: now,
		due: duesOf(state, now),
		calls: { passedOn: limitation.calls.passedOn, open: figures?.queue.help ?? limitation.calls.open },
		rumours: limitation.rumours,
		needs: information.needs
			.filter((need) => need.state !== 'answered')
			.map((need) => ({ ...need, answering: state.needs.get(need.finding)?.answering?.by ?? null })),
		texts: [...state.texts.values()]
			.flatMap((text) => waitingText(state, text))
			.sort((a, b) => a.since.localeCompare(b.since)),
		advice: adviceLines(state, now).lines.filter(
			({ decision }) => decision === null || decision.outcome === 'postponed'
		),
		silent: basis.outages.filter(({ to, why }) => to === null && why !== 'removed'),
		queue: figures && { waiting: figures.queue.waiting, oldest: figures.queue.oldest },
		agreements: [...state.agreements.values()]
			.filter(({ ended }) => ended === null)
			.sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1)),
		shift: state.shift
	};
}

function waitingText(state: ReadState, text: Readonly<OfficialText>): TextWaiting[] {
	const is = textState(text);
	const version = text.versions.at(-1);
	if ((is !== 'submitted' && is !== 'approved') || !version) return [];
	const approved = text.variants.flatMap((variant) => variant.approved?.at ?? []).sort();
	const since = is === 'approved' ? (approved.at(-1) ?? version.at) : version.at;
	return [
		{
			id: text.id,
			kind: text.kind,
			about: subjectText(state, text) || (text.prepared?.title ?? state.incident?.title ?? ''),
			state: is,
			since,
			asked: version.asked
		}
	];
}

const MINUTE = 60_000;
/** The effect of a text is measured after this many minutes (domain.md §3, rebuttal). */
const effects: readonly EffectSpan['minutes'][] = [30, 60, 120];
/** The end of monitoring is mentioned when it is at most this far away. */
const END_WITHIN = 12 * 60 * MINUTE;

function duesOf(state: ReadState, now: Moment): HandoverDue[] {
	const rumours = [...state.rumours.values()].filter(({ closed, mergedInto }) => !closed && !mergedInto);
	const dues = [
		...reportDue(state),
		...rumours.flatMap((rumour) => rumourDues(state, rumour, now)),
		...endOf(state, now)
	];
	return dues.sort(
		(a, b) => a.at.localeCompare(b.at) || a.what.localeCompare(b.what) || a.about.localeCompare(b.about)
	);
}

function reportDue(state: ReadState): HandoverDue[] {
	const { number, due } = nextReport(state);
	return due === null ? [] : [{ what: 'report', at: due, about: '', body: null, number }];
}

/** Its aims that were not met, the bodies that did not answer, and the next measurement of a text's effect. */
function rumourDues(state: ReadState, rumour: Parameters<typeof rumourClockOf>[0], now: Moment): HandoverDue[] {
	const texts = textsAbout(state, rumour);
	const due = (what: HandoverDue['what'], at: Moment, more: Partial<HandoverDue> = {}): HandoverDue => ({
		...{ what, at, about: rumour.text, body: null, number: null },
		...more
	});
	const clock = state.incident && rumourClockOf(rumour, texts, state.incident.aims);
	const aims = (['verdict', 'text'] as const).flatMap((what) =>
		clock?.[what].met === null ? [due(what, clock[what].due)] : []
	);
	const asked = rumour.inquiries.flatMap(({ body, deadline, answer }) =>
		deadline !== null && answer === null ? [due('inquiry', deadline, { body })] : []
	);
	const published = texts.filter(({ kind }) => kind !== 'holding').flatMap((text) => firstPublishedAt(text) ?? []);
	const clocked = published.flatMap((out) => {
		const next = effects.find((minutes) => millisecondsOf(out) + minutes * MINUTE > millisecondsOf(now));
		return next === undefined ? [] : [due('effect', momentOf(millisecondsOf(out) + next * MINUTE), { number: next })];
	});
	return [...aims, ...asked, ...clocked];
}

/** When monitoring stops automatically. That moment is on the wall clock, so it is left out in an exercise. */
function endOf({ incident, clock }: ReadState, now: Moment): HandoverDue[] {
	if (!incident || clock || incident.closed) return [];
	const left = millisecondsOf(incident.expectedEnd) - millisecondsOf(now);
	return left > 0 && left <= END_WITHIN
		? [{ what: 'end', at: incident.expectedEnd, about: '', body: null, number: null }]
		: [];
}
