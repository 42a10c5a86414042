import type { AuthorNumber } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { log } from '$lib/server/platform/operations/logger';

/**
 * Takes out senders one after the other. What was done stays done when a later one fails, as the letter must say what is
 * gone; a sender whose posts went with those of an earlier one, as shares of them, is done as well. @throws what the
 * first one was refused with
 */
export async function forgetSenders<Sender extends { readonly number: AuthorNumber }>(
	senders: readonly Sender[],
	forget: (author: AuthorNumber) => Promise<unknown>
): Promise<{ readonly done: readonly Sender[]; readonly failed: unknown }> {
	const done: Sender[] = [];
	for (const sender of senders) {
		try {
			await forget(sender.number);
		} catch (error) {
			if (done.length === 0) throw error;
			if (!(error instanceof Refusal)) log.error({ action: 'forget', result: 'failed', err: error }, 'a sender stays');
			if (!(error instanceof Refusal && error.code === 'author.absent')) return { done, failed: error };
		}
		done.push(sender);
	}
	return { done, failed: null };
}
