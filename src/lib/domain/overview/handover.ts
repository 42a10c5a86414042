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

/** Something that has a moment; `about` is the words of the rumour, the body that was asked, or nothing. */
export interface HandoverDue {
	readonly what: 'report' | 'verdict' | 'text' | 'inquiry' | 'effect' | 'end';
	readonly at: Moment;
	readonly about: string;
	/** Of an inquiry: who was asked. */
	readonly body: string | null;
	/** Of a report: which; of an effect: after how many minutes. */
	readonly number: number | null;
}

export interface TextWaiting {
	readonly id: TextId;
	readonly kind: TextKind;
	readonly about: string;
	/** `submitted`: somebody must say yes; `approved`: somebody must publish it. */
	readonly state: 'submitted' | 'approved';
	readonly since: Moment;
	/** Who was asked; null: whoever is on duty. */
	readonly asked: PersonId | null;
}

/** What the next shift must know (domain.md §3, handover). All moments are on the incident's clock. */
export interface Handover {
	readonly at: Moment;
	/** Soonest first, so that what is late leads. */
	readonly due: readonly HandoverDue[];
	/** `open`: nobody passed them on or dismissed them, the machine's hints among them where those were counted. */
	readonly calls: { readonly open: number; readonly passedOn: readonly Moment[] };
	/** Highest risk first. */
	readonly rumours: readonly RumourLine[];
	/** Those that nobody answered, most urgent first, with who is at it. */
	readonly needs: readonly (NeedLine & { readonly answering: PersonId | null })[];
	readonly texts: readonly TextWaiting[];
	/** Without a decision, or put off. */
	readonly advice: readonly AdviceLine[];
	readonly silent: readonly ReportOutage[];
	/** Stories that nobody looked at; null while that was not counted. */
	readonly queue: { readonly waiting: number; readonly oldest: Moment | null } | null;
	readonly agreements: readonly Readonly<Agreement>[];
	/** Who has the shift now; null: nobody took one. */
	readonly shift: Readonly<Shift> | null;
}

/** What a handover is made from: the log's state, the report of this moment, and the queue where it was counted. */
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
/** After so many minutes the effect of a text is looked at (domain.md §3, rebuttal). */
const effects: readonly EffectSpan['minutes'][] = [30, 60, 120];
/** The end of monitoring is told when it comes within so long. */
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

/** Its aims that were not met, the bodies that did not answer, and the next look at what a text about it did. */
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
	const told = texts.filter(({ kind }) => kind !== 'holding').flatMap((text) => firstPublishedAt(text) ?? []);
	const looks = told.flatMap((out) => {
		const next = effects.find((minutes) => millisecondsOf(out) + minutes * MINUTE > millisecondsOf(now));
		return next === undefined ? [] : [due('effect', momentOf(millisecondsOf(out) + next * MINUTE), { number: next })];
	});
	return [...aims, ...asked, ...looks];
}

/** When monitoring stops by itself. That moment is the wall's: in an exercise, whose clock is another, it says nothing. */
function endOf({ incident, clock }: ReadState, now: Moment): HandoverDue[] {
	if (!incident || clock || incident.closed) return [];
	const left = millisecondsOf(incident.expectedEnd) - millisecondsOf(now);
	return left > 0 && left <= END_WITHIN
		? [{ what: 'end', at: incident.expectedEnd, about: '', body: null, number: null }]
		: [];
}
