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
	readonly has: readonly string[];
	readonly cells: (get: Get, people: People) => OwnCells;
}

const SHAPES: readonly Shape[] = [
	{
		source: 'YouTube Data API v3, resource comment',
		has: ['snippet.authorDisplayName', 'snippet.textOriginal|snippet.textDisplay'],
		cells: (get) => ({
			id: get('id'),
			date: get('snippet.publishedAt'),
			text: get('snippet.textOriginal') || htmlToText(get('snippet.textDisplay')),
			author: get('snippet.authorDisplayName'),
			url: get('snippet.videoId') && `https://www.youtube.com/watch?v=${get('snippet.videoId')}&lc=${get('id')}`,
			replyto: get('snippet.parentId')
		})
	},
	{
		source: 'YouTube Data API v3, resources video and searchResult',
		has: ['snippet.channelTitle', 'snippet.title', 'snippet.publishedAt', 'id|id.videoId'],
		cells: (get) => ({
			id: get('id.videoId', 'id'),
			date: get('snippet.publishedAt'),
			title: get('snippet.title'),
			text: get('snippet.description'),
			author: get('snippet.channelTitle'),
			url: `https://www.youtube.com/watch?v=${get('id.videoId', 'id')}`
		})
	},
	{
		source: 'Meta Graph API, nodes post and comment',
		has: ['id', 'message', 'created_time'],
		cells: (get) => ({
			id: get('id'),
			date: get('created_time'),
			text: get('message'),
			author: get('from.name'),
			url: get('permalink_url'),
			replyto: get('parent.id'),
			platform: 'facebook'
		})
	},
	{
		source: 'Instagram Graph API, nodes media and comment',
		has: ['id', 'timestamp', 'username|from.username|owner.username', 'text|caption'],
		cells: (get) => ({
			id: get('id'),
			date: get('timestamp'),
			text: get('text', 'caption'),
			handle: get('username', 'from.username', 'owner.username'),
			url: get('permalink'),
			replyto: get('parent_id', 'media.id'),
			platform: 'instagram'
		})
	},
	{
		source: 'Reddit API, comment (t1); also in archives of Pushshift',
		has: ['body', 'author', 'created_utc'],
		cells: (get) => ({ ...redditCells(get, 't1'), text: redditText(get('body')) })
	},
	{
		source: 'Reddit API, link (t3); also in archives of Pushshift',
		has: ['title', 'author', 'created_utc', 'subreddit'],
		cells: (get) => ({ ...redditCells(get, 't3'), title: get('title'), text: redditText(get('selftext')) })
	},
	{
		source: 'Mastodon API, entity Status',
		has: ['id', 'created_at', 'account.acct'],
		cells: (get) => ({
			id: get('id'),
			date: get('created_at'),
			text: [get('spoiler_text'), htmlToText(get('reblog.content', 'content'))].filter(Boolean).join('\n\n'),
			author: get('account.display_name', 'account.username'),
			handle: get('account.acct'),
			url: get('url', 'uri'),
			lang: get('language'),
			'shares id': get('reblog.id'),
			replyto: get('in_reply_to_id'),
			platform: 'mastodon'
		})
	},
	{
		source: 'ActivityStreams 2.0, Note, as in the archive of an account of Mastodon (outbox.json)',
		has: ['id', 'attributedTo', 'content', 'published'],
		cells: (get) => ({
			id: get('id'),
			date: get('published'),
			text: [get('summary'), htmlToText(get('content'))].filter(Boolean).join('\n\n'),
			handle: get('attributedTo').replace(/^https?:\/\/([^/]+)\/.*?([^/@]+)$/, '$2@$1'),
			url: get('url', 'id'),
			replyto: get('inReplyTo'),
			platform: 'mastodon'
		})
	},
	{
		source: 'Bluesky, lexicon app.bsky.feed.defs#postView',
		has: ['uri', 'author.handle', 'record.createdAt'],
		cells: (get) => ({
			id: get('uri'),
			date: get('record.createdAt'),
			text: get('record.text'),
			author: get('author.displayName'),
			handle: get('author.handle'),
			url: `https://bsky.app/profile/${get('author.handle')}/post/${get('uri').replace(/^.*\//, '')}`,
			lang: get('record.langs.0'),
			replyto: get('record.reply.parent.uri'),
			platform: 'bluesky'
		})
	},
	{
		source: 'TikTok Research API, video',
		has: ['id', 'video_description', 'create_time'],
		cells: (get) => ({
			...tiktokCells(get('id'), get('username')),
			date: get('create_time'),
			text: get('video_description')
		})
	},
	{
		source: 'TikTok Research API, video comment',
		has: ['id', 'text', 'create_time', 'video_id'],
		cells: (get) => ({
			id: get('id'),
			date: get('create_time'),
			text: get('text'),
			handle: get('username'),
			replyto: get('parent_comment_id', 'video_id'),
			platform: 'tiktok'
		})
	},
	{
		source: 'TikTok, pages of a video as Zeeschuimer keeps them (4CAT, datasources/tiktok)',
		has: ['id', 'desc', 'createTime', 'author.uniqueId|author'],
		cells: (get) => ({
			...tiktokCells(get('id'), get('author.uniqueId', 'author')),
			date: get('createTime'),
			text: get('desc'),
			author: get('author.nickname')
		})
	},
	{
		source: 'TikTok, comments as Zeeschuimer keeps them (4CAT, datasources/tiktok_comments)',
		has: ['cid', 'text', 'create_time', 'user.unique_id'],
		cells: (get) => ({
			id: get('cid'),
			date: get('create_time'),
			text: get('text'),
			author: get('user.nickname'),
			handle: get('user.unique_id'),
			replyto: get('reply_id').replace(/^0$/, '') || get('aweme_id'),
			platform: 'tiktok'
		})
	},
	{
		source: 'Instagram and Threads as Zeeschuimer keeps them (4CAT, datasources/instagram, datasources/threads)',
		has: ['code', 'taken_at', 'user.username'],
		cells: (get) => {
			const isThreads = get('text_post_app_info.direct_reply_count', 'text_post_app_info.is_reply') !== '';
			const [code, handle] = [get('code'), get('user.username')];
			return {
				id: get('pk', 'id', 'code'),
				date: get('taken_at'),
				text: get('caption.text'),
				author: get('user.full_name'),
				handle,
				url: isThreads ? `https://www.threads.com/@${handle}/post/${code}` : `https://www.instagram.com/p/${code}/`,
				...(!isThreads && { platform: 'instagram' })
			};
		}
	},
	{
		source: 'X, pages as Zeeschuimer keeps them (4CAT, datasources/twitter-import)',
		has: ['rest_id', 'legacy.full_text', 'legacy.created_at'],
		cells: (get) => {
			const user = 'core.user_results.result';
			return {
				...xCells(get('rest_id'), get(`${user}.core.screen_name`, `${user}.legacy.screen_name`)),
				date: get('legacy.created_at'),
				text: get('note_tweet.note_tweet_results.result.text', 'legacy.full_text'),
				author: get(`${user}.core.name`, `${user}.legacy.name`),
				lang: get('legacy.lang'),
				'shares id': get('legacy.retweeted_status_result.result.rest_id'),
				replyto: get('legacy.in_reply_to_status_id_str')
			};
		}
	},
	{
		source: 'X API v1.1, object Tweet',
		has: ['id_str', 'created_at', 'user.screen_name', 'full_text|text'],
		cells: (get) => ({
			...xCells(get('id_str'), get('user.screen_name')),
			date: get('created_at'),
			text: get('extended_tweet.full_text', 'full_text', 'text'),
			author: get('user.name'),
			lang: get('lang'),
			'shares id': get('retweeted_status.id_str'),
			replyto: get('in_reply_to_status_id_str')
		})
	},
	{
		source: 'X API v2, object Post, with its authors below `includes.users`',
		has: ['id', 'text', 'author_id'],
		cells: (get, people) => {
			const user = people.get(get('author_id')) ?? {};
			const referred = (kind: string): string =>
				[0, 1, 2].map((at) => `referenced_tweets.${String(at)}`).find((path) => get(`${path}.type`) === kind) ?? '';
			return {
				...xCells(get('id'), textAt(user, 'username')),
				date: get('created_at'),
				text: get('note_tweet.text', 'text'),
				author: textAt(user, 'name'),
				lang: get('lang'),
				'shares id': get(`${referred('retweeted')}.id`),
				replyto: get(`${referred('replied_to')}.id`)
			};
		}
	}
];

const redditCells = (get: Get, kind: string): OwnCells => ({
	// Answers refer to the name, which has the kind before the id; some archives leave it out.
	id: get('name') || `${kind}_${get('id')}`,
	date: get('created_utc'),
	author: get('author').replace(/^\[deleted\]$/, ''),
	url: get('permalink') && new URL(get('permalink'), 'https://www.reddit.com').href,
	replyto: get('parent_id'),
	platform: 'forum'
});
/** Reddit writes these words in place of what was taken away. */
const redditText = (text: string): string => (/^\[(?:deleted|removed)\]$/.test(text) ? '' : text);

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
	const has = (path: string): boolean => path.split('|').some((each) => isPresent(record, each));
	const shape = SHAPES.find((each) => each.has.every(has));
	if (!shape) return null;
	const cells = shape.cells(get, people);
	return new Map(OWN_COLUMNS.map((name) => [name, cells[name] ?? '']));
}

/** Whether a record has the field, also when it is an empty text. */
function isPresent(record: JsonObject, path: string): boolean {
	const names = path.split('.');
	const last = names.pop() ?? '';
	let at: unknown = record;
	for (const name of names) at = isObject(at) ? at[name] : undefined;
	return isObject(at) && ['string', 'number'].includes(typeof at[last]);
}
