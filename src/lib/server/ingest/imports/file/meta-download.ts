import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { namedField } from './columns';

/**
 * Records of "Download your information" of Meta. The words are in a list or a map within the record, and `title` is a
 * line that Facebook made. Source: the files of such downloads; there is no documentation.
 */

const Words = z.string().min(1);
/** A post or comment of Facebook, of a page or a group. */
const FacebookEntry = z.object({
	timestamp: z.number(),
	data: z.array(
		z.looseObject({
			post: Words.optional(),
			comment: z.looseObject({ comment: Words.optional(), author: Words.optional() }).optional()
		})
	),
	title: z.string().optional(),
	// A record that has words of its own is of another program.
	text: z.undefined().optional(),
	message: z.undefined().optional(),
	content: z.undefined().optional()
});
/** A post of Instagram: its words are the title of the post, or of its only photo. */
const InstagramPost = z.object({
	media: z.array(z.looseObject({ creation_timestamp: z.number(), title: z.string().optional() })).min(1),
	title: z.string().optional(),
	creation_timestamp: z.number().optional()
});

/** Values by their names, in the language of the account. Newer downloads have a list of them. */
const Labelled = z.looseObject({ value: z.string().optional(), timestamp: z.number().optional() });
const InstagramEntry = z.union([
	z.looseObject({ string_map_data: z.record(z.string(), Labelled) }).transform(({ string_map_data: map }) => ({
		timestamp: undefined,
		values: Object.entries(map).map(([label, { value, timestamp }]) => ({ label, value, timestamp }))
	})),
	z
		.looseObject({
			timestamp: z.number().optional(),
			label_values: z.array(
				z.looseObject({ label: z.string(), value: z.string().optional(), timestamp_value: z.number().optional() })
			)
		})
		.transform(({ timestamp, label_values: list }) => ({
			timestamp,
			values: list.map(({ label, value, timestamp_value: at }) => ({ label, value, timestamp: at }))
		}))
]);

/** The same record with its words, author and moment as fields of its own; as it is when it is no record of Meta. */
export function withoutMetaNesting(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	const entry = FacebookEntry.safeParse(record).data;
	if (entry) {
		const rest = Object.entries(record).filter(([name]) => name !== 'title' && name !== 'data');
		const words = entry.data.flatMap(({ post, comment }) => post ?? comment?.comment ?? []);
		const [author] = entry.data.flatMap(({ comment }) => comment?.author ?? []);
		return { ...Object.fromEntries(rest), text: words.join('\n\n'), ...(author !== undefined && { author }) };
	}
	const post = InstagramPost.safeParse(record).data;
	if (post) {
		const [first] = post.media;
		return { text: post.title || first?.title || '', timestamp: post.creation_timestamp ?? first?.creation_timestamp };
	}
	const labelled = InstagramEntry.safeParse(record).data;
	if (labelled) {
		const { values, timestamp } = labelled;
		const named = values.find(({ label }) => namedField(label)?.field === 'text');
		// The owner of the medium did not write the comment.
		const words = named ?? values.find(({ value, label }) => value && !OWNER.test(label));
		const moment = timestamp ?? values.find((each) => each.timestamp)?.timestamp;
		return { text: words?.value ?? '', timestamp: moment ?? '' };
	}
	return record;
}
const OWNER = /owner|eigenaar|propri|besitzer|inhaber|propiet/i;

/**
 * The letters of a value in which each byte of UTF-8 was written as a character of its own, as Meta does. The sign is
 * that all its texts consist of such bytes, and that each is valid UTF-8. Null for any other value.
 */
export function withLettersOfBytes(value: unknown): unknown {
	let letters = 0;
	const isOfBytes = (each: unknown): boolean => {
		if (typeof each === 'string') {
			if (/[^\0-\xff]/.test(each)) return false;
			if (!/[\x80-\xff]/.test(each)) return true;
			letters += 1;
			return isUtf8(Buffer.from(each, 'latin1'));
		}
		if (typeof each !== 'object' || each === null) return true;
		return Object.entries(each).every(([name, inner]) => isOfBytes(name) && isOfBytes(inner));
	};
	return isOfBytes(value) && letters > 0 ? repaired(value) : null;
}

function repaired(value: unknown): unknown {
	if (typeof value === 'string') return Buffer.from(value, 'latin1').toString('utf8');
	if (Array.isArray(value)) return value.map(repaired);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [Buffer.from(name, 'latin1').toString('utf8'), repaired(inner)])
	);
}
