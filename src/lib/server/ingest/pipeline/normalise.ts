import { createHash } from 'node:crypto';
import { visibleText } from '$lib/domain/core/texts/visible';
import { LONGEST_DESCRIPTION, MOST_MEDIA, type PostMedia } from '$lib/domain/posts/media';
import { cleanAddress } from './clean-address';
import { cleanLine, cleanText } from './clean-text';
import { htmlToText } from './html-text';
import type { RawAuthor, RawPost } from './raw-post';

const LONGEST_ID = 200;
/** More readers than any account has, so a mistake. It is also the most that an `integer` column holds. */
const MAX_COUNT = 2 ** 31 - 1;

/**
 * A post that is safe to store: every text clean (see `cleanText`), HTML converted to text, addresses only http(s),
 * numbers and moments plausible or null. Whether the moment suits the incident is judged when the post is written. Pure
 * and idempotent.
 */
export function normalise(post: RawPost): RawPost {
	const { platform, deleted, edit, matched, row } = post;
	const url = post.url === null ? null : cleanAddress(post.url);
	// Every property by name, as V8 is many times slower with objects that are spread and then extended.
	return {
		externalId: cleanId(post.externalId),
		text: cleanText(post.html ? htmlToText(post.text, url ?? undefined) : post.text),
		publishedAt: cleanMoment(post.publishedAt),
		author: post.author && cleanAuthor(post.author),
		url,
		lang: post.lang === null ? null : cleanLanguage(post.lang),
		shares: post.shares === null ? null : cleanId(post.shares),
		replyTo: post.replyTo === null ? null : cleanId(post.replyTo),
		reach: cleanCount(post.reach),
		media: post.media?.slice(0, MOST_MEDIA).map(cleanMedia),
		deleted,
		edit,
		matched,
		row,
		platform
	} satisfies { [Property in Exclude<keyof RawPost, 'html'>]-?: RawPost[Property] | undefined };
}

/** An id stays as it was where a database can hold it; a long one is replaced by its checksum, to stay unique. */
export function cleanId(id: string): string {
	const clean = id.replace(/[\p{Cc}\p{Surrogate}]/gu, '').trim();
	if (clean.length > 0 && clean.length <= LONGEST_ID && !clean.startsWith('sha256:')) return clean;
	if (/^sha256:[0-9a-f]{64}$/.test(clean)) return clean;
	return `sha256:${createHash('sha256').update(id).digest('hex')}`;
}

/** The moment in UTC, or null when there is none in these ten thousand years. */
function cleanMoment(moment: string | null): string | null {
	if (moment === null) return null;
	const at = new Date(moment);
	const year = at.getUTCFullYear();
	return year >= 1 && year <= 9999 ? at.toISOString() : null;
}

/** The language alone (`nl-BE` is `nl`), or null when the source names none. */
function cleanLanguage(tag: string): string | null {
	const language = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/i.exec(tag.trim())?.[1]?.toLowerCase();
	return language === undefined || ['und', 'mul', 'mis', 'zxx'].includes(language) ? null : language;
}

function cleanAuthor(author: RawAuthor): RawAuthor {
	const handle = visibleText(cleanLine(author.handle)).replace(/^[@\s]+/, '');
	return {
		...author,
		externalId: cleanId(visibleText(author.externalId)),
		handle,
		name: cleanLine(author.name) || handle,
		followers: cleanCount(author.followers)
	};
}

const cleanMedia = ({ kind, description, seconds }: PostMedia): PostMedia => ({
	kind,
	description: description === null ? null : cleanLine(description, LONGEST_DESCRIPTION) || null,
	seconds: cleanCount(seconds)
});

function cleanCount(count: number | null): number | null {
	return count !== null && Number.isInteger(count) && count >= 0 && count <= MAX_COUNT ? count : null;
}
