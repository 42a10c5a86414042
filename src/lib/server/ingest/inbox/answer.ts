import { z } from 'zod';
import { Refusal, refusals } from '$lib/domain/core/refusal';
import { DiskFull } from '$lib/server/database/disk-space';
import { countsOf, NotAnswered, PostOutcome, type Delivered, type IngestCounts } from '../pipeline/delivery';

/** What became of a row of the inbox, as the process that leads writes it and the one that sent it reads it. */
export const InboxAnswer = z.union([
	/** One for each post of the row. Written in the transaction that stores them. */
	z.object({ outcomes: z.array(PostOutcome) }),
	z.object({ refusal: z.enum(refusals), details: z.record(z.string(), z.union([z.string(), z.number()])) }),
	z.object({ failure: z.enum(['diskFull', 'failed']) })
]);
export type InboxAnswer = z.infer<typeof InboxAnswer>;

/** Why posts were not stored, as an answer. */
export function answerOf(error: unknown): InboxAnswer {
	if (error instanceof Refusal) return { refusal: error.code, details: { ...error.details } };
	return { failure: error instanceof DiskFull ? 'diskFull' : 'failed' };
}

/** @throws what the sender would have got if it had stored them itself; NotAnswered */
export function resultOf(answer: InboxAnswer, { all }: Pick<Delivered, 'all'>): IngestCounts {
	if ('outcomes' in answer) return countsOf(all, answer.outcomes);
	if ('refusal' in answer) throw new Refusal(answer.refusal, answer.details);
	if (answer.failure === 'diskFull') throw new DiskFull('there is no room on the disk');
	throw new NotAnswered('the process that leads could not store the posts');
}
