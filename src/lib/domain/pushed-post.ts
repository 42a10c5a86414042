import { z } from 'zod';
import { Platform } from './platform';

/** Of one request: more is answered with 413. */
export const pushLimits = { posts: 500, bytes: 2 * 1024 * 1024 } as const;

/** One post as another program sends it. What is left out is not known: nothing is guessed. */
export const PushedPost = z.strictObject({
	/** Unique within the source. Sent again with another text it is a later version of the same post. */
	externalId: z.string().min(1).max(500),
	text: z.string().max(100_000),
	/** The text is HTML; text is made of it. */
	html: z.boolean().default(false),
	/** With a time zone. */
	publishedAt: z.iso.datetime({ offset: true }).nullable().default(null),
	author: z
		.strictObject({
			/** Unique within the network. */
			externalId: z.string().min(1).max(500),
			handle: z.string().max(200).default(''),
			name: z.string().max(200).default(''),
			followers: z.int().nonnegative().nullable().default(null)
		})
		.nullable()
		.default(null),
	url: z.string().max(4000).nullable().default(null),
	/** BCP 47, as `nl`; without it the language is recognised. */
	lang: z.string().max(35).nullable().default(null),
	/** The external id of the post that this one passes on. */
	shares: z.string().max(500).nullable().default(null),
	replyTo: z.string().max(500).nullable().default(null),
	/** Followers or readers as the source gives them, never a guess. */
	reach: z.int().nonnegative().nullable().default(null),
	/** It is gone at the source. */
	deleted: z.boolean().default(false),
	/** Where it was said; without it, what the source says. */
	platform: Platform.optional()
});
export type PushedPost = z.infer<typeof PushedPost>;

/** The body: each post is judged by itself, so that one bad post does not hold up the others. */
export const PushInput = z.strictObject({ posts: z.array(z.unknown()).min(1) });

/** What became of one post. `backlog` is stored too, and older than the incident; `where` names the field that is wrong. */
export const PushResult = z.object({
	externalId: z.string().nullable(),
	result: z.enum(['stored', 'backlog', 'edited', 'known', 'refused']),
	why: z.enum(['invalid', 'empty']).nullable(),
	where: z.string().nullable()
});
export type PushResult = z.infer<typeof PushResult>;
/** One result for each post, in the order of the request. */
export const PushAnswer = z.object({ results: z.array(PushResult) });
export type PushAnswer = z.infer<typeof PushAnswer>;
