import type { CommandStep } from '$lib/domain/core/command';
import {
	AdviceId,
	AgreementId,
	millisecondsOf,
	momentOf,
	type IncidentId,
	type Moment,
	type Sha256
} from '$lib/domain/core/ids';
import { computerColleagues } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { makeAgreement } from '$lib/domain/incident/agreement';
import { setDuty } from '$lib/domain/incident/incident';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { writeReportText } from '$lib/domain/report/report-text';
import { reportRhythm } from '$lib/domain/report/rhythm';
import { releaseReport, setReportDue } from '$lib/domain/report/version';
import { systemSubjectId } from '$lib/server/log/execute/system-command';

/** The report as it would be released now. */
export interface ReportToRelease {
	readonly number: number;
	readonly position: number;
	readonly moment: Moment;
	readonly checksum: Sha256;
	/** The summary that the machine proposes; empty when there is none. */
	readonly brief: string;
}

interface ReportTaskContext {
	readonly incident: IncidentId;
	readonly state: ReadState;
	readonly now: Moment;
	/** Null when it could not be rendered. */
	readonly report: ReportToRelease | null;
}

/** The commands of a task on the report; none when there is nothing left to do. */
export function onReport(
	task: 'writeReport' | 'advise' | 'adopt' | 'schedule' | 'release',
	{ incident, state, now, report }: ReportTaskContext
): CommandStep[] {
	const id = AdviceId.parse(systemSubjectId(incident, 'computer.advice', 'first'));
	const advice = state.advice.get(id);
	switch (task) {
		case 'schedule': {
			const due = { at: momentOf(millisecondsOf(now) + 30 * 60_000), every: 30 as const, meetings: [] };
			const agreement = AgreementId.parse(systemSubjectId(incident, 'computer.agreement', 'first'));
			const text = 'Elk half uur een nieuw rapport, ook als er weinig nieuws is.';
			return [
				setDuty({ spokesperson: computerColleagues.spokesperson.id }),
				...(state.agreements.has(agreement) ? [] : [makeAgreement({ id: agreement, text })]),
				...(reportRhythm(state) ? [] : [setReportDue({ due })])
			];
		}
		case 'writeReport': {
			const currentSeq = (section: 'brief' | 'counterSignals') => state.reportTexts.get(section)?.seq ?? null;
			const written = { certainty: null, noneFound: false };
			const text = report?.brief ?? '';
			return [
				...(text && currentSeq('brief') === null
					? [writeReportText({ section: 'brief', text, ...written, over: null })]
					: []),
				...(currentSeq('counterSignals') === null
					? [writeReportText({ section: 'counterSignals', text: '', ...written, noneFound: true, over: null })]
					: [])
			];
		}
		case 'advise':
			return advice
				? []
				: [
						writeAdvice({
							id,
							goal: 'limiting',
							what: 'Herhaal elk half uur wat vaststaat, in dezelfde woorden.',
							who: 'gemeente',
							channel: 'website en liveblog',
							audience: 'inwoners',
							tone: 'rustig',
							urgency: 'high',
							decider: 'crisisteam',
							deadline: null,
							over: null
						})
					];
		case 'adopt':
			return advice && !advice.decision
				? [decideAdvice({ advice: id, outcome: 'adopted', why: '', effect: '', who: '', due: null, over: advice.seq })]
				: [];
		case 'release':
			return report
				? [
						releaseReport({
							number: report.number,
							position: report.position,
							moment: report.moment,
							checksum: report.checksum
						})
					]
				: [];
	}
}
