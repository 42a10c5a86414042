import type { Platform } from '$lib/domain/posts/platform';
import { cleanAddress, hostOf } from '$lib/server/ingest/pipeline/clean-address';
import { withoutTracking } from '$lib/server/ingest/pipeline/counters';
import type { RawAuthor } from '$lib/server/ingest/pipeline/raw-post';
import type { FeedContent, FeedItem } from './feed-items';

/** The publisher of an item: its network or medium, account and address. */
export interface Sender {
	readonly platform: Platform;
	readonly author: RawAuthor | null;
	/** The address of the item itself, not of what passed it on. */
	readonly url: string | null;
	/** Posted on a network or in a community, by a person or an account. */
	readonly isNetwork: boolean;
	/** Its address leads to a site that only lists headlines. */
	readonly isListed?: boolean;
}

/** Posts on networks by the form of their address, also at other programs that show them (Nitter) and on own servers. */
const NETWORKS: readonly (readonly [Platform, RegExp])[] = [
	['x', /^(?:[\w-]+\.)?(?:x|twitter)\.com\/(?<handle>\w{1,20})\/status\/(?<post>\d+)/],
	['x', /^[^/]+\/(?<handle>\w{1,20})\/status\/(?<post>\d{10,})\/?$/],
	['bluesky', /^(?:[\w-]+\.)?bsky\.app\/profile\/(?<handle>[\w.:-]+)\/post\//],
	['mastodon', /^(?<server>[^/]+)\/(?:@|users\/)(?<handle>[\w.-]+(?:@[\w.-]+)?)\/(?:statuses\/)?\d{15,}\/?$/],
	['mastodon', /^(?<server>[^/]+)\/(?:notice|objects|notes)\/[\w-]{10,}\/?$/],
	['tiktok', /^(?:[\w-]+\.)?tiktok\.com\/@(?<handle>[\w.]+)\//],
	['facebook', /^(?:[\w-]+\.)?facebook\.com\/(?:(?!groups\/)(?<handle>[\w.-]+)\/(?:posts|videos|photos)\/|\w)/],
	['instagram', /^(?:[\w-]+\.)?instagram\.com\/(?:(?!p\/|reel\/|tv\/)(?<handle>[\w.]+)\/)?(?:p|reel|tv)\//],
	['forum', /^(?:[\w-]+\.)?reddit\.com\/(?:r|u|user)\//],
	['forum', /\/(?:viewtopic|showthread|viewthread)\.php$|\/t\/[\w-]+\/\d+(?:\/\d+)?\/?$|\/threads\/[\w.-]+\.\d+\//],
	['other', /^(?:t|telegram)\.me\/(?:s\/)?(?<handle>\w+)\/\d+$/],
	['other', /^(?:[\w-]+\.)?(?:youtube\.com\/(?:watch|shorts)|youtu\.be\/)/],
	['other', /\/(?:videos\/watch\/[\w-]{20,}|w\/[A-Za-z\d]{20,24})$/],
	['other', /^(?<server>[^/]+)\/p\/(?<handle>[\w.-]+)\/\d{10,}$/],
	[
		'other',
		/^(?:[\w-]+\.)?(?:flickr\.com\/photos|threads\.(?:net|com)|vk\.com|linkedin\.com\/(?:posts|feed)|weibo\.com)\//
	],
	['other', /^(?<handle>[\w-]+)\.tumblr\.com\/post\/|^(?:www\.)?tumblr\.com\/(?<blog>[\w-]+)\/\d+/]
];
const COMMUNITY_PROGRAMS =
	/\b(?:phpbb|vbulletin|discourse|flarum|xenforo|simple machines|nodebb|mybb|lemmy|reddit|vanilla|invision|lobsters|hacker news)\b/i;

/** The sites and programs that pass on items of others. */
const COLLECTOR_HOSTS =
	/^(?:news\.|www\.|feedproxy\.|alerts\.)?google\.[a-z.]{2,6}$|(?:^|\.)(?:bing\.com|feedly\.com|inoreader\.com|talkwalker\.com|kill-the-newsletter\.com|rss\.app|fetchrss\.com|politepol\.(?:com|lol)|rsshub\.app|openrss\.org|feedburner\.com|theoldreader\.com|newsblur\.com|feedbin\.com|flipboard\.com|feed43\.com|morss\.it|mention\.com|news\.yahoo\.com|nitter\.\w+)$|^(?:freshrss|miniflux|rss-?bridge|rsshub|tt-?rss|nitter|huginn|fulltextrss)\./;
const COLLECTOR_PROGRAMS =
	/\b(?:rss-?bridge|rsshub|freshrss|miniflux|tiny tiny rss|tt-?rss|inoreader|feedly|feedburner|nfe\/[\d.]+|huginn|kill the newsletter|rss\.app|fetchrss|politepol|feed43|morss|open rss|talkwalker|ifttt|yahoo pipes|nitter)\b/i;
const COLLECTOR_TITLES =
	/^google (?:alerts?|melding(?:en)?)\b|\bgoogle (?:news|nieuws)$|\btalkwalker alert|\bbingnews$/i;
const COLLECTOR_WORDS =
	/\s*[-–|·:(]\s*(?:rss-?bridge|rsshub|powered by.*|google (?:news|nieuws)|bingnews|(?:telegram|facebook|instagram|twitter)(?: (?:channel|bridge|feed|page))?|freshrss|rss\.app.*)\)?$/i;

/** Sites where people have a page of their own: not media. */
const HOSTED =
	/\.(?:blogspot\.[a-z.]+|wordpress\.com|tumblr\.com|substack\.com|github\.io|gitlab\.io|livejournal\.com|jouwweb\.nl|weebly\.com|wixsite\.com|neocities\.org|bearblog\.dev|write\.as)$/;

/** The host without what is before its name: `rss.omroep.nl` and `www.omroep.nl` are one site. */
function siteOf(host: string): string {
	if (/^[\d.]+$|:/.test(host) || HOSTED.test(host)) return host;
	const labels = host.split('.');
	const isSecondLevel = /^(?:co|com|org|gov|ac|net|edu)$/.test(labels.at(-2) ?? '') && labels.at(-1)?.length === 2;
	return labels.slice(isSecondLevel ? -3 : -2).join('.');
}
const isCollectorHost = (host: string): boolean => COLLECTOR_HOSTS.test(host);

const REDIRECT_NAMES = ['url', 'u', 'q', 'to', 'target', 'dest', 'destination', 'redirect', 'r', 'link', 'goto'];
const REDIRECT_PATH =
	/\/(?:url|apiclick\.aspx|l\.php|l|link|redir(?:ect)?(?:\.\w+)?|r|rd|out|away(?:\.php)?|click|c|goto|go|exit|track|visit|ext|alink|i)\/?$/i;

/** The address of the article, where a collector's address has it inside. */
function unwrapped(address: string): string {
	const url = new URL(address);
	const host = hostOf(address) ?? '';
	const isRedirect = isCollectorHost(host) || REDIRECT_PATH.test(url.pathname);
	for (const name of isRedirect ? REDIRECT_NAMES : []) {
		const inside = url.searchParams.get(name);
		const target = inside && /^https?:/i.test(inside) ? cleanAddress(inside) : null;
		if (target && target !== address) return unwrapped(target);
	}
	// Google News: letters that hold the address between other bytes.
	const coded = /\/articles\/(CB[\w-]{20,2000})/.exec(url.pathname)?.[1];
	const written = coded && /https?:\/\/[\x21-\x7e]+/.exec(Buffer.from(coded, 'base64url').toString('latin1'))?.[0];
	return (written && cleanAddress(written)) || address;
}

/** What is the same for all items of a feed. */
export interface FeedOrigin {
	readonly title: string;
	/** The host of its address. */
	readonly host: string;
	/** The site that it belongs to; null where that is a collector. */
	readonly page: string | null;
	readonly isCollector: boolean;
	readonly isCommunity: boolean;
	/** Has pages of its own that are no posts on a network. */
	readonly isSite: boolean;
	readonly platform: Platform;
}

/** @param address of the feed as it was entered */
export function originOf(content: FeedContent, address: string, platform: Platform): FeedOrigin {
	const host = hostOf(address) ?? address;
	const pageHost = content.page === null ? null : hostOf(content.page);
	const made = `${content.generator ?? ''} `;
	const isCommunity = COMMUNITY_PROGRAMS.test(made);
	const isKnown =
		isCollectorHost(host) || COLLECTOR_PROGRAMS.test(made) || COLLECTOR_TITLES.test(content.title.slice(0, 500));
	const isOwnPage = pageHost !== null && (siteOf(pageHost) === siteOf(host) || isCollectorHost(pageHost));
	const ownSites = [host, pageHost ?? host].map(siteOf);
	const links = content.items.flatMap(({ link }) => (link === null ? [] : unwrapped(link)));
	const own = links.filter((link) => ownSites.includes(siteOf(hostOf(link) ?? '')));
	// Without an item of its own, a site passes on what others published.
	const hasOwn = links.length === 0 || own.length > 0;
	const isCollector = isKnown || (isOwnPage && !hasOwn && !isCommunity);
	return {
		title: content.title.slice(0, 500).replace(COLLECTOR_WORDS, '').trim(),
		host,
		page: pageHost !== null && !(isCollector && isOwnPage) ? pageHost : null,
		isCollector,
		isCommunity,
		isSite: !isCollector && own.some((link) => networkOf(link) === null),
		platform
	};
}

export function senderOf(item: FeedItem, feed: FeedOrigin): Sender {
	const isPassedOn = isCollectorHost(hostOf(item.link ?? '') ?? '');
	const isOwnId = isPassedOn && !isCollectorHost(hostOf(item.id ?? '') ?? 'bing.com');
	const address = isOwnId ? item.id : item.link;
	const link = address === null ? null : unwrapped(address);
	const found = link === null || feed.isSite ? null : networkOf(link);
	if (found) {
		const { platform, handle, url } = found;
		return { platform, author: accountOf(item.writer, handle, feed, platform), url, isNetwork: true };
	}
	const isComment = /#comments?-?\d+$/.test(link ?? '');
	const isShownHere = (other: string | null | undefined): boolean =>
		siteOf(hostOf(other ?? '') ?? '') === siteOf(feed.page ?? feed.host);
	// Members of a community react on its own pages to the address that one of them posted.
	const isPosted = isShownHere(item.comments) && !isShownHere(link) && !isPassedOn;
	const isMember =
		isPosted || /^\/?u\/|\/u\/[\w.-]+$|^https?:\/\/[^/]+\/(?:u|user|users|profile)\//.test(item.writer ?? '');
	if (feed.platform !== 'news' || feed.isCommunity || isComment || isMember) {
		const platform = feed.platform === 'news' ? 'forum' : feed.platform;
		const author =
			accountOf(item.writer, null, feed, platform) ?? (isComment ? null : authorNamed(feed.host, feed.title, false));
		// A member may post the address of an article.
		return { platform, author, url: (isMember && item.comments) || link, isNetwork: true };
	}
	const author = mediumOf(item, link, feed);
	// Without an author the name of the source would be that of the medium.
	return { platform: author ? 'news' : 'other', author, url: link, isNetwork: false, isListed: isPassedOn };
}

function networkOf(address: string): { platform: Platform; handle: string | null; url: string } | null {
	const { host, pathname } = new URL(address);
	const where = `${host.replace(/^www\./, '')}${pathname}`;
	for (const [platform, pattern] of NETWORKS) {
		const found = pattern.exec(where);
		if (!found) continue;
		const { handle: account, blog, server, post } = found.groups ?? {};
		const handle = account ?? blog ?? null;
		const isLocal = handle !== null && server !== undefined && !handle.includes('@');
		return {
			platform,
			handle: isLocal ? `${handle}@${server}` : handle,
			url: platform === 'x' && post && handle ? `https://x.com/${handle}/status/${post}` : address
		};
	}
	return null;
}

/** The account or person who wrote it: by the name that the item gives, else by its address, else by its feed. */
export function accountOf(
	writer: string | null,
	handle: string | null,
	feed: FeedOrigin,
	platform: Platform
): RawAuthor | null {
	const named = personOf(writer);
	const own = platform === 'mastodon' ? (handle ?? named?.handle ?? null) : (named?.handle ?? handle);
	const isFeedOf =
		own !== null && new RegExp(String.raw`(?:^|\W)${literal(own.split('@')[0] ?? '')}\b`, 'i').test(feed.title);
	const isAccountFeed = isFeedOf || (named === null && feed.page !== null && !/^#|\bsearch\b/i.test(feed.title));
	const name = named?.name ?? (isAccountFeed ? nameIn(feed.title, own) : '');
	const id = own ?? (name || null);
	return id === null ? null : authorNamed(id, name || id, false);
}

/** `Jan (@jan)`, `@jan`, `/u/jan`, `https://server.example/u/jan` or `Jan`. */
function personOf(writer: string | null): { handle: string | null; name: string | null } | null {
	const written = writer?.trim() ?? '';
	if (written === '' || /^(?:no-?reply|webmaster|nobody)\b/i.test(written)) return null;
	const address = /^https?:\/\/([^/]+)\/(?:(?:u|user|users|profile|c)\/|@)([\w.@-]+)\/?$/.exec(written);
	if (address?.[2]) return { handle: `${address[2]}@${address[1] ?? ''}`, name: address[2] };
	const member = /^\/?u\/(.+)$/.exec(written)?.[1];
	if (member) return { handle: member, name: member };
	const handle = /(?:^|[\s(])@([\w.-]+(?:@[\w.-]+)?)/.exec(written)?.[1] ?? null;
	return { handle, name: nameIn(written, handle) || null };
}

/** A name without the handle beside it. */
const nameIn = (text: string, handle: string | null): string =>
	handle === null
		? text.trim()
		: text
				.replace(
					new RegExp(
						String.raw`[([]?@${literal(handle.split('@')[0] ?? '')}(?:@[\w.-]+)?[)\]]?|[([]${literal(handle)}[)\]]`,
						'i'
					),
					''
				)
				.replace(/^[\s/|·:–-]+|[\s/|·:–-]+$/g, '')
				.trim();

const literal = (text: string): string => text.replace(/[^\w\s]/g, String.raw`\$&`);

/** A page that calls itself after the person who writes it. */
const isNamedAfter = (title: string, writer: string): boolean =>
	new RegExp(
		String.raw`\b(?:van|by|door|von|of) ${literal(writer)}$|^${literal(writer)}['’]?s\b|blog|dagboek|diary`,
		'i'
	).test(title) && title.toLowerCase().includes(writer.toLowerCase());

/** The medium that published it: of a collected item its own, also when the feed does not name it. */
function mediumOf(item: FeedItem, link: string | null, feed: FeedOrigin): RawAuthor | null {
	const host = link === null ? null : hostOf(link);
	const articleHost = host !== null && !isCollectorHost(host) ? host : null;
	if (item.medium) {
		const { name, url } = item.medium;
		const mediumHost = hostOf(url ?? '');
		return authorNamed(mediumHost && !isCollectorHost(mediumHost) ? mediumHost : (articleHost ?? name), name, true);
	}
	const isOf = (other: string | null): boolean => host !== null && other !== null && siteOf(host) === siteOf(other);
	if (feed.isCollector && !isOf(feed.page)) {
		const ending = /\s-\s([^-]{2,60})$/.exec(item.title)?.[1];
		if (articleHost !== null && !isOf(feed.host)) {
			const name = [ending, feed.title].find((each) => each && isNameOfHost(each, articleHost));
			return authorNamed(articleHost, name ?? articleHost, true);
		}
		if (feed.page !== null) return authorNamed(feed.page, feed.title || feed.page, true);
		if (ending) return authorNamed(ending, ending, true);
		const written = item.writer?.trim() ?? '';
		return written === '' ? null : authorNamed(/@([\w-]+(?:\.[\w-]+)+)$/.exec(written)?.[1] ?? written, written, false);
	}
	const isPage =
		feed.page !== null && (siteOf(feed.page) === siteOf(feed.host) || (isOf(feed.page) && !isOf(feed.host)));
	const own = (isPage ? feed.page : null) ?? feed.host;
	const isPersonal = item.writer !== null && isNamedAfter(feed.title, item.writer.trim());
	return authorNamed(own, isPersonal ? (item.writer ?? own) : feed.title || own, !isPersonal && !HOSTED.test(own));
}

/** `RTV Noord` is the name of `rtvnoord.nl`. */
const isNameOfHost = (name: string, host: string): boolean => {
	const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
	return host.replace(/[^\p{L}\p{N}]/gu, '').includes(letters) || letters.includes(siteOf(host).split('.')[0] ?? host);
};

const authorNamed = (id: string, name: string, isMedium: boolean): RawAuthor => ({
	externalId: id.toLowerCase().slice(0, 500),
	handle: id.slice(0, 200),
	name: name.slice(0, 200),
	followers: null,
	...(isMedium && { isMedium })
});

/** An id that is an address stays the same when only its form changes: `http`, `www.`, a last slash, or tracking. */
export function steadyId(id: string, link: string | null): string {
	if (!/^https?:\/\//i.test(id) || !URL.canParse(id)) return id;
	const plain = withoutTracking(new URL(id).href)
		.replace(/^http:/, 'https:')
		.replace(/^https:\/\/www\./, 'https://')
		.replace(/\/(?=$|#)/, '');
	// A number behind the address of the article itself counts its versions.
	const [article = plain] = plain.split(/#\d{1,3}$/);
	return article !== plain && link !== null && steadyId(link, null) === article ? article : plain;
}
