import { Refusal, type RefusalCode } from '$lib/domain/core/refusal';
import { DiskFull } from '$lib/server/platform/database/disk-space';
import { isDatabaseUnavailable, RETRY_AFTER } from '$lib/server/platform/database/failure';
import { NotAnswered } from '$lib/server/ingest/pipeline/delivery';

/**
 * Why a submission does not count as stored: it was refused, the disk is full, or the result is unknown. The same form
 * sent again is stored once.
 */
export type NotStored = { readonly kind: RefusalCode } | { readonly kind: 'diskFull' | 'notAnswered' };

/** @throws an error of our own */
export function notStoredReason(error: unknown): NotStored {
	if (error instanceof Refusal) return { kind: error.code };
	if (error instanceof DiskFull) return { kind: 'diskFull' };
	if (error instanceof NotAnswered || isDatabaseUnavailable(error)) return { kind: 'notAnswered' };
	throw error;
}

/** Seconds after which it may be sent again; null for what was refused. */
export const retryAfterSeconds = (kind: NotStored['kind']): number | null =>
	kind === 'diskFull' ? 60 : kind === 'notAnswered' ? RETRY_AFTER : null;
