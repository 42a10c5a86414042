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
	/** A later message with the same topic replaces this one; push services allow 32 characters. */
	topic: z.string().regex(/^[\w-]{1,32}$/),
	/** The earlier message with this topic is no longer needed: its notification is removed, without a sound. */
	settled: z.literal(true).optional()
});
export type PushMessage = z.infer<typeof PushMessage>;
