import { findingsOf, isOpen, type FindingBase } from '$lib/domain/findings/finding';
import { saidNeed } from '$lib/domain/findings/need';
import { FindingKind } from '$lib/domain/core/ids';
import type { Moment } from '$lib/domain/core/ids';
import type { Change, Report } from '$lib/domain/report/content';
import { differs } from '$lib/domain/stories/trend';
import type { EvidenceIndex } from './evidence';

type Changes = Omit<Report['brief'], 'text'>;

function changeOf(kind: FindingKind, finding: Readonly<FindingBase>, evidence: EvidenceIndex): Change {
	const { text, course } = evidence.line(finding);
	return { kind, finding: finding.id, text, now: course.now, before: course.before };
}
const byWeight = (a: Change, b: Change): number =>
	b.now - a.now || b.before - a.before || (a.finding < b.finding ? -1 : 1);

/**
 * New, risen, fallen, gone and answered since the previous report, by rules. New was raised since. Risen and fallen
 * compare the last half hour with the one before, where n is large enough. Gone was closed since. The first report has
 * nothing new or gone.
 */
export function changes(evidence: EvidenceIndex, from: Moment, isFirst: boolean): Changes {
	const { state } = evidence.facts;
	const found: Changes = { fresh: [], risen: [], fallen: [], gone: [], answered: [] };
	for (const kind of FindingKind.options)
		for (const finding of findingsOf(state, kind).values()) {
			if (finding.mergedInto || !evidence.mayReport(finding)) continue;
			const change = changeOf(kind, finding, evidence);
			const isNew = !isFirst && finding.raised.at > from;
			if (!isOpen(finding)) {
				if (!isFirst && !isNew && finding.closed && finding.closed.at > from) found.gone.push(change);
			} else if (isNew) found.fresh.push(change);
			else if (differs(change.now, change.before))
				(change.now > change.before ? found.risen : found.fallen).push(change);
		}
	for (const noted of evidence.current(state.needs)) {
		const need = saidNeed(state, noted);
		if (need.state === 'answered' && need.answer && need.answer.at > from)
			found.answered.push(changeOf('need', need, evidence));
	}
	for (const list of Object.values(found)) list.sort(byWeight);
	return found;
}
