import { z } from 'zod';

/** A text that the database can store and a person can read; a longer one in a script is a mistake, and is not cut. */
const text = (max: number) =>
	z
		.string()
		.trim()
		.min(1)
		.max(max)
		.regex(/^[^\p{Surrogate}\0]*$/u);
const id = text(100);
const key = z.string().max(60).nullable();

/** From the start of the script: `+01:19:00`. In milliseconds. */
const offset = z
	.string()
	.regex(/^\+\d{2}:[0-5]\d:[0-5]\d$/)
	.transform((at) => {
		const [hours = 0, minutes = 0, seconds = 0] = at.slice(1).split(':').map(Number);
		return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
	});

export const FirstLine = z.strictObject({
	kind: z.literal('script'),
	title: text(160),
	/** The time on the clock when it starts: the texts refer to it. */
	start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
	place: text(160),
	licence: text(60).optional()
});

/** The labels that people gave a post: for scoring, never to show (domain.md, rule 4 would be worthless). */
export const Gold = z.strictObject({
	relevant: z.boolean(),
	need: key,
	rumour: key,
	stance: z.enum(['supports', 'denies', 'asks', 'comments']).nullable(),
	behaviour: key,
	meaning: key,
	emotion: z.enum(['fear', 'anger', 'sadness', 'compassion', 'relief', 'confusion', 'humour', 'none']),
	attitude: z.enum(['positive', 'neutral', 'negative', 'none']),
	help: z.boolean(),
	/** The same for posts that are one story. */
	story: text(100)
});
export type Gold = z.infer<typeof Gold>;

const Author = z.strictObject({
	handle: text(200),
	name: text(200),
	kind: z
		.enum(['private', 'organisation', 'media', 'office-holder', 'officeHolder'])
		.transform((kind) => (kind === 'office-holder' ? ('officeHolder' as const) : kind)),
	followers: z
		.int()
		.nonnegative()
		.max(2 ** 31 - 1)
		.nullable()
});

export const PostLine = z.strictObject({
	kind: z.literal('post'),
	at: offset,
	id,
	source: z.string(),
	author: Author.nullable(),
	text: text(10_000),
	lang: z
		.string()
		.regex(/^[a-z]{2,3}$/)
		.nullable(),
	shares: id.optional(),
	replyTo: id.optional(),
	gold: Gold.optional()
});
export type PostLine = z.output<typeof PostLine>;

const ActionLine = z.strictObject({ kind: z.literal('action'), at: offset, id, channel: text(120), text: text(2_000) });
type ActionLine = z.output<typeof ActionLine>;

export const ItemLine = z.discriminatedUnion('kind', [PostLine, ActionLine]);
