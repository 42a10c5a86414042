import { z } from 'zod';
import { FactId, Moment, OutletId, PersonId, PublicationId, Sha256 } from '../core/ids';
import { LooseText } from '../core/text';
import { Verdict } from '../findings/rumour';

/** The networks on which the program can publish by itself. */
export const Network = z.enum(['mastodon', 'bluesky']);
export type Network = z.infer<typeof Network>;

/**
 * Why a text is not on the network: the account refuses access, the network rejects these words, it asks us to wait too
 * long, nobody answers, the result is unknown, the text was stopped or changed meanwhile, the account was disconnected,
 * or the program was away so long that a person must check again.
 */
export const PostingProblem = z.enum([
	'revoked',
	'refused',
	'busy',
	'unreachable',
	'unsure',
	'overtaken',
	'disconnected',
	'late'
]);
export type PostingProblem = z.infer<typeof PostingProblem>;

/**
 * Approved words for the program to publish on a network. Its id names the later publication and the request to the
 * network, so that a retry is the same request.
 */
export const Posting = z.object({
	id: PublicationId,
	channel: Network,
	outlet: OutletId,
	/** In people's words: "Mastodon, @gemeente@mastodon.example". */
	where: LooseText(160, 'name'),
	text: LooseText(4000, 'ownWords'),
	checksum: Sha256,
	/** What the words rested on when they were sent. */
	verdict: Verdict.nullable(),
	facts: z.array(FactId),
	claim: LooseText(300, 'quotedWords').nullable().default(null),
	/** The person who requested it last; `at` is on the incident's clock. */
	by: PersonId,
	at: Moment,
	/** When it was first requested, on the wall clock: part of its name at the network. */
	firstRequestedAt: Moment,
	state: z.enum(['waiting', 'done', 'failed']),
	/** The number of times it was sent: from one on it may be published, whatever the network answered. */
	tries: z.int().nonnegative(),
	why: PostingProblem.nullable()
});
export type Posting = z.infer<typeof Posting>;
