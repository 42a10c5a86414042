import { mediaKindOf, type PostMedia } from '$lib/domain/posts/media';
import type { Platform } from '$lib/domain/posts/platform';
import { foldedName } from './columns';

/**
 * A number of people: `1.234`, `1,234`, `1 234`, `1.234,5`, `12K`, `1,2 mln`. One separator followed by three digits
 * separates thousands, in Dutch and English alike: there is no thousandth of a reader. Null when it is not a number.
 */
export function readCount(cell: string): number | null {
	if (cell.length > 40) return null;
	const found = /^([\d.,\s']+?)\s*(k|m|dzd|duizend|mln|miljoen|mio)?\.?$/.exec(cell.trim().toLowerCase());
	const digits = (found?.[1] ?? '').replace(/[\s']/g, '');
	if (!/^\d/.test(digits)) return null;
	const factor = { k: 1e3, dzd: 1e3, duizend: 1e3, m: 1e6, mln: 1e6, mio: 1e6, miljoen: 1e6 }[found?.[2] ?? ''] ?? 1;
	const number = Number(withoutSeparators(digits, factor > 1));
	return Number.isFinite(number) ? Math.round(number * factor) : null;
}

/**
 * In JavaScript notation. `scaled`: before `K` or `mln` a single separator is a decimal one (except in `1.250 mln`).
 */
function withoutSeparators(digits: string, scaled: boolean): string {
	const [last] = /[.,](?!.*[.,])/.exec(digits) ?? [];
	if (last === undefined) return digits;
	const single = digits.indexOf(last) === digits.lastIndexOf(last);
	const other = digits.includes(last === '.' ? ',' : '.');
	const thousands = !single || (!other && !scaled && /[.,]\d{3}$/.test(digits));
	const withoutOther = digits.replaceAll(last === '.' ? ',' : '.', '');
	return thousands ? withoutOther.replaceAll(last, '') : withoutOther.replace(last, '.');
}

/** `1,8596E+18`: a spreadsheet kept only the first digits, so many posts have the same value. */
export const wasRounded = (cell: string): boolean => /^\d(?:[.,]\d+)?E\+\d+$/i.test(cell.trim());

const PLATFORM_NAMES: readonly (readonly [Platform, RegExp])[] = [
	['x', /^(?:x|twitter|x twitter|twitter x|tweets?|x com|twitter com)$/],
	['mastodon', /^mastodon\b/],
	['bluesky', /^(?:bluesky|bsky)\b/],
	['facebook', /^facebook\b/],
	['instagram', /^instagram\b/],
	['tiktok', /^(?:tiktok|tik tok)\b/],
	['whatsapp', /^whatsapp\b/],
	['forum', /^(?:forums?|fora|reddit|tweakers|fok)\b/],
	['news', /^(?:news|nieuws|online ?news|online nieuws|nieuwssites?|print|krant|kranten|radio|tv|rtv|web|blogs?)$/],
	['phone', /^(?:phone|telefoon|kcc|klantcontact)/],
	['press', /^(?:press|pers|persvraag|persvragen)$/],
	['street', /^(?:street|straat|buurtteam|veldteam)\b/],
	['partner', /^partners?$/]
];

/** Networks that are no platform of ours, kinds of sites and programs to post with: none of them is a medium. */
const GENERIC_SOURCES = new RegExp(
	`^(?:${[
		'youtube|linkedin|pinterest|tumblr|threads|telegram|vk|vkontakte|snapchat|nextdoor|discord|signal|twitch|vimeo|flickr|quora|weibo|wechat',
		'microblogs?|sociaal netwerk|sociale netwerken|sociale media|sociaal kanaal|social(?: media| networks?| web| channels?| posts?)?',
		'videos?|beeld|images?|photos?|comments?|reacties?|reviews?|podcasts?|message ?boards?|general|algemeen|other|overig',
		'android|iphone|ios|mobile|mobiel|app|hootsuite(?: inc)?|buffer|ifttt|sprout social|coosto|obi4wan|spotler engage'
	].join('|')})$`
);
const X_PROGRAMS = /^(?:twitter (?:for|web|media|ads)|tweetdeck|x for|x web|x pro)\b/;

/** The platform that a cell names; null when it names none, so it may be a medium (`AD.nl`). */
export function namedPlatform(cell: string): Platform | null {
	const name = foldedName(cell);
	if (X_PROGRAMS.test(name)) return 'x';
	const code = sourceCode(cell);
	return PLATFORM_NAMES.find(([, pattern]) => pattern.test(name) || (code !== null && pattern.test(code)))?.[0] ?? null;
}

/**
 * The last words of a code for a kind of source, such as `SOCIALMEDIA_TWITTER` (Talkwalker) or `social-facebook`; null
 * for a cell that is no code.
 */
function sourceCode(cell: string): string | null {
	const [, network, news] =
		/^(?:social(?:[ _-]?media)?|sm|sn)[_:-](.+)$|^((?:online|print|offline)?[ _-]?news(?:[_-]\w+)?|newspaper|magazine|press[_-]release|blog[_-]?\w*)$/i.exec(
			cell.trim()
		) ?? [];
	if (news !== undefined) return 'news';
	return network === undefined ? null : foldedName(network);
}

/** What a spreadsheet shows for a value that it could not compute or show: the words are not in the file. */
const ERROR_VALUES =
	/^(?:#(?:name|naam|nom|nombre|nome|value|waarde|wert|valeur|valor|ref|verw|bezug|div\/0|deel\/0|num|getal|zahl|null|leeg|spill|overloop|überlauf|calc|field|veld|blocked|busy|connect|unknown)[!?]|#(?:n\/a|n\/b|nv|getting_data)|#{3,}|err:\d{3})$/i;
export const isErrorValue = (cell: string): boolean => ERROR_VALUES.test(cell.trim());

/** Whether a cell says what kind of site it is, or with which program it was posted, but not where. */
export const isGenericSource = (cell: string): boolean =>
	GENERIC_SOURCES.test(foldedName(cell)) ||
	(/^[A-Z]+(?:_[A-Z0-9]+)+$/.test(cell.trim()) && namedPlatform(cell) === null);

const NETWORK_HOSTS: readonly (readonly [Platform, RegExp])[] = [
	['x', /(?:^|\.)(?:twitter|x)\.com$/],
	['facebook', /(?:^|\.)(?:facebook\.com|fb\.com|fb\.watch)$/],
	['instagram', /(?:^|\.)instagram\.com$/],
	['tiktok', /(?:^|\.)tiktok\.com$/],
	['bluesky', /(?:^|\.)bsky\.(?:app|social)$/],
	['mastodon', /(?:^|\.)mastodon\.(?:social|nl|online|world)$/],
	['forum', /(?:^|\.)(?:reddit\.com|tweakers\.net|fok\.nl)$/]
];

/** The network that an address leads to; null for any other site. */
export const platformOfHost = (host: string): Platform | null =>
	NETWORK_HOSTS.find(([, pattern]) => pattern.test(host))?.[0] ?? null;

/**
 * The media that a cell names: by their addresses, by a word such as `photo`, or else by a description. An address
 * without a known file extension is a file.
 */
export function readMedia(cell: string): PostMedia[] {
	const parts = cell.split(/[\s,;|]+/).filter((part) => part !== '');
	const isKnown = parts.every((part) => /^https?:/i.test(part) || mediaKindOf(part) !== null);
	return isKnown
		? parts.map((part) => ({ kind: mediaKindOf(part, part) ?? 'file', description: null, seconds: null }))
		: [{ kind: 'file', description: cell, seconds: null }];
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
	nederlands: 'nl',
	dutch: 'nl',
	engels: 'en',
	english: 'en',
	duits: 'de',
	german: 'de',
	frans: 'fr',
	french: 'fr',
	turks: 'tr',
	turkish: 'tr',
	arabisch: 'ar',
	arabic: 'ar',
	pools: 'pl',
	polish: 'pl',
	oekraiens: 'uk',
	ukrainian: 'uk',
	spaans: 'es',
	spanish: 'es',
	fries: 'fy',
	frisian: 'fy'
};
/** `Dutch`, `Nederlands` or `nl`; null when the cell is empty. */
export const namedLanguage = (cell: string): string | null =>
	LANGUAGE_NAMES[foldedName(cell)] ?? (cell.trim().slice(0, 35) || null);
