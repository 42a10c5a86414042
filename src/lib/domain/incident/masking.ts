import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { millisecondsOf, Moment } from '../core/ids';
import { onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LooseText } from '../core/text';
import { RetentionDays, type RetentionTerm } from '../installation/installation';
import type { Incident } from './incident';
import { linesMasked, type LineChecksum } from './redaction';
import { isRetentionOver, postsForgotten, retentionEndsAt, WARN_BEFORE } from './retention';

declare module '../core/command' {
	interface References {
		/**
		 * `posts`: all posts of the incident. `left`: those not masked yet. `authors`: the senders of those that are.
		 * `lines`: the log lines that still name a person, with the checksum of their masked data.
		 */
		readonly masking:
			| (RetentionTerm & {
					readonly posts: number;
					readonly left: number;
					readonly authors: number;
					readonly lines: readonly LineChecksum[];
			  })
			| null;
	}
}

type Retained = Pick<Readonly<Incident>, 'closed' | 'masked'>;

/** Whether retention is masking the posts now; it began and is not done. */
export const isBeingMasked = ({ masked }: Pick<Retained, 'masked'>): boolean => masked !== null && masked.done === null;

/**
 * Whether all posts of this closed incident are masked: no sender, address or external id is left, and no personal
 * detail that {@link maskText} finds. After reopening this is no longer true, because new posts may have come in.
 */
export const isMasked = ({ closed, masked }: Retained): boolean =>
	closed !== null && masked !== null && masked.done !== null && masked.at >= closed.wallAt;

/** Whether the posts must be masked now: the term is over, there is no legal hold, and they are not masked yet. */
export const isMaskingDue = (
	incident: Pick<Readonly<Incident>, 'closed' | 'hold' | 'endedHolds' | 'masked'>,
	term: RetentionTerm,
	wallNow: Moment
): boolean => !isBeingMasked(incident) && !isMasked(incident) && isRetentionOver(incident, term, wallNow);

/**
 * When the posts will be masked, from a week before that moment; null when it is further away, or when the incident is
 * open, under a legal hold or masked.
 */
export function retentionWarning(
	incident: Pick<Readonly<Incident>, 'closed' | 'hold' | 'endedHolds' | 'masked'>,
	term: RetentionTerm,
	wallNow: Moment
): Moment | null {
	const ends = retentionEndsAt(incident, term);
	if (ends === null || incident.hold || isBeingMasked(incident) || isMasked(incident)) return null;
	return millisecondsOf(ends) - millisecondsOf(wallNow) <= WARN_BEFORE ? ends : null;
}

/**
 * Starts to mask all posts after the term. From here the masking is completed, also after a restart; reopening and a
 * hold wait for that. `again` repeats in a restored back-up what was done at that moment.
 */
export const startMasking = command('posts.startMasking', {
	input: () => z.strictObject({ again: Moment.nullable() }),
	allow: onlySystem,
	during: 'openOrClosed',
	refusals: ['retention.notYet', 'retention.busy', 'retention.nothing'],
	referencesOf: () => ({ masking: 'posts' }),
	decide({ again }, { state, references, wallNow }) {
		const { incident } = state;
		if (!incident || !references.masking) throw new Refusal('retention.notYet');
		const { days, posts } = references.masking;
		if (isBeingMasked(incident)) throw new Refusal('retention.busy');
		if (isMasked(incident)) throw new Refusal('retention.nothing');
		if (!again && !isMaskingDue(incident, references.masking, wallNow)) throw new Refusal('retention.notYet');
		return maskingStarted({ posts, days, why: again ? RESTORED : TERM_OVER, first: again });
	}
});
/** The reasons as the log keeps them: keys of sentences in messages/. */
export const TERM_OVER = 'retention.termOver';
const RESTORED = 'retention.restored';

export const maskingStarted = event('posts.maskingStarted', {
	/** `first`: when the same posts were masked first, where a restored back-up repeats it. */
	data: () =>
		z.object({
			posts: z.int().nonnegative(),
			days: RetentionDays,
			why: LooseText(100, 'id'),
			first: Moment.nullable().default(null)
		}),
	evolve(state, { posts, days, first }, { wallAt: at }) {
		if (state.incident)
			state.incident = { ...state.incident, masked: { posts, authors: 0, days, at, done: null, first } };
	}
});

/** Replaces personal details in the lines of the log that quote posts or name people. The hash chain stays valid. */
export const maskLines = command('log.mask', {
	input: () => z.strictObject({}),
	allow: onlySystem,
	during: 'openOrClosed',
	refusals: ['retention.notYet', 'retention.nothing'],
	referencesOf: () => ({ masking: 'lines' }),
	decide(_, { state, references }) {
		if (!state.incident || !isBeingMasked(state.incident)) throw new Refusal('retention.notYet');
		const lines = references.masking?.lines ?? [];
		if (lines.length === 0) throw new Refusal('retention.nothing');
		return linesMasked(lines, TERM_OVER);
	}
});

/** Says that it is done, and how much it was, once no post and no sender is left as it was. */
export const finishMasking = command('posts.finishMasking', {
	input: () => z.strictObject({}),
	allow: onlySystem,
	during: 'openOrClosed',
	refusals: ['retention.notYet'],
	referencesOf: () => ({ masking: 'posts' }),
	decide(_, { state, references }) {
		const { masking } = references;
		if (!state.incident || !masking || !isBeingMasked(state.incident) || masking.left > 0)
			throw new Refusal('retention.notYet');
		return postsMasked({ posts: masking.posts, authors: masking.authors, first: state.incident.masked?.first ?? null });
	}
});
export const postsMasked = event('posts.masked', {
	data: () =>
		z.object({
			posts: z.int().nonnegative(),
			authors: z.int().nonnegative(),
			first: Moment.nullable().default(null)
		}),
	evolve(state, { posts, authors }, { wallAt: done }) {
		const { incident } = state;
		if (incident?.masked) state.incident = { ...incident, masked: { ...incident.masked, posts, authors, done } };
	}
});

/** The events after which stored posts no longer say what they did: anyone who keeps their words drops them. */
export const changesEarlierPosts: ReadonlySet<string> = new Set([postsForgotten.type, postsMasked.type]);
