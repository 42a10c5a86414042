import type { AuthorNumber } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { log } from '$lib/server/platform/operations/logger';

/**
 * Forgets senders one by one. When one fails, the earlier ones stay forgotten and are returned, because the letter must
 * say what was removed. A sender whose posts were all forgotten as shares of an earlier sender's posts counts as done.
 * @throws the error of the first sender
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
