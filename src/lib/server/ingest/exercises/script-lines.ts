import { z } from 'zod';
import { PostText, Text } from '$lib/domain/core/text';
import { ExampleLabels } from '$lib/domain/exercise/example';
import { ScriptMedia } from '$lib/domain/exercise/script-draft';
import { Behaviour } from '$lib/domain/findings/behaviour';
import { Harm, Verdict } from '$lib/domain/findings/rumour';

/** The authors' labels of a post. */
export type Gold = ExampleLabels;

const id = Text(100, 'id');

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
	title: Text(160, 'name'),
	/** The time on the clock when it starts: the texts refer to it. */
	start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
	place: Text(160, 'name'),
	licence: Text(60, 'name').optional()
});

const Author = z.strictObject({
	handle: Text(200, 'name'),
	name: Text(200, 'name'),
	kind: z
		.enum(['private', 'unknown', 'organisation', 'media', 'office-holder', 'officeHolder'])
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
	text: PostText(10_000),
	lang: z
		.string()
		.regex(/^[a-z]{2,3}$/)
		.nullable(),
	shares: id.optional(),
	replyTo: id.optional(),
	/** The media of the post; absent when unknown. */
	media: ScriptMedia.optional(),
	gold: ExampleLabels.optional()
});
export type PostLine = z.output<typeof PostLine>;

const ActionLine = z.strictObject({
	kind: z.literal('action'),
	at: offset,
	id,
	channel: Text(120, 'name'),
	text: Text(2_000, 'quotedWords')
});
type ActionLine = z.output<typeof ActionLine>;

/** When the answer is known (milliseconds from the start), the answer, its source, and a reply with it. */
const ANSWER_FIELDS = {
	known: offset.optional(),
	fact: Text(500, 'ownWords').optional(),
	source: Text(160, 'name').optional(),
	reply: Text(2_000, 'ownWords').optional()
};
const FINDING_FIELDS = { kind: z.literal('finding'), key: Text(60, 'id'), text: Text(300, 'quotedWords') };

/**
 * The finding of a key in the labels: for scoring, and for simulated participants. Never for a browser. Only a rumour has
 * a verdict and a harm, only behaviour has an effect.
 */
const FindingLine = z.discriminatedUnion('of', [
	z.strictObject({ ...FINDING_FIELDS, of: z.literal('need'), ...ANSWER_FIELDS }),
	z.strictObject({
		...FINDING_FIELDS,
		of: z.literal('rumour'),
		...ANSWER_FIELDS,
		harm: Harm.optional(),
		verdict: Verdict.optional()
	}),
	z.strictObject({ ...FINDING_FIELDS, of: z.literal('behaviour'), effect: Behaviour.shape.effect.optional() })
]);
export type FindingLine = z.output<typeof FindingLine>;

export const ItemLine = z.discriminatedUnion('kind', [PostLine, ActionLine, FindingLine]);
