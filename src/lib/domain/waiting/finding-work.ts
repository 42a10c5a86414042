import { isOpen } from '../findings/finding';
import { openInquiries } from '../findings/inquiry';
import { needForOutside, uncheckedNeeds } from '../findings/need';
import { confirmRefusal } from '../findings/need-answer';
import type { Rumour } from '../findings/rumour';
import { millisecondsOf, momentOf, type FindingId, type Moment } from '../core/ids';
import { isAllowed } from '../core/policy';
import type { Actor } from '../core/role';
import type { ReadState } from '../core/state';
import { overdueItems, type OverdueItem } from '../overview/overdue';
import { harmDueOf } from '../overview/rumour-clock';
import { needWaitsSince, rumourWaitsSince, type UnansweredSince } from '../overview/waiting-since';
import { desk, keepers, work, type ReaderWork, type WorkReason } from './work-item';

/** Rumours that are late, or whose harm nobody judged while they spread: one row for each; and the open inquiries. */
export function rumourWork(state: ReadState, now: Moment): ReaderWork[] {
	const late = new Map<FindingId, OverdueItem>();
	// The most overdue comes first.
	for (const item of overdueItems(state, now)) if (!late.has(item.rumour.id)) late.set(item.rumour.id, item);
	return [...state.rumours.values()].filter(isOpen).flatMap((rumour): ReaderWork[] => {
		const overdue = late.get(rumour.id);
		const due = harmDueOf(rumour);
		const to = `findings/${rumour.id}`;
		const awaited = rumour.judged ? [] : openInquiries(rumour);
		const inquiries = awaited.map((inquiry) => {
			const { body, at, deadline } = inquiry;
			// One body may have two open inquiries.
			const index = rumour.inquiries.indexOf(inquiry);
			const item = { key: `answer ${rumour.id} ${String(index)}`, kind: 'answer', to, about: rumour.text } as const;
			return work({ ...item, why: 'asked', names: [body], since: at, due: deadline }, []);
		});
		const about = rumour.text;
		if (due !== null)
			return [
				work(
					{
						key: `assess ${rumour.id}`,
						kind: 'assess',
						to,
						about,
						why: 'unjudged',
						since: rumour.spreadingSince ?? due,
						due
					},
					keepers
				),
				...inquiries
			];
		if (!overdue) return inquiries;
		const item = { key: `late ${rumour.id}`, kind: 'late', to, about, ...whyLate(rumour, overdue) } as const;
		return [
			work(
				{
					...item,
					since: rumourWaitsSince(state, rumour) ?? rumour.raised.at,
					due: momentOf(millisecondsOf(now) - overdue.minutes * MINUTE)
				},
				desk
			),
			...inquiries
		];
	});
}

const MINUTE = 60_000;

function whyLate(
	rumour: Readonly<Rumour>,
	{ what, body }: OverdueItem
): { readonly why: WorkReason; readonly names: readonly string[] } {
	if (what === 'answer') return { why: 'noAnswer', names: body === null ? [] : [body] };
	if (what === 'text') return { why: 'noText', names: [] };
	const answered = rumour.inquiries.findLast(({ answer }) => answer !== null);
	if (answered) return { why: 'answered', names: [answered.body] };
	const lastBody = rumour.inquiries.at(-1)?.body ?? rumour.verifying?.body;
	return lastBody === undefined ? { why: 'nobodyAsked', names: [] } : { why: 'asked', names: [lastBody] };
}

/** Needs that the press waits for in vain, and needs that people ask again. */
export function needWork(state: ReadState, now: Moment, unansweredSince: UnansweredSince): ReaderWork[] {
	return [...state.needs.values()].filter(isOpen).flatMap((noted): ReaderWork[] => {
		const need = needForOutside(state, noted);
		const { id, text: about, pressDeadline: due } = need;
		const since = needWaitsSince(need, unansweredSince(id));
		if (since === null) return [];
		const to = `needs#need-${id}`;
		if (due !== null && due < now)
			return [work({ key: `late ${id}`, kind: 'late', to, about, why: 'press', since, due }, desk)];
		if (need.state !== 'askedAgain') return [];
		return [work({ key: `askedAgain ${id}`, kind: 'askedAgain', to, about, why: 'again', since }, keepers)];
	});
}

/** Answers for callers that only their writer has seen. */
export function answerWork(state: ReadState, reader: Actor): ReaderWork[] {
	return uncheckedNeeds(state).flatMap((need): ReaderWork[] => {
		const { id, text: about, answer } = need;
		if (!answer) return [];
		const { by, at: since } = answer.written ?? answer;
		const role = answer.written?.asSpokesperson ? null : ('spokesperson' as const);
		const item = {
			key: `check ${id}`,
			kind: 'check',
			to: `findings/${id}`,
			about,
			why: 'noted',
			since,
			by,
			role
		} as const;
		return [work(item, isAllowed(reader.roles, desk) && confirmRefusal(state, need, answer, reader) === null)];
	});
}
