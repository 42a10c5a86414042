import { COUNTER } from '$lib/server/ingest/pipeline/counters';
import type { FeedItem } from './feed-items';

const SHARE_WORDS =
	/\b(?:share|delen|deel|tweet(?:en)?|like|pin|print(?:en)?|mail|e-?mail|facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|bluesky|mastodon|threads|pocket|tumblr|messenger|skype|copy link|kopieer (?:de )?link|loading|this|dit|bericht|artikel|via|op|on|met|with|it|more|meer|click to|klik om te)\b/giu;
const isShareRow = (line: string): boolean =>
	/^(?:share|delen|deel|tweet|facebook|twitter|whatsapp|like this|klik om te|click to)\b/i.test(line) &&
	(line.match(SHARE_WORDS)?.length ?? 0) > 1 &&
	line.replace(SHARE_WORDS, '').replace(/[\p{P}\p{S}\s]+/gu, '') === '';

/** Lines that a site or a program adds to the words of people. */
const NOTICE = new RegExp(
	String.raw`^(?:${[
		String.raw`(?:submitted|posted|geplaatst|ingezonden) (?:by|door)(?: \S{1,60}){1,5}`,
		String.raw`(?:\[(?:link|comments|\d+ comments|reacties)\]\s*)+`,
		String.raw`${COUNTER}(?:\s*[|·•,/-]?\s*${COUNTER})*`,
		String.raw`(?:article|comments) url:?.*`,
		String.raw`(?:the (?:post|article)|het (?:bericht|artikel)|der (?:beitrag|artikel)|l['’]article|la entrada)\b.{1,250}(?:appeared first on|first appeared on|verscheen (?:als )?eerste? op|erschien zuerst auf|est apparu en premier sur|se publicó primero en)\b.{1,120}`,
		String.raw`(?:read|view) (?:more|full (?:story|article|topic|post|coverage)|the (?:full|whole|rest)|on|this (?:post|e-?mail))\b.{0,60}`,
		String.raw`continue reading.{0,150}`,
		String.raw`lees (?:meer|verder|het (?:hele|volledige))\b.{0,60}`,
		String.raw`(?:meer lezen|verder lezen|weiterlesen|lire la suite|leer más|bekijk (?:dit bericht|deze e?-?mail|op))\b.{0,60}`,
		String.raw`via @?[\p{L}\p{N}][\p{L}\p{N}.@_-]{0,40}(?: [\p{L}\p{N}.@_-]{1,40}){0,2}`,
		String.raw`\[contains quote post or other embedded content\]`,
		String.raw`.{1,60} (?:posted|uploaded|added|shared) (?:a|an|new|\d+) (?:new )?(?:photo|video|picture|image)s?\s?:?`,
		String.raw`(?:powered by|kill the newsletter|copyright|©).{0,80}`,
		String.raw`(?:unsubscribe|afmelden|uitschrijven)(?: (?:from|here|this|van|voor|hier|deze|nieuwsbrief|newsletter|list))*`,
		String.raw`\(?(?:digital fingerprint|statistics|statistieken):.{1,150}`,
		String.raw`(?:advertisement|advertentie|filed under:.{0,80}|tags?:.{0,80})`
	].join('|')})[.!…→»›\s]*$`,
	'iu'
);

/** The link at the end of a summary that leads to the rest. */
const READ_MORE =
	/(?<=[.!?…\]])\s+(?:\[?(?:lees (?:meer|verder)|meer lezen|read more|continue reading|weiterlesen|lire la suite)\]?)[.…→»›>\s]*(?:\(https?:\/\/[^\s)]+\))?$/i;

function isNotice(line: string): boolean {
	const words = withoutAddresses(line).replace(/\s+/g, ' ').trim();
	return words.length < 400 && (NOTICE.test(words) || isShareRow(words));
}

/** The text without the lines before and after it that are not words of its writer. */
function withoutNotices(text: string, names: readonly string[]): string {
	const lines = text.split('\n');
	const isName = (line: string): boolean => names.some((name) => lettersOf(line) === lettersOf(name));
	const isSkipped = (line: string): boolean => line.trim() === '' || isNotice(line.trim());
	const last = lines.findLastIndex((line) => !isSkipped(line));
	const first = lines.findIndex((line, at) => at >= last || !(isSkipped(line) || isName(line)));
	return lines
		.slice(first, last + 1)
		.join('\n')
		.trim()
		.replace(READ_MORE, '');
}

const withoutAddresses = (text: string): string => text.replace(/\(?https?:\/\/[^\s)]+\)?/g, '');
const lettersOf = (text: string): string =>
	withoutAddresses(text)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.toLowerCase();

/** Whether a text begins with these words; a title that was cut may end within a word. */
function startsWith(text: string, words: string): boolean {
	const isCut = /(?:…|\.{3}|\[…\])\s*$/.test(words) || words.length >= 60;
	const [longer, start] = [lettersOf(text), lettersOf(words)];
	return start !== '' && (isCut ? longer : `${longer} `).startsWith(isCut ? start : `${start} `);
}

const PLACEHOLDER = /^\(?(?:no title|untitled|geen titel|zonder titel|no caption|ohne titel)\)?$/i;
/** Titles that programs give to posts that have none. */
const NO_TITLE = /^(?:new (?:status|post|note) by .{1,80}|[\d\s.,:/T+Z-]{6,}|https?:\/\/\S+|photo|video|image|foto)$/i;

/** The name of the writer in the title of a comment: `By: Jan`, `Comment on Fire by Jan`. */
const COMMENT_BY =
	/^(?:(?:comment|reactie|reply|antwoord) (?:on|op|to|bij|aan) .{1,250} (?:by|door|van|from)|(?:by|door|von|par):) (.{1,60})$/i;

/** `Wijkraad: words`, `@wijkraad on X: “words”`: the name of the writer before the words. */
function withoutName(title: string, names: readonly string[]): string {
	const [prefix = '', before = ''] = /^([^:\n]{1,80}):\s+/.exec(title) ?? [];
	const known = names.map(lettersOf).filter((name) => name !== '');
	const written = lettersOf(before.replace(/\s+(?:on|op) (?:x|twitter|facebook|instagram|bluesky|mastodon)$/i, ''));
	return written !== '' &&
		known.some((name) => name === written || written === `${name} ${name}` || isBoth(written, known))
		? title.slice(prefix.length)
		: title;
}
const isBoth = (written: string, known: readonly string[]): boolean =>
	known.some((name) => written.startsWith(`${name} `) && known.includes(written.slice(name.length + 1)));

/** Adds the end that a headline does not have, so that it does not run into the summary. */
const asSentence = (title: string): string => (/[.!?:;…]["'”’»)\]]*$/.test(title) ? title : `${title}.`);

/**
 * What the writer of an item wrote, once: title and summary, of which one often repeats the other.
 * @param names of the writer and the feed, which stand in titles and above texts
 * @param by its medium, which may stand behind the headline, and whether a site that lists headlines shows it
 */
export function wordsOf(
	item: Pick<FeedItem, 'title' | 'summary'>,
	names: readonly string[],
	{
		medium = '',
		isListed = false
	}: { readonly medium?: string | undefined; readonly isListed?: boolean | undefined } = {}
): string {
	const summary = withoutNotices(item.summary, names);
	const ending = ` - ${medium}`;
	const headline = medium !== '' && item.title.endsWith(ending) ? item.title.slice(0, -ending.length) : item.title;
	const title = withoutName(headline.trim().replace(new RegExp(String.raw`[([]${COUNTER}[)\]]$`, 'iu'), ''), names);
	if (/^bridge returned error/i.test(title)) return '';
	if (summary === '') return PLACEHOLDER.test(title) ? '' : title;
	const commenter = lettersOf(COMMENT_BY.exec(title)?.[1] ?? '');
	const isOfComment = commenter !== '' && names.some((name) => lettersOf(name) === commenter);
	if (title === '' || isOfComment || PLACEHOLDER.test(title) || NO_TITLE.test(title)) return summary;
	// A list of headlines, of which this is the first.
	if (isListed && startsWith(summary, title)) return title;
	if (lettersOf(title) === lettersOf(summary)) return summary.includes('http') ? title : summary;
	if (startsWith(summary, title)) return summary;
	if (startsWith(title, summary)) return title;
	return `${asSentence(title)}\n\n${summary}`;
}

/** Names the person who shared a post, or its writer: the other one is the author of the item. */
export interface Share {
	readonly sharer?: string;
	readonly original?: string;
}
const PASSED_ON = '(?:shared|boosted|reposted|retweeted|deelde)';
const POST = '(?:post|status|toot|tweet|note|bericht)';
const LINK = String.raw`(?:\s*\(https?:\/\/[^\s)]+\))?`;
const SHARES: readonly (readonly [keyof Share, RegExp])[] = [
	[
		'sharer',
		/^(?:rt|retweet(?:ed)?|repost(?:ed)?|boost(?:ed)?|shared|gedeeld|🔁)\s+(?:by|door)\s+(@?[^:\n]{1,60}):\s*/iu
	],
	['original', /^(?:rt|repost|boost|🔁|♻️?)\s+(@[\w.@-]{1,80})(?:\s*\(https?:\/\/[^\s)]+\))?(?::\s*|\s+)/iu],
	['original', new RegExp(String.raw`^(?:rt|🔁)\s+([^:\n@(]{1,40}?)${LINK}:\s+`, 'iu')],
	[
		'original',
		new RegExp(
			String.raw`^[^.!?:\n]{1,60}\s${PASSED_ON}\s(?:(?:a|the|een|het)\s)?${POST}\s(?:by|from|of|van|door)\s(@?[^:\n]{1,60})(?::\s*|\n|$)`,
			'iu'
		)
	],
	[
		'original',
		new RegExp(String.raw`^[^.!?:\n]{1,60}\s${PASSED_ON}\s(@?[^:\n]{1,60})['’]s\s${POST}(?::\s*|\n|$)`, 'iu')
	],
	['original', /^forwarded from\s+(@?[^:\n]{1,60}?)(?::\s*|\n|$)/iu]
];
const REPLY =
	/^(?:pinned:|(?:re?|reply|antwoord)\s+(?:(?:to|aan|op)\s+)?@[\w.@-]{1,80}(?:[\s,]+@[\w.@-]{1,80}){0,20}\s*:)\s*/iu;

/** Separates what a network adds to the words of a post that was passed on or is an answer. */
export function shareOf(item: Pick<FeedItem, 'title' | 'summary'>): Share & Pick<FeedItem, 'title' | 'summary'> {
	const bare = { title: item.title.trim().replace(REPLY, ''), summary: item.summary.trim().replace(REPLY, '') };
	let share: Share = {};
	for (const [role, pattern] of SHARES)
		for (const part of ['title', 'summary'] as const) {
			const found = pattern.exec(bare[part]);
			if (!found?.[1]) continue;
			bare[part] = bare[part].slice(found[0].length);
			share = { [role]: withoutAddresses(found[1]).trim(), ...share };
		}
	return { ...share, ...bare };
}
