import { htmlToText } from '$lib/server/ingest/pipeline/html-text';

/**
 * Posts and comments as the networks' own programs write them, wherever they are in a document: within a page of
 * results, below the post that they answer, or in a line of Zeeschuimer.
 */

export type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Our own names of columns, which every such record gets, also where its network does not say. */
const OWN_COLUMNS = [
	'id',
	'date',
	'title',
	'text',
	'url',
	'author',
	'handle',
	'lang',
	'shares id',
	'replyto',
	'platform'
] as const;
type OwnCells = Partial<Record<(typeof OWN_COLUMNS)[number], string>>;

/** The first of the fields that has a text or a number, such as `user.name`; empty when none has. */
type Get = (...paths: string[]) => string;
/** The names of people whom records only name by their ids. */
type People = ReadonlyMap<string, JsonObject>;

interface Shape {
	/** Where these names are documented, or whose files have them. */
	readonly source: string;
	/** A record has them all; `a|b` is one of two. */
	readonly has: string;
	/** Which field is which column; of several the first with a text. */
	readonly columns: string;
	/** The columns that are made of fields. */
	readonly more?: (get: Get, people: People) => OwnCells;
}

const X_USER = 'core.user_results.result';
const SHAPES: readonly Shape[] = [
	{
		source: 'YouTube Data API v3, resource comment',
		has: 'snippet.authorDisplayName, snippet.textOriginal|snippet.textDisplay',
		columns: 'id=id, date=snippet.publishedAt, author=snippet.authorDisplayName, replyto=snippet.parentId',
		more: (get) => ({
			text: get('snippet.textOriginal') || htmlToText(get('snippet.textDisplay')),
			url: get('snippet.videoId') && `https://www.youtube.com/watch?v=${get('snippet.videoId')}&lc=${get('id')}`
		})
	},
	{
		source: 'YouTube Data API v3, resources video and searchResult',
		has: 'snippet.channelTitle, snippet.title, snippet.publishedAt, id|id.videoId',
		columns:
			'id=id.videoId|id, date=snippet.publishedAt, title=snippet.title, text=snippet.description, author=snippet.channelTitle',
		more: (get) => ({ url: `https://www.youtube.com/watch?v=${get('id.videoId', 'id')}` })
	},
	{
		source: 'Meta Graph API, nodes post and comment',
		has: 'id, message, created_time',
		columns: 'id=id, date=created_time, text=message, author=from.name, url=permalink_url, replyto=parent.id',
		more: () => ({ platform: 'facebook' })
	},
	{
		source: 'Instagram Graph API, nodes media and comment',
		has: 'id, timestamp, username|from.username|owner.username, text|caption',
		columns:
			'id=id, date=timestamp, text=text|caption, handle=username|from.username|owner.username, url=permalink, replyto=parent_id|media.id',
		more: () => ({ platform: 'instagram' })
	},
	{
		source: 'Reddit API, comment (t1); also in archives of Pushshift',
		has: 'body, author, created_utc',
		columns: 'date=created_utc, replyto=parent_id',
		more: (get) => ({ ...redditCells(get, 't1'), text: redditText(get('body')) })
	},
	{
		source: 'Reddit API, link (t3); also in archives of Pushshift',
		has: 'title, author, created_utc, subreddit',
		columns: 'date=created_utc, title=title',
		more: (get) => ({ ...redditCells(get, 't3'), text: redditText(get('selftext')) })
	},
	{
		source: 'Mastodon API, entity Status',
		has: 'id, created_at, account.acct',
		columns:
			'id=id, date=created_at, author=account.display_name|account.username, handle=account.acct, url=url|uri, lang=language, shares id=reblog.id, replyto=in_reply_to_id',
		more: (get) => ({ text: withWarning(get('spoiler_text'), get('reblog.content', 'content')), platform: 'mastodon' })
	},
	{
		source: 'ActivityStreams 2.0, Note, as in the archive of an account of Mastodon (outbox.json)',
		has: 'id, attributedTo, content, published',
		columns: 'id=id, date=published, url=url|id, replyto=inReplyTo',
		more: (get) => ({
			text: withWarning(get('summary'), get('content')),
			handle: get('attributedTo').replace(/^https?:\/\/([^/]+)\/.*?([^/@]+)$/, '$2@$1'),
			platform: 'mastodon'
		})
	},
	{
		source: 'Bluesky, lexicon app.bsky.feed.defs#postView',
		has: 'uri, author.handle, record.createdAt',
		columns:
			'id=uri, date=record.createdAt, text=record.text, author=author.displayName, handle=author.handle, lang=record.langs.0, replyto=record.reply.parent.uri',
		more: (get) => ({
			url: `https://bsky.app/profile/${get('author.handle')}/post/${get('uri').replace(/^.*\//, '')}`,
			platform: 'bluesky'
		})
	},
	{
		source: 'TikTok Research API, video',
		has: 'id, video_description, create_time',
		columns: 'date=create_time, text=video_description',
		more: (get) => tiktokCells(get('id'), get('username'))
	},
	{
		source: 'TikTok Research API, video comment',
		has: 'id, text, create_time, video_id',
		columns: 'id=id, date=create_time, text=text, handle=username, replyto=parent_comment_id|video_id',
		more: () => ({ platform: 'tiktok' })
	},
	{
		source: 'TikTok, pages of a video as Zeeschuimer keeps them (4CAT, datasources/tiktok)',
		has: 'id, desc, createTime, author.uniqueId|author',
		columns: 'date=createTime, text=desc, author=author.nickname',
		more: (get) => tiktokCells(get('id'), get('author.uniqueId', 'author'))
	},
	{
		source: 'TikTok, comments as Zeeschuimer keeps them (4CAT, datasources/tiktok_comments)',
		has: 'cid, text, create_time, user.unique_id',
		columns: 'id=cid, date=create_time, text=text, author=user.nickname, handle=user.unique_id',
		more: (get) => ({ replyto: get('reply_id').replace(/^0$/, '') || get('aweme_id'), platform: 'tiktok' })
	},
	{
		source: 'Instagram and Threads as Zeeschuimer keeps them (4CAT, datasources/instagram, datasources/threads)',
		has: 'code, taken_at, user.username',
		columns: 'id=pk|id|code, date=taken_at, text=caption.text, author=user.full_name, handle=user.username',
		more: (get) =>
			get('text_post_app_info.direct_reply_count', 'text_post_app_info.is_reply') === ''
				? { url: `https://www.instagram.com/p/${get('code')}/`, platform: 'instagram' }
				: { url: `https://www.threads.com/@${get('user.username')}/post/${get('code')}` }
	},
	{
		source: 'X, pages as Zeeschuimer keeps them (4CAT, datasources/twitter-import)',
		has: 'rest_id, legacy.full_text, legacy.created_at',
		columns: `date=legacy.created_at, text=note_tweet.note_tweet_results.result.text|legacy.full_text, author=${X_USER}.core.name|${X_USER}.legacy.name, lang=legacy.lang, shares id=legacy.retweeted_status_result.result.rest_id, replyto=legacy.in_reply_to_status_id_str`,
		more: (get) => xCells(get('rest_id'), get(`${X_USER}.core.screen_name`, `${X_USER}.legacy.screen_name`))
	},
	{
		source: 'X API v1.1, object Tweet',
		has: 'id_str, created_at, user.screen_name, full_text|text',
		columns:
			'date=created_at, text=extended_tweet.full_text|full_text|text, author=user.name, lang=lang, shares id=retweeted_status.id_str, replyto=in_reply_to_status_id_str',
		more: (get) => xCells(get('id_str'), get('user.screen_name'))
	},
	{
		source: 'X API v2, object Post, with its authors below `includes.users`',
		has: 'id, text, author_id',
		columns: 'date=created_at, text=note_tweet.text|text, lang=lang',
		more: (get, people) => {
			const user = people.get(get('author_id')) ?? {};
			const referred = (kind: string): string =>
				[0, 1, 2].map((at) => `referenced_tweets.${String(at)}`).find((path) => get(`${path}.type`) === kind) ?? '';
			return {
				...xCells(get('id'), textAt(user, 'username')),
				author: textAt(user, 'name'),
				'shares id': get(`${referred('retweeted')}.id`),
				replyto: get(`${referred('replied_to')}.id`)
			};
		}
	}
];

const redditCells = (get: Get, kind: string): OwnCells => ({
	// Answers refer to the name, which has the kind before the id; some archives leave it out.
	id: get('name') || `${kind}_${get('id')}`,
	author: get('author').replace(/^\[deleted\]$/, ''),
	url: get('permalink') && new URL(get('permalink'), 'https://www.reddit.com').href,
	platform: 'forum'
});
/** Reddit writes these words in place of what was taken away. */
const redditText = (text: string): string => (/^\[(?:deleted|removed)\]$/.test(text) ? '' : text);

const withWarning = (warning: string, html: string): string => [warning, htmlToText(html)].filter(Boolean).join('\n\n');

const tiktokCells = (id: string, handle: string): OwnCells => ({
	id,
	handle,
	url: handle && `https://www.tiktok.com/@${handle}/video/${id}`,
	platform: 'tiktok'
});

const xCells = (id: string, handle: string): OwnCells => ({
	id,
	handle,
	url: `https://x.com/${handle || 'i'}/status/${id}`,
	platform: 'x'
});

/** A text or a number at a path; empty for anything else. */
function textAt(value: unknown, path: string): string {
	let at = value;
	for (const name of path.split('.')) at = typeof at === 'object' && at !== null ? (at as JsonObject)[name] : undefined;
	return typeof at === 'string' ? at : typeof at === 'number' ? String(at) : '';
}

/** No document that a network writes is deeper; answers to answers are four levels each. */
const MAX_LEVELS = 200;

/** The cells of each record of a known network in a value, by column. Null for a part without one, to let others run. */
export function* networkRecords(
	value: unknown,
	people: People = new Map(),
	level = 0
): Generator<Map<string, string> | null> {
	if (typeof value !== 'object' || value === null || level > MAX_LEVELS) return;
	if (!isObject(value)) {
		for (const each of value as readonly unknown[]) yield* networkRecords(each, people, level + 1);
		return;
	}
	const included = peopleIn(value['includes']);
	const known = included.length > 0 ? new Map([...people, ...included]) : people;
	yield cellsOf(value, known);
	for (const inner of Object.values(value)) yield* networkRecords(inner, known, level + 1);
}

const peopleIn = (includes: unknown): [string, JsonObject][] =>
	isObject(includes) && Array.isArray(includes['users'])
		? includes['users'].filter(isObject).map((user) => [textAt(user, 'id'), user])
		: [];

function cellsOf(record: JsonObject, people: People): Map<string, string> | null {
	const get: Get = (...paths) => paths.map((path) => textAt(record, path)).find((text) => text !== '') ?? '';
	const shape = READERS.find(({ has }) => has.every((paths) => paths.some((path) => isPresent(record, path))));
	if (!shape) return null;
	const cells = new Map(OWN_COLUMNS.map((name) => [name as string, '']));
	for (const { name, paths } of shape.columns) cells.set(name, get(...paths));
	for (const [name, text] of Object.entries(shape.more?.(get, people) ?? {})) cells.set(name, text);
	return cells;
}

const READERS = SHAPES.map(({ has, columns, more }) => ({
	more,
	has: has.split(', ').map((paths) => paths.split('|')),
	columns: columns.split(', ').map((column) => {
		const [name = '', paths = ''] = column.split('=');
		return { name, paths: paths.split('|') };
	})
}));

/** Whether a record has the field, also when it is an empty text. */
function isPresent(record: JsonObject, path: string): boolean {
	const names = path.split('.');
	const last = names.pop() ?? '';
	let at: unknown = record;
	for (const name of names) at = isObject(at) ? at[name] : undefined;
	return isObject(at) && ['string', 'number'].includes(typeof at[last]);
}
