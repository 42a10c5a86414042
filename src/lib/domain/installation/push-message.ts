import { z } from 'zod';

/**
 * What a notification on a device says: what waits and where, never what it is about. The server sends it and the
 * service worker shows it. Push services take 3,993 bytes of it.
 */
export const PushMessage = z.strictObject({
	title: z.string().min(1).max(160),
	body: z.string().max(320),
	/** Where a tap leads: a path of ours. */
	path: z
		.string()
		.regex(/^\/(?!\/)/)
		.max(400),
	/** A later message with the same topic takes the place of this one; push services take 32 letters. */
	topic: z.string().regex(/^[\w-]{1,32}$/),
	/** What the earlier one with this topic asked is done: it is taken back, without a sound. */
	settled: z.literal(true).optional()
});
export type PushMessage = z.infer<typeof PushMessage>;
