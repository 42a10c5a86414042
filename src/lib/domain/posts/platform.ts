import { z } from 'zod';

/** Where people publish or report. */
export const Platform = z.enum([
	'x',
	'mastodon',
	'bluesky',
	'facebook',
	'instagram',
	'tiktok',
	'whatsapp',
	'forum',
	'news',
	'phone',
	'press',
	'street',
	'partner',
	'other'
]);
export type Platform = z.infer<typeof Platform>;

const offLine: ReadonlySet<Platform> = new Set(['phone', 'press', 'street', 'partner']);

/**
 * Phone and desks do not count as platforms for spread: people ask there, but claims do not spread there.
 */
export const isOnLine = (platform: Platform): boolean => !offLine.has(platform);

/** Whether anyone can search it: no desk, and no network of closed groups. */
export const isSearchable = (platform: Platform): boolean => isOnLine(platform) && platform !== 'whatsapp';
