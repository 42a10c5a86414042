import { adviceLines } from '$lib/domain/report/advice-lines';
import { isOpen } from '$lib/domain/findings/finding';
import type { Moment } from '$lib/domain/core/ids';
import { lastVersion, type ReportSection } from '$lib/domain/report/version';
import { Report } from '$lib/domain/report/content';
import type { Unfinished } from '$lib/domain/report/draft';
import { dueAfter } from '$lib/domain/report/due';
import type { ReadState } from '$lib/domain/core/state';
import { basis } from './collect/basis';
import { changes } from './collect/changes';
import { EvidenceIndex } from './collect/evidence';
import type { Facts } from './collect/report-facts';
import { information } from './collect/information';
import { limitation } from './collect/limitation';
import { meaning } from './collect/sense-making';
import { voices } from './collect/voices';

/**
 * Makes the report from these facts: pure, so that the same log position and moment always give the same content.
 * @throws Error when there is no incident at this position
 */
export function render(facts: Facts, evidence = new EvidenceIndex(facts)): Report {
	const { state, moment } = facts;
	const { incident } = state;
	if (!incident) throw new Error('there is no incident at this place in the log');
	const previous = lastVersion(state.versions);
	const from = previous?.moment ?? incident.start;
	const written = (section: ReportSection): string | null => state.reportTexts.get(section)?.text.trim() || null;
	return Report.parse({
		incident,
		moment,
		from,
		previous: previous?.number ?? null,
		due: state.reportDue && dueAfter(state.reportDue, moment),
		brief: { text: written('brief'), ...changes(evidence, from, previous === null) },
		information: information(evidence, from),
		limitation: limitation(evidence),
		meaning: { ...meaning(evidence), text: written('meaning') },
		voices: voices(evidence, from),
		counterSignals: {
			text: written('counterSignals'),
			noneFound: state.reportTexts.get('counterSignals')?.noneFound ?? false
		},
		reading: {
			text: written('reading'),
			certainty: state.reportTexts.get('certainty')?.certainty ?? null,
			why: written('certainty'),
			expected: written('expected'),
			watch: written('watch')
		},
		advice: adviceLines(state, from),
		known: known(state, moment),
		basis: basis(evidence)
	} satisfies Record<keyof Report, unknown>);
}

/**
 * Section 9: facts newest first, unknowns and own actions in order of time. Replaced and withdrawn ones are left out.
 */
function known(state: ReadState, moment: Moment): Report['known'] {
	const facts = [...state.facts.values()]
		.filter(({ replacedBy }) => replacedBy === null)
		.sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1));
	const entryOf = ({ id, text, source, at }: (typeof facts)[number]) => ({ id, text, source, at });
	return {
		facts: facts
			.filter(({ source }) => source !== null)
			.reverse()
			.map(entryOf),
		open: facts.filter(({ source }) => source === null).map(entryOf),
		actions: [...state.actions.values()]
			.filter((action) => action.retracted === null && action.circumstance !== true && action.at <= moment)
			.sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1))
			.map(({ channel, text, at }) => ({ channel, text, at }))
	};
}

/** Open findings that cannot be in the report: they have no evidence, and no remark about where they came from. */
export function omittedFrom(evidence: EvidenceIndex): number {
	const { needs, rumours, behaviours, meanings } = evidence.facts.state;
	return [needs, rumours, behaviours, meanings]
		.flatMap((rows) => [...rows.values()])
		.filter((row) => isOpen(row) && !evidence.mayReport(row)).length;
}

/** What must be filled in before release; everything else can stay empty. */
export function unfinishedOf(report: Report): Unfinished[] {
	const open: Unfinished[] = [];
	if (report.brief.text === null) open.push('brief');
	if (report.counterSignals.text === null && !report.counterSignals.noneFound) open.push('counterSignals');
	if (report.reading.text !== null && (report.reading.certainty === null || report.reading.why === null))
		open.push('certainty');
	return open;
}
