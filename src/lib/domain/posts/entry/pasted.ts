import { z } from 'zod';
import { Platform } from '../platform';
import { cutText, LoosePostText, LooseText, PostText, Text } from '$lib/domain/core/text';
import { possibleOrders } from '../moments/date-order';
import type { DateOrder } from '../moments/moment-text';
import { readChat } from './chat';
import { readComments, readPage, type Comment, type CopiedPage } from './comments';
import { headsIn, isInterface, isName, joined, momentLine, ownWords, withoutNote, type PostHead } from './page-lines';

/** Limits of one paste. */
export const pasteLimits = { posts: 500, characters: 400_000 } as const;

/** A post that a person copied from a place that no program may read: all but its text may be unknown. */
export const PastedPost = z.strictObject({
	text: PostText(10_000),
	author: LoosePostText(120).nullable(),
	url: z
		.url({ protocol: /^https?$/ })
		.max(2000)
		.nullable(),
	/** The moment as it was shown: `20-11-2026 14:03`, or how long ago. */
	when: LooseText(60, 'quotedWords').nullable()
});
export type PastedPost = z.infer<typeof PastedPost>;

/** The request; `name` is given to its source when that is the first of its kind. */
export const Pasted = z.strictObject({
	name: Text(120, 'name'),
	platform: Platform,
	posts: z.array(PastedPost).min(1).max(pasteLimits.posts),
	/** How `3-4-2026` is read in all of them. */
	dateOrder: z.enum(['dayFirst', 'monthFirst']).default('dayFirst')
});
export type Pasted = z.infer<typeof Pasted>;
export const PasteResult = z.object({ stored: z.int(), known: z.int(), refused: z.int() });

/** Where one post ends and the next begins: detected, at an empty line, at each line, or nowhere. */
export const splits = ['auto', 'blank', 'line', 'whole'] as const;
export type Split = (typeof splits)[number];

const ruler = /^\s*([-–—*=_#~•·])(?:\s*\1){2,}\s*$/;

const network =
	/^https?:\/\/(?:[\w-]+\.)*(?:facebook|fb|instagram|tiktok|twitter|x|whatsapp|telegram|t|threads|nextdoor|reddit|youtube|youtu|linkedin)\.(?:com|net|me|be|nl|watch)\/\S+$/i;

/**
 * Splits pasted text into posts. Never loses people's words: it removes only known interface text, and returns all
 * posts even when there are more than one request allows.
 */
export function splitPasted(text: string, how: Split = 'auto'): PastedPost[] {
	const clean = text.slice(0, pasteLimits.characters).replace(/[\0\p{Surrogate}]/gu, '');
	const lines = clean.replace(/\r\n?/g, '\n').split('\n');
	const chat = how === 'auto' ? readChat(lines) : null;
	if (chat) return chat.map((message) => ({ ...message, url: null, text: shortened(message.text) }));
	const page = how === 'auto' || how === 'line' ? readPage(lines) : null;
	const comments = how === 'auto' && !page?.isSure ? readComments(lines) : null;
	if (comments) return fromPage(comments);
	const gaps = how === 'auto' ? gapsIn(lines) : null;
	if (page && gaps !== 'rulers' && (page.isSure || gaps !== 'wide')) return fromBlock(lines, how, page);
	return blocks(lines, how).flatMap((block) => fromBlock(block, 'whole', gaps === null ? null : readPage(block)));
}

function fromBlock(lines: readonly string[], how: Split, page: CopiedPage | null): PastedPost[] {
	if (!page) return postOf(lines);
	const posts = how === 'line' ? page.posts.flatMap(byLine) : page.posts;
	return [...blocks(page.above, how).flatMap((block) => postOf(block)), ...fromPage(posts)];
}

const byLine = (post: Comment): Comment[] =>
	post.text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [{ ...post, text: line }]));

/** A comment that answers another begins with the name of its author: that is a link, and none of its words. */
function fromPage(comments: readonly Comment[]): PastedPost[] {
	const names = new Set(comments.flatMap(({ author }) => (author?.includes(' ') ? [author] : [])));
	return comments.flatMap(({ text, author, when }) => {
		const name = [...names].find((each) => text.startsWith(`${each} `) || text.startsWith(`${each}\n`)) ?? '';
		return withoutAddress({ author, when, lines: text.slice(name.length).trim().split('\n') });
	});
}

/** Whether it was copied from a chat as WhatsApp, Telegram or Signal writes it. */
export const looksLikeChat = (text: string): boolean =>
	readChat(text.slice(0, pasteLimits.characters).split(/\r?\n/)) !== null;

/**
 * The orders in which the dates of these posts can be read: both when a person has to choose. Nothing is pasted before
 * `now` (milliseconds since 1970) passes it.
 */
export const ordersOf = (posts: readonly PastedPost[], now: number): DateOrder[] =>
	possibleOrders(
		posts.flatMap(({ when }) => when ?? []),
		{ latest: now + DAY, inSequence: true }
	);
const DAY = 86_400_000;

/** What a person put between posts. */
const gapsIn = (lines: readonly string[]): 'rulers' | 'wide' | null =>
	lines.some((line) => ruler.test(line))
		? 'rulers'
		: /\n[^\S\n]*\n[^\S\n]*\n/.test(lines.join('\n').trim())
			? 'wide'
			: null;

/** The lines of each post. Automatic: at rulers; else at wider gaps, where there are any; else at empty lines. */
function blocks(lines: readonly string[], how: Split): string[][] {
	if (how === 'whole') return [[...lines]];
	if (how === 'line') return lines.map((line) => [line]);
	const gaps = how === 'auto' ? gapsIn(lines) : null;
	const found: string[][] = [[]];
	let empty = 0;
	for (const line of lines) {
		const isRuler = ruler.test(line);
		empty = line.trim() === '' ? empty + 1 : 0;
		const ends = gaps === 'rulers' ? isRuler : empty === (gaps === 'wide' ? 2 : 1);
		if (ends) found.push([]);
		else if (!isRuler) found.at(-1)?.push(line);
	}
	return found;
}

/** Makes a post of its lines; author and moment are found where a network shows them before the text. */
function postOf(block: readonly string[]): PastedPost[] {
	const lines = block.map((line) => line.trim());
	const heads = headsIn(lines);
	const isFirst = ({ start }: PostHead): boolean =>
		withoutNote(lines.slice(0, start)).every((line) => line === '' || isInterface(line));
	const head = heads.find((each) => each.isSure || isFirst(each)) ?? headAbove(lines);
	const above = heads.filter((each) => each === head || each.isSure);
	if (head && above.length === 0) above.push(head);
	const below = above.map(({ end }, at) => withoutNote(lines.slice(end, above[at + 1]?.start)));
	const content = ownWords([...withoutNote(lines.slice(0, above[0]?.start)), ...below.flat()]);
	const words = content.filter((line) => !isInterface(line) && !(head?.when != null && momentLine(line) !== null));
	return withoutAddress({ lines: words, author: head?.author ?? null, when: head?.when ?? null });
}

/** A name, and a moment below it, also where no words follow. */
function headAbove(lines: readonly string[]): PostHead | undefined {
	const start = lines.findIndex((line) => line !== '');
	const at = lines.findIndex((line, index) => index > start && index <= start + 3 && momentLine(line) !== null);
	const author = lines[start] ?? '';
	const isHead =
		at > start && isName(author) && lines.slice(start + 1, at).every((line) => line === '' || isInterface(line));
	return isHead ? { start, end: at + 1, author, when: momentLine(lines[at] ?? ''), isSure: false } : undefined;
}

/** Moves the address of the post out of its text. Where there is only an address, that is the text. */
function withoutAddress(post: Pick<PastedPost, 'author' | 'when'> & { lines: readonly string[] }): PastedPost[] {
	const { lines, author, when } = post;
	const url = lines.find((line) => network.test(line)) ?? null;
	const text = shortened(joined(lines.filter((line) => line !== url))) || url;
	return text === null ? [] : [{ text, author, url, when }];
}

/** The text cut to the length limit of a post. */
const shortened = (text: string): string => cutText(text, 10_000);
