import { z } from 'zod';
import { FactId, Moment, OutletId, PersonId, PublicationId, Sha256 } from '../core/ids';
import { LooseText } from '../core/text';
import { Verdict } from '../findings/rumour';

/** The networks on which the program can publish by itself. */
export const Network = z.enum(['mastodon', 'bluesky']);
export type Network = z.infer<typeof Network>;

/**
 * Why a text does not stand on the network: the account no longer lets us in, the network does not want these words, it asks us to wait too long, nobody
 * answers, nobody knows whether it stands there, the text was stopped or changed meanwhile, the account was disconnected, or the program itself was away
 * so long that a person must look again.
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
 * That approved words are to stand on a network, put there by the program. Its id names the publication that it becomes, and the request at the
 * network, so that a repeat is the same one.
 */
export const Posting = z.object({
	id: PublicationId,
	channel: Network,
	outlet: OutletId,
	/** In people's words: "Mastodon, @gemeente@mastodon.example". */
	where: LooseText(160),
	text: LooseText(4000),
	checksum: Sha256,
	/** What the words rested on when they were sent. */
	verdict: Verdict.nullable(),
	facts: z.array(FactId),
	/** Who asked for it last, on the incident's clock. */
	by: PersonId,
	at: Moment,
	/** When it was asked first, on the wall's clock: part of its name at the network. */
	begun: Moment,
	state: z.enum(['waiting', 'done', 'failed']),
	/** How often it was sent: from one on it may stand there, whatever the network answered. */
	tries: z.int().nonnegative(),
	why: PostingProblem.nullable()
});
export type Posting = z.infer<typeof Posting>;
