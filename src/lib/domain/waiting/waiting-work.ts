import type { Moment } from '../core/ids';
import { isAllowed } from '../core/policy';
import type { Reader, Role } from '../core/role';
import type { ReadState } from '../core/state';
import { inquiryOf, waitingReplies } from '../partner/question';
import { unreadSignals } from '../partner/signal';
import type { QueueTotals } from '../stories/card';
import { openCalls } from '../stories/story';
import { adviceLines, decideBy } from '../report/advice-lines';
import { nextReport } from '../report/due';
import type { UnansweredSince } from '../overview/waiting-since';
import { answerWork, needWork, rumourWork } from './finding-work';
import { outdatedWords, textWork } from './text-work';
import { desk, keepers, work, type ReaderWork, type WorkItem, type WorkKind } from './work-item';

/** What waits for one person, first things first; and what waits for somebody else, longest first. */
export interface WaitingWork {
	readonly mine: readonly WorkItem[];
	readonly others: readonly WorkItem[];
}

type LeadRole = 'spokesperson' | 'coordinator' | 'analyst';
/** Which role's order a person with several roles gets: first the role whose work nobody else can do. */
const leads = ['spokesperson', 'coordinator', 'analyst'] as const satisfies readonly LeadRole[];

/** In which order each role does things; within a kind the nearest moment comes first. */
const orders: Record<LeadRole, readonly WorkKind[]> = {
	spokesperson: ['call', 'maybeCall', 'approve', 'check', 'correct', 'review', 'rework', 'publish', 'late', 'assess'],
	coordinator: [
		'call',
		'maybeCall',
		'late',
		'assess',
		'review',
		'check',
		'correct',
		'recheck',
		'signal',
		'reply',
		'advice',
		'report'
	],
	analyst: [
		'call',
		'maybeCall',
		'late',
		'assess',
		'check',
		'correct',
		'rework',
		'publish',
		'reply',
		'signal',
		'askedAgain',
		'recheck',
		'report'
	]
};
const remainingKinds: readonly WorkKind[] = [
	'review',
	'check',
	'rework',
	'publish',
	'askedAgain',
	'recheck',
	'signal',
	'reply',
	'advice',
	'report',
	'look'
];

/**
 * Everything in an incident that waits, for this reader: the one list behind all screens and counts.
 * @param queue the server's counts of unseen stories and possible calls for help; null as long as they are unknown
 */
export function waitingWork(
	state: ReadState,
	reader: Reader,
	now: Moment,
	queue: QueueTotals | null,
	unansweredSince: UnansweredSince
): WaitingWork {
	if (!state.incident || state.incident.phase === 'closed') return { mine: [], others: [] };
	const found = [
		...calls(state, queue, now),
		...unseenStories(queue, now),
		...[...state.texts.values()].flatMap((text) => textWork(state, text, reader)),
		...outdatedWords(state),
		...rumourWork(state, now),
		...needWork(state, now, unansweredSince),
		...answerWork(state, reader),
		...adviceWork(state, now),
		...partnerWork(state, now),
		...reportWork(state, now)
	];
	const order = orderOf(reader.roles);
	const rank = ({ kind }: WorkItem): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
	const isMine = ({ mine }: ReaderWork): boolean => (typeof mine === 'boolean' ? mine : isAllowed(reader.roles, mine));
	const sorted = (which: readonly ReaderWork[], weigh: (item: WorkItem) => number): WorkItem[] =>
		which.map(({ item }) => item).sort((a, b) => weigh(a) - weigh(b) || momentIn(a).localeCompare(momentIn(b)));
	return {
		mine: sorted(found.filter(isMine), rank),
		others: sorted(
			found.filter((each) => !isMine(each)),
			() => 0
		)
	};
}

const momentIn = ({ due, since }: WorkItem): Moment => due ?? since;

function orderOf(roles: readonly Role[]): readonly WorkKind[] {
	const lead = leads.find((role) => roles.includes(role)) ?? 'analyst';
	return [...new Set([...orders[lead], ...remainingKinds])];
}

/**
 * All calls for help are one row: those that a person pinned and nobody passed on, and separately how many stories only
 * look like one; a guess is never counted as a call (docs/domain.md, rule 10).
 */
function calls(state: ReadState, queue: QueueTotals | null, now: Moment): ReaderWork[] {
	const pinned = openCalls(state)
		.map(({ at }) => at)
		.sort();
	const guesses = queue ? queue.help - queue.pinned : 0;
	const row = { key: 'call', to: '?view=waiting' } as const;
	const [since] = pinned;
	if (since !== undefined)
		return [work({ ...row, kind: 'call', why: 'called', since, number: pinned.length, guesses }, desk)];
	return guesses > 0
		? [work({ ...row, kind: 'maybeCall', why: 'maybeCalled', since: now, number: guesses }, desk)]
		: [];
}

/** The stories that nobody has looked at are one row. */
function unseenStories(queue: QueueTotals | null, now: Moment): ReaderWork[] {
	if (!queue || queue.waiting === 0) return [];
	const row = { key: 'look', kind: 'look', to: '?view=waiting', why: 'unseen', role: 'analyst' } as const;
	return [work({ ...row, since: queue.oldest ?? now, number: queue.waiting }, keepers)];
}

/** Released advice that nobody decided on: it waits for the decider until its deadline, else for a coordinator. */
function adviceWork(state: ReadState, now: Moment): ReaderWork[] {
	return adviceLines(state, now).lines.flatMap((line): ReaderWork[] => {
		const written = state.advice.get(line.id);
		if (!written || line.since === null) return [];
		const due = decideBy(written);
		// Advice that was postponed until a moment is decided again then.
		const isAgain = written.decision?.outcome === 'postponed' && due !== null && due <= now;
		if (written.decision !== null && !isAgain) return [];
		const item = { key: `advice ${line.id}`, kind: 'advice', to: 'report#advice', about: line.what } as const;
		const names = line.decider === undefined ? [] : [line.decider];
		return [
			work(
				{ ...item, why: 'undecided', names, since: written.at, due, number: line.since, role: 'coordinator' },
				due !== null && due > now ? [] : ['coordinator']
			)
		];
	});
}

/** Signals of partners that nobody read, as one row; and answers of bodies that a person takes over. */
function partnerWork(state: ReadState, now: Moment): ReaderWork[] {
	const unread = unreadSignals(state);
	const [first] = unread;
	const signals = first
		? [
				work(
					{ key: 'signal', kind: 'signal', to: 'partners', why: 'signalled', since: first.at, number: unread.length },
					keepers
				)
			]
		: [];
	const replies = waitingReplies(state, now).flatMap((question): ReaderWork[] => {
		const rumour = state.rumours.get(question.rumour);
		const body = inquiryOf(state, question)?.body;
		if (!rumour || body === undefined || !question.reply) return [];
		const item = { key: `reply ${question.link}`, kind: 'reply', to: `findings/${rumour.id}` } as const;
		return [work({ ...item, about: rumour.text, why: 'replied', names: [body], since: question.reply.at }, desk)];
	});
	return [...signals, ...replies];
}

/** The next report, from some time before its moment; past it and not late yet it only waits. */
function reportWork(state: ReadState, now: Moment): ReaderWork[] {
	const { number, due, soon, late } = nextReport(state);
	if (due === null || soon === null || late === null || now < soon) return [];
	const times = now > due && now <= late ? { since: due, due: null } : { since: soon, due };
	return [
		work({ key: `report ${String(number)}`, kind: 'report', to: 'report', why: 'reportDue', number, ...times }, keepers)
	];
}
