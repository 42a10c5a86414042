import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { millisecondsOf, Moment, momentOf, PostId } from '../core/ids';
import { administratorsAndSystem, onlySystem } from '../core/policy';
import type { Incident } from './incident';
import { RetentionDays, type RetentionTerm } from '../installation/installation';
import { quotesForgotten, type QuoteLine } from './redaction';
import { Refusal } from '../core/refusal';
import { LooseText } from '../core/text';

const DAY = 86_400_000;
/** The most posts that are forgotten by name at once, and the most lines. */
export const FORGET_MOST = 500;

declare module '../core/command' {
	interface References {
		/**
		 * How long closed incidents stay whole. `posts`: how many stored posts are gone at their source. `quotes`: the log
		 * lines that quote them and are in no released report.
		 */
		readonly retention: (RetentionTerm & { readonly posts: number; readonly quotes: readonly QuoteLine[] }) | null;
		/** The requested posts that still have their text, and the log lines that quote them. */
		readonly forget: {
			readonly days: number;
			readonly posts: readonly PostId[];
			readonly quotes: readonly QuoteLine[];
		} | null;
	}
}

/**
 * Sets how many days closed incidents stay whole, for evaluation. Applies at once, also to incidents
 * already closed, but leaves those a week. The program sets the same days once more when it first is a version that
 * masks all posts.
 */
export const setRetention = command('installation.setRetention', {
	input: () => z.strictObject({ days: RetentionDays }),
	allow: administratorsAndSystem,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ days }, { state }) {
		if (!state.installation) throw new Refusal('installation.absent');
		return retentionSet({ days, masks: true });
	}
});
export const retentionSet = event('installation.retentionSet', {
	/** `masks`: of all posts; versions before only removed those that were gone at their source. */
	data: () => z.object({ days: RetentionDays, masks: z.boolean().default(false) }),
	evolve(state, { days, masks }, { wallAt }) {
		const { installation } = state;
		if (!installation) return;
		const isSooner = masks && (days < installation.retentionDays || installation.retentionSince === null);
		const retentionSince = isSooner ? wallAt : installation.retentionSince;
		state.installation = { ...installation, retentionDays: days, retentionSince };
	}
});

/** How long before the end of the term people are warned, in milliseconds. */
export const WARN_BEFORE = 7 * DAY;

/** How many days a closed incident stays whole at least: a shorter term leaves the time for warning. */
export const daysToRetain = (days: number): number => Math.max(days, WARN_BEFORE / DAY);

/**
 * When the term of a closed incident ends, on the wall clock; null while it is open. Time under a hold does not count.
 * A term that is shorter than the time for warning lasts as long as that time. After a shorter term was set or a hold
 * ended, at least a week is left to warn the coordinator. A hold that is in force is ignored.
 */
export function retentionEndsAt(
	{ closed, endedHolds }: Pick<Readonly<Incident>, 'closed' | 'endedHolds'>,
	{ days, since }: RetentionTerm
): Moment | null {
	if (!closed) return null;
	const term = millisecondsOf(closed.wallAt) + daysToRetain(days) * DAY + (endedHolds?.milliseconds ?? 0);
	const changes = [endedHolds?.until ?? null, since].filter((at): at is Moment => at !== null && at > closed.wallAt);
	return momentOf(Math.max(term, ...changes.map((at) => millisecondsOf(at) + WARN_BEFORE)));
}

/** Whether the term is over and there is no legal hold. */
export function isRetentionOver(
	incident: Pick<Readonly<Incident>, 'closed' | 'hold' | 'endedHolds'>,
	term: RetentionTerm,
	wallNow: Moment
): boolean {
	const ends = retentionEndsAt(incident, term);
	return ends !== null && incident.hold === null && ends <= wallNow;
}

/**
 * Permanently removes the content of posts that are gone at their source: their current and earlier words, their
 * address and their author's identity. Released reports do not change; quotes in no released report are dropped, and
 * their words are removed from the log. The record says that, how many, when and why, not what (docs/domain.md, rule 8).
 */
export const forgetDeleted = command('posts.forget', {
	input: () => z.strictObject({}),
	allow: onlySystem,
	during: 'closed',
	refusals: ['retention.notYet', 'retention.nothing'],
	referencesOf: () => ({ retention: true }),
	decide(_, { state, references, wallNow }) {
		const { incident } = state;
		if (!incident || !references.retention || !isRetentionOver(incident, references.retention, wallNow))
			throw new Refusal('retention.notYet');
		const { days, posts, quotes } = references.retention;
		if (posts === 0) throw new Refusal('retention.nothing');
		return [postsForgotten({ posts, days, why: FORGET_REASON }), ...quotesForgotten(quotes, FORGET_REASON, state)];
	}
});
/** The reason as the log keeps it: the key of the sentence in messages/. */
const FORGET_REASON = 'retention.deletedAtSource';

export const postsForgotten = event('posts.forgotten', {
	/** `ids`: these posts; without it those that were deleted at their source. */
	data: () =>
		z.object({
			posts: z.int().positive(),
			days: RetentionDays,
			why: LooseText(100, 'id'),
			ids: z.array(PostId).optional()
		}),
	evolve(state, { posts, days }, { wallAt }) {
		if (state.incident) state.incident = { ...state.incident, forgotten: { posts, days, at: wallAt } };
	}
});
