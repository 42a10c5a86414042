import { z } from 'zod';
import { AuthorKind } from '$lib/domain/posts/author';
import { PostMedia } from '$lib/domain/posts/media';
import { Platform } from '$lib/domain/posts/platform';

export const RawAuthor = z.strictObject({
	/** Unique within the network (`platform`). */
	externalId: z.string().min(1).max(500),
	handle: z.string().max(200),
	name: z.string().max(200),
	/** Only set by an exercise script. */
	kind: AuthorKind.optional(),
	/** A site with news, not a person: it is named. */
	isMedium: z.boolean().optional(),
	/** As the source gives it; null when it gives none. */
	followers: z.int().nonnegative().nullable()
});
export type RawAuthor = z.infer<typeof RawAuthor>;

export const RawPost = z.strictObject({
	/** Unique within its source: the same id with another text is a later version of the same post. */
	externalId: z.string().min(1).max(500),
	text: z.string(),
	/** The text is HTML, which `normalise` still has to convert. */
	html: z.boolean().optional(),
	publishedAt: z.iso.datetime({ offset: true }).nullable(),
	/** Null for what has no author to us: we do not ask a caller's name. */
	author: RawAuthor.nullable(),
	url: z.string().nullable(),
	/** BCP 47, according to the source; null when the analysis must determine it. */
	lang: z.string().max(35).nullable(),
	/** The external id of the post that this one passes on, in the same network. */
	shares: z.string().max(500).nullable(),
	replyTo: z.string().max(500).nullable(),
	/** Followers or readers as the source gives them, never a guess. */
	reach: z.int().nonnegative().nullable(),
	/** Absent where the source does not say whether it shows anything. */
	media: z.array(PostMedia).readonly().optional(),
	deleted: z.boolean().optional(),
	/** The new content of a post: accepted only where the post is stored. */
	edit: z.boolean().optional(),
	/** The parts of the search profile that it matched, in the profile's words. Absent where nothing was selected. */
	matched: z.record(z.enum(['terms', 'hashtags', 'places', 'accounts']), z.array(z.string()).readonly()).optional(),
	/** Set where the id may also be that of other rows of its document (see `RowsSeen`). */
	row: z
		.object({
			/** No row before it has the same id, author and moment with another text. */
			alone: z.boolean(),
			/** How many rows before it are the same, where the author or the moment is unknown; else 0. */
			repeat: z.int().nonnegative(),
			/**
			 * Set where no other row of its document has its id. At another moment it is the same post by its id and its text, or
			 * by its id alone where the moment is that of a change.
			 */
			sameBy: z.enum(['text', 'id']).optional()
		})
		.optional(),
	platform: Platform
});
/** One utterance from a connection, untrusted until `normalise` has cleaned it. */
export type RawPost = z.infer<typeof RawPost>;

/** A post that was deleted at its source: only its id is known. */
export const deletedPost = (externalId: string, platform: Platform): RawPost => ({
	externalId,
	text: '',
	publishedAt: null,
	author: null,
	url: null,
	lang: null,
	shares: null,
	replyTo: null,
	reach: null,
	deleted: true,
	platform
});
