import { clockSet, type Clock } from '../core/clock';
import { incidentTime } from '../core/present';
import type { AnyEventKind, EventKind, EventOf } from '../core/event';
import type { FindingId, Moment, PersonId, StoryId, TextId } from '../core/ids';
import { isComputer, SYSTEM } from '../core/role';
import { needAnswered } from '../findings/need';
import { rumourJudged, type Verdict } from '../findings/rumour';
import {
	dutySet,
	incidentClosed,
	incidentDescribed,
	incidentOpened,
	incidentReopened,
	phaseSet,
	type Phase
} from '../incident/incident';
import { shiftTaken } from '../incident/shift';
import { textApproved, textReturned } from '../official-text/approval';
import { textWithdrawn } from '../official-text/publication';
import { textSubmitted } from '../official-text/writing';
import { alertRaised, type AlertReason } from '../overview/alert';
import { sentimentSet, storyLabelled, storyLookedAt } from '../stories/story';
import type { z } from 'zod';

/** A line of the log, as stored; a redacted one has no data. */
export interface HistoryLine extends EventOf {
	readonly wallAt: Moment;
	readonly by: PersonId;
	readonly redacted: boolean;
}

/** Words that were submitted for approval, and the result; `superseded`: by a newer version of the text. */
export interface ApprovalWait {
	readonly text: TextId;
	readonly version: number;
	readonly requestedAt: Moment;
	readonly decided: {
		readonly at: Moment;
		readonly outcome: 'approved' | 'returned' | 'withdrawn' | 'superseded';
	} | null;
}

/** A person led the analysis, or was the spokesperson on duty, from this moment on; null: nobody. */
interface DutyStart {
	readonly what: 'lead' | 'spokesperson';
	readonly person: PersonId | null;
	readonly from: Moment;
}

/** What happened in an incident and is no longer in its state, oldest first. All moments are on its clock. */
export interface IncidentHistory {
	readonly phases: readonly { readonly phase: Phase; readonly at: Moment }[];
	readonly grips: readonly { readonly grip: number; readonly at: Moment }[];
	readonly duties: readonly DutyStart[];
	readonly approvals: readonly ApprovalWait[];
	readonly verdicts: ReadonlyMap<FindingId, readonly { readonly verdict: Verdict; readonly at: Moment }[]>;
	/** When each need was first answered, as recorded. */
	readonly answers: ReadonlyMap<FindingId, Moment>;
	readonly alerts: readonly { readonly reason: AlertReason; readonly at: Moment }[];
	/** Each time that a person labelled a story or marked it as looked at. */
	readonly labelled: readonly { readonly story: StoryId; readonly at: Moment }[];
}

const kinds = [
	clockSet,
	incidentOpened,
	incidentDescribed,
	phaseSet,
	incidentClosed,
	incidentReopened,
	shiftTaken,
	dutySet,
	textSubmitted,
	textApproved,
	textReturned,
	textWithdrawn,
	rumourJudged,
	needAnswered,
	alertRaised,
	storyLabelled,
	sentimentSet,
	storyLookedAt
] as const satisfies readonly AnyEventKind[];

/** The types of events that a history is made of. */
export const historyTypes: readonly string[] = kinds.map(({ type }) => type);

/** @param lines in order, of {@link historyTypes} at least; a redacted one changes nothing */
export function historyOf(lines: readonly HistoryLine[]): IncidentHistory {
	let clock: Clock | null = null;
	const phases: IncidentHistory['phases'][number][] = [];
	const grips: IncidentHistory['grips'][number][] = [];
	const duties: DutyStart[] = [];
	const approvals: ApprovalWait[] = [];
	const waiting = new Map<TextId, ApprovalWait>();
	const verdicts = new Map<FindingId, { verdict: Verdict; at: Moment }[]>();
	const answers = new Map<FindingId, Moment>();
	const alerts: IncidentHistory['alerts'][number][] = [];
	const labelled: IncidentHistory['labelled'][number][] = [];
	const decide = (text: TextId, at: Moment, outcome: NonNullable<ApprovalWait['decided']>['outcome']): void => {
		const pending = waiting.get(text);
		if (!pending) return;
		waiting.delete(text);
		approvals.push({ ...pending, decided: { at, outcome } });
	};
	const grip = (to: number, at: Moment): void => {
		if (grips.at(-1)?.grip !== to) grips.push({ grip: to, at });
	};
	for (const line of lines) {
		if (line.redacted) continue;
		const at = incidentTime(clock, line.wallAt);
		const isPerson = line.by !== SYSTEM.id && !isComputer(line.by);
		const when = <T extends string, S extends z.ZodType>(kind: EventKind<T, S>, read: (data: z.output<S>) => void) => {
			if (line.type === kind.type) read(kind.data.parse(line.data));
		};
		when(clockSet, (set) => (clock = set));
		when(incidentOpened, (opened) => {
			phases.push({ phase: opened.phase, at: opened.opened.at });
			grip(opened.grip, opened.opened.at);
		});
		when(incidentDescribed, (described) => grip(described.grip, at));
		when(phaseSet, ({ phase }) => phases.push({ phase, at }));
		when(incidentClosed, (closed) => phases.push({ phase: 'closed', at: closed.at }));
		when(incidentReopened, ({ phase }) => phases.push({ phase, at }));
		when(shiftTaken, (shift) => duties.push({ what: 'lead', person: shift.by, from: shift.at }));
		when(dutySet, ({ spokesperson }) => duties.push({ what: 'spokesperson', person: spokesperson, from: at }));
		when(textSubmitted, ({ text, version }) => {
			decide(text, version.at, 'superseded');
			waiting.set(text, { text, version: version.number, requestedAt: version.at, decided: null });
		});
		when(textApproved, (approved) => decide(approved.text, approved.at, 'approved'));
		when(textReturned, ({ text, returned }) => decide(text, returned.at, 'returned'));
		when(textWithdrawn, ({ text, withdrawn }) => decide(text, withdrawn.at, 'withdrawn'));
		when(rumourJudged, ({ rumour, judged }) => {
			const before = verdicts.get(rumour) ?? [];
			if (judged && before.at(-1)?.verdict !== judged.verdict)
				verdicts.set(rumour, [...before, { verdict: judged.verdict, at: judged.at }]);
		});
		when(needAnswered, ({ need, answer }) => {
			const first = answers.get(need);
			if (first === undefined || answer.at < first) answers.set(need, answer.at);
		});
		when(alertRaised, ({ reason }) => alerts.push({ reason, at }));
		if (isPerson) {
			when(storyLabelled, ({ story }) => labelled.push({ story, at }));
			when(sentimentSet, ({ story }) => labelled.push({ story, at }));
			when(storyLookedAt, ({ story }) => labelled.push({ story, at }));
		}
	}
	return {
		phases,
		grips,
		duties,
		approvals: [...approvals, ...waiting.values()].sort((a, b) => a.requestedAt.localeCompare(b.requestedAt)),
		verdicts,
		answers,
		alerts,
		labelled
	};
}
