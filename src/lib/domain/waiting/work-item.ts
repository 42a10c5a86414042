import type { Moment, PersonId } from '../core/ids';
import type { Role } from '../core/role';
import type { TextKind } from '../official-text/official-text';

/** The kinds of work. `answer` waits for an external body and `advice` for the crisis team, not for a person here. */
export type WorkKind =
	| 'call'
	| 'maybeCall'
	| 'approve'
	| 'correct'
	| 'review'
	| 'rework'
	| 'publish'
	| 'late'
	| 'assess'
	| 'askedAgain'
	| 'recheck'
	| 'check'
	| 'advice'
	| 'signal'
	| 'reply'
	| 'report'
	| 'answer'
	| 'look';

/** Why it waits, for the one sentence under it. */
export type WorkReason =
	| 'called'
	| 'maybeCalled'
	| 'unseen'
	| 'newText'
	| 'changedText'
	| 'factReplaced'
	| 'textWrong'
	| 'correctionBegun'
	| 'published'
	| 'returned'
	| 'approved'
	| 'answered'
	| 'asked'
	| 'nobodyAsked'
	| 'noText'
	| 'noAnswer'
	| 'press'
	| 'unjudged'
	| 'again'
	| 'noted'
	| 'restsOn'
	| 'undecided'
	| 'signalled'
	| 'replied'
	| 'reportDue';

/** One thing that waits for a person, a body or the crisis team. All moments are on the incident's clock. */
export interface WorkItem {
	/** The same on every screen, as long as the item waits. */
	readonly key: string;
	readonly kind: WorkKind;
	/** Where to do it, below the incident's address. */
	readonly to: string;
	/** The claim, the question, the old fact or the advice; empty where the kind says it all. */
	readonly about: string;
	/** The kind of a text; null for other work. */
	readonly text: TextKind | null;
	readonly why: WorkReason;
	/** The person who submitted it, published it alone or returned it. */
	readonly by: PersonId | null;
	/** The body, the channels or the words that the reason names. */
	readonly names: readonly string[];
	/** The version, how many, or the number of a report. */
	readonly number: number;
	/** How many more stories only look like a call for help to the program. */
	readonly guesses: number;
	readonly since: Moment;
	/** When it must be done. */
	readonly due: Moment | null;
	/** Whether people can still read the wrong words on a channel. */
	readonly wrong: boolean;
	/** Whom it waits for, where it is not the reader: a person, else a role, a body or a decider in `names`. */
	readonly person: PersonId | null;
	readonly role: Extract<Role, 'spokesperson' | 'coordinator' | 'analyst'> | null;
}

/** An item, and who does it: people with these roles, or whether it is this reader. */
export interface ReaderWork {
	readonly item: WorkItem;
	readonly mine: readonly Role[] | boolean;
}

/** All who work at the desk; who keeps the findings and the report; who writes texts. */
export const desk: readonly Role[] = ['analyst', 'spokesperson', 'coordinator'];
export const keepers: readonly Role[] = ['analyst', 'coordinator'];
export const writers: readonly Role[] = ['analyst', 'spokesperson'];

type WorkInput = Pick<WorkItem, 'key' | 'kind' | 'to' | 'why' | 'since'> & Partial<WorkItem>;
export const work = (item: WorkInput, mine: ReaderWork['mine']): ReaderWork => ({
	item: {
		about: '',
		text: null,
		by: null,
		names: [],
		number: 0,
		guesses: 0,
		due: null,
		wrong: false,
		person: null,
		role: null,
		...item
	},
	mine
});
