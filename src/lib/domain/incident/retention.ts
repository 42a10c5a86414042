import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { millisecondsOf, Moment, momentOf } from '../core/ids';
import { administrators, onlySystem } from '../core/policy';
import type { Incident } from './incident';
import { RetentionDays } from '../installation/installation';
import { logRedacted } from './redaction';
import { Refusal } from '../core/refusal';

const DAY = 86_400_000;
/** The most log lines that one redaction names. */
const LINES = 1000;

declare module '../core/command' {
	interface References {
		/**
		 * `days`: how long closed incidents stay whole. `posts`: how many stored posts are gone at their source. `quotes`:
		 * the log lines that quote them and are in no released report.
		 */
		readonly retention: { readonly days: number; readonly posts: number; readonly quotes: readonly number[] } | null;
	}
}

/**
 * Sets how many days closed incidents stay whole, for evaluation (quality.md §6). Applies at once, also to incidents
 * already closed.
 */
export const setRetention = command('installation.setRetention', {
	input: z.strictObject({ days: RetentionDays }),
	allow: administrators,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ days }, { state }) {
		if (!state.installation) throw new Refusal('installation.absent');
		return retentionSet({ days });
	}
});
export const retentionSet = event('installation.retentionSet', {
	data: z.object({ days: RetentionDays }),
	evolve(state, { days }) {
		if (state.installation) state.installation = { ...state.installation, retentionDays: days };
	}
});

/** When the term of a closed incident ends, on the wall clock; null while it is open. Ignores a legal hold. */
export const retentionEndsAt = ({ closed }: Pick<Readonly<Incident>, 'closed'>, days: number): Moment | null =>
	closed && momentOf(millisecondsOf(closed.wallAt) + days * DAY);

/** Whether the term is over and there is no legal hold. */
export function isRetentionOver(
	incident: Pick<Readonly<Incident>, 'closed' | 'hold'>,
	days: number,
	wallNow: Moment
): boolean {
	const ends = retentionEndsAt(incident, days);
	return ends !== null && incident.hold === null && ends <= wallNow;
}

/**
 * Permanently removes the content of posts that are gone at their source: their current and earlier words, their
 * address and their author's identity. Released reports do not change; quotes in no released report are removed from
 * the log. The record says that, how many, when and why, not what (domain.md, rule 8).
 */
export const forgetDeleted = command('posts.forget', {
	input: z.strictObject({}),
	allow: onlySystem,
	during: 'closed',
	refusals: ['retention.notYet', 'retention.nothing'],
	referencesOf: () => ({ retention: true }),
	decide(_, { state, references, wallNow }) {
		const { incident } = state;
		const { days, posts, quotes } = references.retention ?? { days: 0, posts: 0, quotes: [] };
		if (!incident || !references.retention || !isRetentionOver(incident, days, wallNow))
			throw new Refusal('retention.notYet');
		if (posts === 0) throw new Refusal('retention.nothing');
		const redactions = Array.from({ length: Math.ceil(quotes.length / LINES) }, (_, at) =>
			logRedacted({ numbers: quotes.slice(at * LINES, (at + 1) * LINES), why: FORGET_REASON })
		);
		return [postsForgotten({ posts, days, why: FORGET_REASON }), ...redactions];
	}
});
/** The reason as the log keeps it: the key of the sentence in messages/. */
const FORGET_REASON = 'retention.deletedAtSource';

export const postsForgotten = event('posts.forgotten', {
	data: z.object({ posts: z.int().positive(), days: RetentionDays, why: z.string() }),
	evolve(state, { posts, days }, { wallAt }) {
		if (state.incident) state.incident = { ...state.incident, forgotten: { posts, days, at: wallAt } };
	}
});
