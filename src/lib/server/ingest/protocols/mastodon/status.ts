import { z } from 'zod';
import { mediaKindOf } from '$lib/domain/posts/media';
import { normalise } from '$lib/server/ingest/pipeline/normalise';
import { deletedPost, type RawPost } from '$lib/server/ingest/pipeline/raw-post';

const Account = z.object({
	acct: z.string().min(1),
	suspended: z.boolean().nullish().catch(null),
	display_name: z.string().nullish(),
	followers_count: z.number().nullish()
});
const Attachment = z.object({
	type: z.string(),
	description: z.string().nullish(),
	meta: z
		.object({ original: z.object({ duration: z.number().nonnegative() }) })
		.nullish()
		.catch(null)
});
const SingleStatus = z.object({
	id: z.string().min(1),
	content: z.string().nullish(),
	spoiler_text: z.string().nullish(),
	created_at: z.string().nullish(),
	url: z.string().nullish(),
	uri: z.string().nullish(),
	language: z.string().nullish(),
	in_reply_to_id: z.string().nullish(),
	visibility: z.string().nullish(),
	media_attachments: z.array(Attachment.nullable().catch(null)).nullish().catch(null),
	poll: z
		.object({ options: z.array(z.object({ title: z.string() })) })
		.nullish()
		.catch(null),
	account: Account
});
/** A status as Mastodon sends it; its other fields are not read. */
export const Status = SingleStatus.extend({
	reblog: SingleStatus.nullish(),
	quote: z
		.object({ quoted_status: SingleStatus.nullish().catch(null) })
		.nullish()
		.catch(null)
});
export type Status = z.infer<typeof Status>;

/** Whether everybody may read it; posts for followers only are never kept, even when the token shows them. */
const isPublic = (visibility: string | null | undefined): boolean =>
	!visibility || visibility === 'public' || visibility === 'unlisted';

/**
 * The posts of a status: one, or a share preceded by what it shares. `host` is the server asked: its own accounts have
 * no host in their name.
 */
export function postsOf({ reblog, quote, ...status }: Status, host: string): RawPost[] {
	if (!isPublic(status.visibility)) return [];
	if (status.account.suspended) return [deletionOf(status.id)];
	const own = reblog ? null : postOf(status, host);
	if (own && own.text !== '') return [own];
	// A quote without a text of its own counts as a share.
	const original = reblog ?? quote?.quoted_status;
	if (!original) return own ? [own] : [];
	if (!isPublic(original.visibility)) return [];
	const shared = postOf(original, host);
	return [
		shared,
		{
			...shared,
			externalId: status.id,
			author: authorOf(status, host),
			publishedAt: momentOf(status.created_at),
			shares: original.id
		}
	];
}

/** A deletion, by the id that the stream gives. */
export const deletionOf = (id: string): RawPost => deletedPost(id.trim().slice(0, 500) || 'unknown', 'mastodon');

function postOf(status: z.infer<typeof SingleStatus>, host: string): RawPost {
	const media = mediaOf(status);
	const paragraphs = [
		...(status.poll?.options.map(({ title }) => `- ${title}`) ?? []),
		...(media ?? []).flatMap(({ description }) => description?.trim() ?? [])
	];
	const warning = status.spoiler_text?.trim();
	return normalise({
		externalId: status.id,
		text: `${warning ? `<p>${escapeHtml(warning)}</p>` : ''}${withoutQuote(status.content ?? '')}${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}`,
		html: true,
		publishedAt: momentOf(status.created_at),
		author: authorOf(status, host),
		url: status.url ?? status.uri ?? null,
		lang: status.language ?? null,
		shares: null,
		replyTo: status.in_reply_to_id ?? null,
		reach: null,
		media,
		platform: 'mastodon'
	});
}

/** The whole element, although it may contain elements of its own name: parts of an address that are hidden or shown. */
const QUOTE_LINK =
	/<(p|span|div)\b[^>]*\bclass=["'][^"']*\bquote-inline\b[^"']*["'][^>]*>(?:<\1\b[^>]*>[^<]*<\/\1>|(?!<\/?\1\b).)*<\/\1>/gis;
/** Servers add a link to what is quoted, for programs that cannot show a quote. */
const withoutQuote = (html: string): string => html.replace(QUOTE_LINK, '');

const mediaOf = ({ media_attachments: attachments }: z.infer<typeof SingleStatus>): RawPost['media'] =>
	attachments
		?.filter((attachment) => attachment !== null)
		.map(({ type, description, meta }) => ({
			kind: mediaKindOf(type) ?? 'file',
			description: description ?? null,
			seconds: meta ? Math.round(meta.original.duration) : null
		}));

function authorOf(
	{ account: { acct, display_name: name, followers_count: followers } }: z.infer<typeof SingleStatus>,
	host: string
): RawPost['author'] {
	const handle = acct.includes('@') ? acct : `${acct}@${host}`;
	const isCount = typeof followers === 'number' && Number.isInteger(followers) && followers >= 0;
	return {
		externalId: handle.slice(0, 500),
		handle: handle.slice(0, 200),
		name: (name ?? '').slice(0, 200),
		followers: isCount ? followers : null
	};
}

const momentOf = (at: string | null | undefined): string | null =>
	at && !Number.isNaN(Date.parse(at)) ? new Date(at).toISOString() : null;
const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
