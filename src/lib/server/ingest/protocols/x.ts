import { z } from 'zod';
import { momentOf } from '$lib/domain/core/ids';
import { mediaKindOf } from '$lib/domain/posts/media';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import type { RawPost } from '../pipeline/raw-post';
import { normalise } from '../pipeline/normalise';
import { jsonOf } from './reading/json';
import type { PollRequest } from './reading/reader';
import { problemOfStatus, SourceProblem } from './reading/source-problem';
import type { StreamChunk } from './reading/streaming';
import { MAX_RULES, OUR_TAG, rulesOf } from './x-rules';

/** When the last post arrived, and how many posts were paid for in a calendar month (UTC). */
const Cursor = z.object({ at: z.number().nullable(), month: z.string(), posts: z.int().nonnegative() });
type Cursor = z.infer<typeof Cursor>;

/** X sends an empty line every twenty seconds. */
const SILENCE_LIMIT = 45_000;
/** The most minutes of missed posts that X sends again, where the access includes it. */
const MAX_BACKFILL_MINUTES = 5;
const MINUTE = 60_000;

const User = z.object({
	id: z.string().min(1),
	username: z.string().default(''),
	name: z.string().default(''),
	public_metrics: z
		.object({ followers_count: z.int().nonnegative().optional().catch(undefined) })
		.optional()
		.catch(undefined)
});
const Post = z.object({
	id: z.string().min(1),
	text: z.string(),
	author_id: z.string().optional(),
	created_at: z.string().optional(),
	lang: z.string().optional(),
	edit_history_tweet_ids: z.array(z.string()).optional().catch(undefined),
	/** The full text of a long post; `text` is its beginning. */
	note_tweet: z.object({ text: z.string() }).optional().catch(undefined),
	attachments: z
		.object({ media_keys: z.array(z.string()).default([]) })
		.optional()
		.catch(undefined),
	referenced_tweets: z
		.array(z.object({ type: z.string(), id: z.string() }))
		.optional()
		.catch(undefined)
});
const Media = z.object({
	media_key: z.string(),
	type: z.string(),
	alt_text: z.string().nullish(),
	duration_ms: z.number().nonnegative().nullish()
});
const Line = z.object({
	data: Post.optional(),
	includes: z
		.object({ users: z.array(User).default([]), tweets: z.array(Post).default([]), media: z.array(Media).default([]) })
		.optional()
		.catch(undefined),
	errors: z
		.array(
			z.object({
				title: z.string().default(''),
				disconnect_type: z.string().default(''),
				detail: z.string().default('')
			})
		)
		.optional()
});

/**
 * Follows X by its filtered stream, with rules from the search profiles. Each post is paid for, so it counts them, and
 * stops when the budget of the month is spent. Missed posts are requested by backfill if the access includes it; older
 * ones are a gap.
 */
export async function* listenToX(request: PollRequest): AsyncGenerator<StreamChunk> {
	if (!request.credential) throw new SourceProblem('tokenMissing');
	let paid = cursorOf(request);
	assertWithinBudget(request, paid);
	await setRules(request, rulesOf(request.profiles));
	const [lines, gap] = await openWithBackfill(request, paid);
	yield { posts: [], cursor: paid, paid: paid.posts, ...(gap && { gap }) };
	for await (const text of lines) {
		if (text.trim() === '') continue;
		const line = Line.safeParse(jsonOf(text)).data;
		if (!line?.data) {
			if (line?.errors) throw new SourceProblem(disconnectFault(line.errors));
			yield { posts: [], cursor: paid, unreadable: 1 };
			continue;
		}
		paid = { ...thisMonth(paid, request.now()), at: request.now() };
		paid = { ...paid, posts: paid.posts + 1 };
		yield { posts: postsOf(line.data, line.includes), cursor: paid, paid: paid.posts };
		assertWithinBudget(request, paid);
	}
}

const monthOf = (at: number): string => momentOf(at).slice(0, 7);
const thisMonth = (paid: Cursor, now: number): Cursor =>
	paid.month === monthOf(now) ? paid : { ...paid, month: monthOf(now), posts: 0 };
function cursorOf({ cursor, now }: PollRequest): Cursor {
	return thisMonth(Cursor.safeParse(cursor).data ?? { at: null, month: monthOf(now()), posts: 0 }, now());
}

/** @throws SourceProblem when the next post would exceed the budget */
function assertWithinBudget({ connection: { budget } }: PollRequest, { posts }: Cursor): void {
	if (budget && (posts + 1) * budget.perPost > budget.maxPerMonth) throw new SourceProblem('budget');
}

/** Replaces our rules at X by these; keeps rules that others created for this account. @throws SourceProblem */
async function setRules(request: PollRequest, wanted: readonly string[]): Promise<void> {
	if (wanted.length === 0) throw new SourceProblem('profileEmpty');
	if (wanted.length > MAX_RULES) throw new SourceProblem('rules');
	const Rules = z.object({
		data: z.array(z.object({ id: z.string(), value: z.string(), tag: z.string().optional() })).default([])
	});
	const existing = Rules.safeParse(await requestJson(request, '/2/tweets/search/stream/rules')).data?.data ?? [];
	const ours = existing.filter(({ tag }) => tag === OUR_TAG);
	const missing = wanted.filter((rule) => !ours.some(({ value }) => value === rule));
	// Add new rules before removing old ones: too many posts may arrive meanwhile, but none are missed.
	if (missing.length > 0) {
		const Added = z.object({
			errors: z.array(z.unknown()).optional(),
			meta: z.object({ summary: z.object({ invalid: z.int().optional() }) }).optional()
		});
		const added = Added.safeParse(
			await requestJson(request, '/2/tweets/search/stream/rules', {
				add: missing.map((value) => ({ value, tag: OUR_TAG }))
			})
		);
		if ((added.data?.meta?.summary.invalid ?? 0) > 0) throw new SourceProblem('rules');
	}
	const outdated = ours.filter(({ value }) => !wanted.includes(value)).map(({ id }) => id);
	if (outdated.length > 0) await requestJson(request, '/2/tweets/search/stream/rules', { delete: { ids: outdated } });
}

async function openWithBackfill(
	request: PollRequest,
	{ at }: Cursor
): Promise<[AsyncIterable<string>, StreamChunk['gap']]> {
	const missedTime = at === null ? 0 : request.now() - at;
	const backfill = Math.min(Math.ceil(missedTime / MINUTE), MAX_BACKFILL_MINUTES);
	const firstAnswer = await openStream(request, backfill);
	// Not every kind of access includes backfill: without it, that whole period is missed.
	const refused = 'status' in firstAnswer && firstAnswer.status === 400 && backfill > 0;
	const answer = refused ? await openStream(request, 0) : firstAnswer;
	if ('status' in answer) throw refusal(answer, request.now());
	const covered = refused ? 0 : MAX_BACKFILL_MINUTES * MINUTE;
	const missed = at !== null && missedTime > covered + MINUTE;
	return [answer, missed ? { from: momentOf(at), to: momentOf(request.now() - covered) } : undefined];
}

function openStream({ connection, credential, lines, signal }: PollRequest, backfill: number) {
	const address = new URL('/2/tweets/search/stream', connection.address);
	const fields = {
		'tweet.fields': 'created_at,lang,author_id,referenced_tweets,note_tweet,edit_history_tweet_ids,attachments',
		expansions: 'author_id,attachments.media_keys,referenced_tweets.id,referenced_tweets.id.author_id',
		'media.fields': 'type,alt_text,duration_ms',
		'user.fields': 'username,name,public_metrics',
		...(backfill > 0 && { backfill_minutes: String(backfill) })
	};
	for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
	return lines(address.href, {
		headers: { authorization: `Bearer ${credential ?? ''}` },
		signal,
		silenceTimeout: SILENCE_LIMIT
	});
}

/** @throws SourceProblem */
async function requestJson(
	{ connection, credential, fetch, now, signal }: PollRequest,
	path: string,
	json?: unknown
): Promise<unknown> {
	const headers = { authorization: `Bearer ${credential ?? ''}` };
	const answer = await fetch(new URL(path, connection.address).href, {
		headers,
		signal,
		...(json !== undefined && { json })
	});
	const body = new TextDecoder().decode(answer.body);
	if (answer.status !== 200 && answer.status !== 201) throw refusal({ ...answer, body }, now());
	return jsonOf(body) ?? null;
}

function refusal(
	answer: { status: number; headers: ReadonlyMap<string, string>; body: string },
	now: number
): SourceProblem {
	const { code, status, retryAfter: wait } = problemOfStatus(answer, now);
	if (answer.body.includes('UsageCapExceeded') || answer.body.includes('usage-capped'))
		return new SourceProblem('xCredit', status, wait);
	if (answer.body.includes('TooManyConnections')) return new SourceProblem('xOtherLine', status, wait);
	if (status === 400 && answer.body.includes('rules')) return new SourceProblem('rules', status);
	return new SourceProblem(status === 402 ? 'xCredit' : code, status, wait);
}

/** The reason that X gives for closing the stream. */
function disconnectFault(errors: readonly { title: string; disconnect_type: string; detail: string }[]): SourceFault {
	const errorText = errors.map(({ title, disconnect_type: type, detail }) => `${title} ${type} ${detail}`).join(' ');
	if (/usage|UsageCap/i.test(errorText)) return 'xCredit';
	if (/TooManyConnections/i.test(errorText)) return 'xOtherLine';
	if (/slow|FullQueue|UpstreamOperationalDisconnect.*buffer/i.test(errorText)) return 'xTooSlow';
	if (/rule/i.test(errorText)) return 'rules';
	return 'closed';
}

type Included = z.infer<typeof Line>['includes'];
/** A post, preceded by what it shares. An edit is a separate post with the first one's id in its history. */
function postsOf(post: z.infer<typeof Post>, includes: Included): RawPost[] {
	const reference = post.referenced_tweets ?? [];
	const shares = reference.find(({ type }) => type === 'retweeted')?.id ?? null;
	const shared = shares === null ? undefined : includes?.tweets.find(({ id }) => id === shares);
	const replyTo = reference.find(({ type }) => type === 'replied_to')?.id ?? null;
	const own = rawOf(post, includes, { shares, replyTo });
	if (!shared) return [own];
	const original = rawOf(shared, includes, { shares: null, replyTo: null });
	// X cuts the text of what is shared.
	return [original, { ...own, text: original.text, ...(original.media && { media: original.media }) }];
}

function rawOf(
	post: z.infer<typeof Post>,
	includes: Included,
	{ shares, replyTo }: Pick<RawPost, 'shares' | 'replyTo'>
): RawPost {
	const first = post.edit_history_tweet_ids?.[0] ?? post.id;
	const user = includes?.users.find(({ id }) => id === post.author_id);
	const author = post.author_id === '' ? null : (post.author_id ?? null);
	return normalise({
		externalId: first,
		text: unescaped(post.note_tweet?.text ?? post.text),
		publishedAt:
			post.created_at && !Number.isNaN(Date.parse(post.created_at)) ? new Date(post.created_at).toISOString() : null,
		author:
			author === null
				? null
				: {
						externalId: author.slice(0, 500),
						handle: (user?.username ?? author).slice(0, 200),
						name: (user?.name ?? '').slice(0, 200),
						followers: user?.public_metrics?.followers_count ?? null
					},
		url: `https://x.com/i/status/${encodeURIComponent(post.id)}`,
		lang: post.lang ?? null,
		shares,
		replyTo,
		reach: null,
		media: mediaOf(post, includes),
		platform: 'x'
	});
}

function mediaOf({ attachments }: z.infer<typeof Post>, includes: Included): RawPost['media'] {
	return attachments?.media_keys.map((key) => {
		const media = includes?.media.find(({ media_key }) => media_key === key);
		const milliseconds = media?.duration_ms ?? null;
		return {
			kind: mediaKindOf(media?.type) ?? 'file',
			description: media?.alt_text ?? null,
			seconds: milliseconds === null ? null : Math.round(milliseconds / 1_000)
		};
	});
}

/** X escapes three characters as HTML does. */
const unescaped = (text: string): string =>
	text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
