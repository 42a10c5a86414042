import { z } from 'zod';
import { MediaKind, MOST_MEDIA } from '../media';
import { Platform } from '../platform';

/** Limits of one request: more is answered with 413. */
export const pushLimits = { posts: 500, bytes: 2 * 1024 * 1024 } as const;

/** A field that may be left out, or be null, as many programs send what they do not know. */
const optional = <S extends z.ZodType, V>(schema: S, absent: V) =>
	schema.nullish().transform((value): NonNullable<z.output<S>> | V => value ?? absent);

/** With a time zone, also as `+0100`, as Facebook gives it. */
const ZonedMoment = z
	.string()
	.transform((text) =>
		text.replace(
			/([+-]\d{2}):?(\d{2})?$/,
			(_, hours: string, minutes: string | undefined) => `${hours}:${minutes ?? '00'}`
		)
	)
	.pipe(z.iso.datetime({ offset: true }))
	.meta({ format: 'date-time' });

/** One post as another program sends it. A missing field is unknown: nothing is guessed. */
export const PushedPost = z.strictObject({
	externalId: z
		.string()
		.min(1)
		.max(500)
		.describe('Unique within the source. Sent again with another text it is a later version of the same post.'),
	text: z.string().max(100_000).describe('At most 10,000 characters are kept.'),
	html: optional(z.boolean(), false).describe('The text is HTML; text is made of it.'),
	publishedAt: optional(ZonedMoment, null).describe('With a time zone. Without it the moment of receipt counts.'),
	author: optional(
		z.strictObject({
			externalId: z.string().min(1).max(500).describe('Unique within the network.'),
			handle: optional(z.string().max(200), ''),
			name: optional(z.string().max(200), ''),
			followers: optional(z.int().nonnegative(), null)
		}),
		null
	).describe('Who said it. Leave it out for who has no name to you.'),
	url: optional(z.string().max(4000), null),
	lang: optional(z.string().max(35), null).describe('BCP 47, as `nl`. Without it the language is recognised.'),
	shares: optional(z.string().max(500), null).describe('The external id of the post that this one passes on.'),
	replyTo: optional(z.string().max(500), null).describe('The external id of the post that this one answers.'),
	reach: optional(z.int().nonnegative(), null).describe(
		'Followers or readers as the source gives them, never a guess.'
	),
	media: optional(
		z
			.array(
				z.strictObject({
					kind: MediaKind,
					description: optional(z.string().max(5000), null).describe('At most 500 characters are kept.'),
					seconds: optional(z.int().nonnegative(), null).describe('How long it plays.')
				})
			)
			.max(MOST_MEDIA),
		undefined
	).describe('Pictures, films and sound: named to people, never loaded. Without it nothing is known of them.'),
	deleted: optional(z.boolean(), false).describe('It is gone at the source.'),
	platform: optional(Platform, undefined).describe('Where it was said. Without it, what the source says.')
});
export type PushedPost = z.infer<typeof PushedPost>;

/** The body: each post is validated separately, so that one bad post does not block the others. */
export const PushInput = z.strictObject({ posts: z.array(z.unknown()).min(1) });
export type PushInput = z.infer<typeof PushInput>;

/** The result for one post. `backlog` is stored too, but older than the incident; `where` names the invalid field. */
export const PushResult = z.object({
	externalId: z.string().nullable().describe('As it was sent; null where it could not be read.'),
	result: z.enum(['stored', 'backlog', 'edited', 'known', 'refused']),
	why: z.enum(['invalid', 'empty']).nullable().describe('Why it was refused.'),
	where: z.string().nullable().describe('The field that is wrong.')
});
export type PushResult = z.infer<typeof PushResult>;
/** One result for each post, in the order of the request. */
export const PushAnswer = z.object({ results: z.array(PushResult) });
export type PushAnswer = z.infer<typeof PushAnswer>;
