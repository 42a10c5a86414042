import { z } from 'zod';
import { normalise } from '../pipeline/normalise';
import type { RawPost } from '../pipeline/raw-post';

const Facet = z.object({
	/** Positions in bytes of UTF-8, the end excluded. */
	index: z.object({ byteStart: z.int().nonnegative(), byteEnd: z.int().nonnegative() }),
	features: z.array(z.object({ uri: z.string().optional().catch(undefined) }))
});
const EmbeddedMedia = z.object({
	images: z
		.array(z.object({ alt: z.string().catch('') }))
		.optional()
		.catch(undefined),
	video: z.unknown().optional(),
	/** The description of the video. */
	alt: z.string().optional().catch(undefined)
});
/** A post as its author's server holds it; its other fields are not read. */
export const Record = z.object({
	text: z.string(),
	langs: z.array(z.string()).nullish().catch(null),
	facets: z.array(Facet.nullable().catch(null)).nullish().catch(null),
	reply: z
		.object({ parent: z.object({ uri: z.string() }) })
		.nullish()
		.catch(null),
	embed: EmbeddedMedia.extend({
		/** Where a post is quoted as well. */
		media: EmbeddedMedia.nullish().catch(null),
		external: z.object({ uri: z.string() }).nullish().catch(null),
		/** A post that is quoted; below another `record` where there are pictures as well. */
		record: z
			.object({ uri: z.string().optional(), record: z.object({ uri: z.string() }).optional().catch(undefined) })
			.nullish()
			.catch(null)
	})
		.nullish()
		.catch(null)
});
type Record = z.infer<typeof Record>;

interface RecordLocation {
	readonly did: string;
	readonly rkey: string;
	readonly uri: string;
	/** When the network received it: the time that an author gives may be anything. */
	readonly at: string;
}

export const uriOf = (did: string, rkey: string): string => `at://${did}/app.bsky.feed.post/${rkey}`;

/** Converts a record to a post. A repost has no own text and shares the original; a quote with text does not. */
export function postOf(record: Record, { did, rkey, uri, at }: RecordLocation): RawPost {
	const media = mediaOf(record.embed?.media ?? record.embed);
	const descriptions = media.flatMap(({ description }) => description?.trim() || []);
	const quoted = record.embed?.record?.record?.uri ?? record.embed?.record?.uri ?? null;
	return normalise({
		externalId: uri,
		text: [textOf(record).trimEnd(), ...descriptions].filter(Boolean).join('\n\n'),
		publishedAt: at,
		// The name belongs to the account, not to the post; the post only gives the account's id.
		author: { externalId: did, handle: did.slice(0, 200), name: '', followers: null },
		url: `https://bsky.app/profile/${did}/post/${rkey}`,
		lang: record.langs?.[0] ?? null,
		shares: record.text.trim() === '' && descriptions.length === 0 ? (quoted?.slice(0, 500) ?? null) : null,
		replyTo: record.reply?.parent.uri.slice(0, 500) ?? null,
		reach: null,
		media,
		platform: 'bluesky'
	});
}

function mediaOf(embedded: z.infer<typeof EmbeddedMedia> | null | undefined): NonNullable<RawPost['media']> {
	const { images = [], video, alt = null } = embedded ?? {};
	return [
		...images.map((image) => ({ kind: 'picture' as const, description: image.alt, seconds: null })),
		...(video ? [{ kind: 'video' as const, description: alt, seconds: null }] : [])
	];
}

/**
 * Links are shortened in the text: the facets give their position, in bytes, and their target. A card's link is not in
 * the text.
 */
function textOf({ text, facets, embed }: Record): string {
	const bytes = Buffer.from(text, 'utf8');
	const links = (facets ?? [])
		.flatMap((facet) => {
			const uri = facet?.features.find((feature) => feature.uri !== undefined)?.uri;
			const { byteStart: start = 0, byteEnd: end = 0 } = facet?.index ?? {};
			return uri !== undefined && /^https?:/i.test(uri) && start < end && end <= bytes.length
				? [{ uri, start, end }]
				: [];
		})
		.sort((a, b) => a.start - b.start);
	const parts: string[] = [];
	let at = 0;
	for (const { uri, start, end } of links) {
		if (start < at) continue;
		parts.push(bytes.subarray(at, start).toString('utf8'), uri);
		at = end;
	}
	parts.push(bytes.subarray(at).toString('utf8'));
	const fullText = parts.join('');
	const card = embed?.external?.uri;
	return card && /^https?:/i.test(card) && !fullText.includes(card) ? `${fullText}\n${card}` : fullText;
}
