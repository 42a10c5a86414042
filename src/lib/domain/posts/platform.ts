import { z } from 'zod';

/** Where people say things. */
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

/** Phone and desks are no platform when spread is measured: they are where people ask, not where things spread (domain.md §3, risk). */
export const isOnLine = (platform: Platform): boolean => !offLine.has(platform);

/** Where anybody can search: no desk, and no network of closed groups. */
export const isSearchable = (platform: Platform): boolean => isOnLine(platform) && platform !== 'whatsapp';
