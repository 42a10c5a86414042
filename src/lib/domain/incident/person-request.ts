import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { AuthorNumber, type PostId } from '../core/ids';
import { coordinators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LooseText, Text } from '../core/text';
import { isBeingMasked } from './masking';
import { quotesForgotten } from './redaction';
import { FORGET_MOST, postsForgotten } from './retention';

/** The most senders that one name can refer to: the same handle on several networks. */
export const MOST_SENDERS = 20;

/**
 * A person asks what is stored about them, and gives the handle or pseudonym that they use: the only way to search for
 * one sender. Every use is recorded with its reason; the handle itself is never in the log.
 */
export const lookUpPerson = command('author.lookUp', {
	input: () => z.strictObject({ authors: z.array(AuthorNumber).max(MOST_SENDERS), why: Text(500, 'ownWords') }),
	allow: coordinators,
	during: 'openOrClosed',
	delivery: 'now',
	decide: (input) => personLookedUp(input)
});
export const personLookedUp = event('author.lookedUp', {
	data: () => z.object({ authors: z.array(AuthorNumber), why: LooseText(500, 'ownWords') }),
	// Changes nothing: only the log records it.
	evolve: () => undefined
});

/**
 * Removes what is stored about a sender, as a person's right: the text, address and sender of all their posts, and the
 * quotes of them, also from the log. Counts stay, and so do released reports. A legal hold goes first (GDPR, article
 * 17(3)(e)).
 */
export const forgetPerson = command('author.forget', {
	input: () => z.strictObject({ author: AuthorNumber, why: Text(500, 'ownWords') }),
	allow: coordinators,
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['retention.held', 'retention.busy', 'author.absent'],
	referencesOf: ({ author }) => ({ forget: { author } }),
	decide({ author, why }, { state, references }) {
		const { days, posts, quotes } = references.forget ?? { days: 0, posts: [], quotes: [] };
		if (state.incident?.hold) throw new Refusal('retention.held');
		if (state.incident && isBeingMasked(state.incident)) throw new Refusal('retention.busy');
		if (posts.length === 0) throw new Refusal('author.absent');
		return [
			personForgotten({ author, posts: posts.length, quotes: quotes.length, why }),
			...chunks(posts).map((ids) => postsForgotten({ posts: ids.length, days, why: 'retention.right', ids })),
			...quotesForgotten(quotes, 'retention.right', state)
		];
	}
});
const chunks = (all: readonly PostId[]): PostId[][] =>
	Array.from({ length: Math.ceil(all.length / FORGET_MOST) }, (_, at) =>
		all.slice(at * FORGET_MOST, (at + 1) * FORGET_MOST)
	);

export const personForgotten = event('author.forgotten', {
	data: () =>
		z.object({
			author: AuthorNumber,
			posts: z.int().positive(),
			quotes: z.int().nonnegative(),
			why: LooseText(500, 'ownWords')
		}),
	// The posts themselves are forgotten by the events that come with it.
	evolve: () => undefined
});
