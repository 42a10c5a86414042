import type { CorrectionDue } from '$lib/domain/official-text/correction';
import type { FlaggedCitation } from '$lib/domain/review/citation';
import type { Moment, PersonId } from '$lib/domain/core/ids';
import { minutesOverdue, openInquiries } from '$lib/domain/findings/inquiry';
import {
	approvalRefusal,
	isAwaitingApproval,
	textState,
	type OfficialText
} from '$lib/domain/official-text/official-text';
import type { Actor } from '$lib/domain/core/role';
import type { RumourView } from './findings';

/** The next step for a rumour: the first one that is not done. */
export type NextStep =
	| { readonly what: 'correct'; readonly where: readonly string[] }
	/**
	 * `approver`: the person who was asked by name, or who is on duty; null: anyone with the role. `mine`: the reader
	 * may decide.
	 */
	| { readonly what: 'approve'; readonly approver: PersonId | null; readonly mine: boolean }
	| { readonly what: 'chase' | 'wait'; readonly body: string; readonly until: Moment | null }
	| {
			readonly what:
				| 'lookAgain'
				| 'rework'
				| 'publish'
				| 'assess'
				| 'verify'
				| 'judge'
				| 'decide'
				| 'write'
				| 'finish'
				| 'passOn'
				| 'effect'
				| 'watch'
				| 'done';
	  };

interface RumourContext {
	readonly seen: RumourView;
	readonly texts: readonly Readonly<OfficialText>[];
	readonly flags: readonly FlaggedCitation[];
	readonly reworded: boolean;
	readonly corrections: readonly CorrectionDue[];
	readonly reader: Actor;
	readonly duty: PersonId | null;
	readonly now: Moment;
}

/** In order of urgency: published errors, then what others wait for, then the steps from rumour to text. */
export function nextStepOf({ seen, texts, flags, reworded, corrections, reader, duty, now }: RumourContext): NextStep {
	const { rumour, risk } = seen;
	if (corrections.length > 0)
		return { what: 'correct', where: [...new Set(corrections.map(({ publication }) => publication.where))] };
	if (flags.length > 0 || reworded) return { what: 'lookAgain' };
	if (rumour.closed) return { what: 'done' };
	const states = texts.map(textState);
	const waiting = texts.find((text) => textState(text) === 'submitted');
	if (waiting) {
		const mine = waiting.variants.some(
			(variant) => isAwaitingApproval(variant) && approvalRefusal(variant, reader) === null
		);
		return { what: 'approve', approver: waiting.versions.at(-1)?.requestedFrom ?? duty, mine };
	}
	if (states.includes('returned')) return { what: 'rework' };
	if (states.includes('approved')) return { what: 'publish' };
	if (rumour.approach === 'watch') return { what: 'watch' };
	if (!rumour.judged) return toVerdict(seen, now);
	if (!rumour.approach) return { what: 'decide' };
	if (rumour.approach === 'passOn') return { what: 'passOn' };
	const answers = texts.filter(({ kind }) => kind !== 'holding');
	if (answers.some((text) => textState(text) === 'published')) return { what: 'effect' };
	if (answers.some((text) => textState(text) === 'draft')) return { what: 'finish' };
	return (risk.level === 'low' || risk.level === 'unjudged') && risk.spread === 1
		? { what: 'watch' }
		: { what: 'write' };
}

/** The next step towards a verdict. */
function toVerdict({ rumour, risk }: RumourView, now: Moment): NextStep {
	if (rumour.harm === null && !rumour.danger) return { what: 'assess' };
	const inquiries = openInquiries(rumour);
	const [overdue] = inquiries.filter((inquiry) => minutesOverdue(inquiry, now) > 0);
	if (overdue) return { what: 'chase', body: overdue.body, until: overdue.deadline };
	if (rumour.inquiries.some(({ answer }) => answer !== null)) return { what: 'judge' };
	if (inquiries[0]) return { what: 'wait', body: inquiries[0].body, until: inquiries[0].deadline };
	// An inquiry from before inquiries were stored separately.
	if (rumour.verifying) return { what: 'wait', body: rumour.verifying.body, until: null };
	return risk.level === 'low' ? { what: 'watch' } : { what: 'verify' };
}
