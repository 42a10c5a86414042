import { z } from 'zod';
import { Platform } from '../platform';
import { cutText, LooseText, PostText, Text } from '$lib/domain/core/text';

/** Limits of one paste. */
export const pasteLimits = { posts: 500, characters: 400_000 } as const;

/** A post that a person copied from a place that no program may read: all but its text may be unknown. */
export const PastedPost = z.strictObject({
	text: PostText(10_000),
	author: LooseText(120, 'name').nullable(),
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
	posts: z.array(PastedPost).min(1).max(pasteLimits.posts)
});
export type Pasted = z.infer<typeof Pasted>;
export const PastedTaken = z.object({ stored: z.int(), known: z.int(), refused: z.int() });

/** Where one post ends and the next begins: detected, at an empty line, at each line, or nowhere. */
export const splits = ['auto', 'blank', 'line', 'whole'] as const;
export type Split = (typeof splits)[number];

/**
 * A chat line as WhatsApp exports and copies it: `[20-11-2026 14:03:12] Naam: tekst` and `20-11-2026 14:03 - Naam:
 * tekst`.
 */
const chatLine =
	/^[\u200e\u202a]?\[?(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?,\s+\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\]?(?:\s+-)?\s+(.*)$/;
const speaker = /^([^:]{1,60}):\s(.*)$/s;
const ruler = /^\s*([-–—*=_#~•·])(?:\s*\1){2,}\s*$/;

/** Interface text that networks put around a post. Whole lines, in Dutch and English. */
const furniture =
	/^(?:vind ik leuk|leuk|reageren|reageer|beantwoorden|delen|deel|volgen|volg|vertaling (?:weergeven|bekijken)|meer (?:weergeven|bekijken)|like|reply|share|comment|follow|see more|see translation|see original|bewerkt|edited|(?:top|populairste) fan|auteur|author|\d+[.,]?\d*\s*(?:k|dzd\.?)?\s*(?:reacties?|vind-ik-leuks|likes?|comments?|keer gedeeld|shares?|weergaven|views?)|[·•|]+|\d{1,6})$/i;
/** How networks show a moment: `3 u`, `12 min.`, `gisteren om 14:03`, `20 november om 14.03 uur`. */
const whenLine =
	/^(?:(?:zojuist|just now|net)|(?:\d{1,3})\s*(?:s|sec|seconden?|min|m|minuten|u|uur|h|hrs?|d|dagen|dag|w|wk|weken)\.?(?:\s+geleden)?|(?:gisteren|vandaag|yesterday|today)(?:\s+(?:om|at)\s+\d{1,2}[:.]\d{2}(?:\s*uur)?)?|\d{1,2}[- ](?:\d{1,2}|[a-z]{3,9}\.?)(?:[- ]\d{2,4})?(?:,?\s+(?:om\s+|at\s+)?\d{1,2}[:.]\d{2}(?:\s*uur)?)?)(?:\s*[·•].*)?$/i;
const network =
	/^https?:\/\/(?:[\w-]+\.)*(?:facebook|fb|instagram|tiktok|twitter|x|whatsapp|telegram|t|threads|nextdoor|reddit|youtube|youtu|linkedin)\.(?:com|net|me|be|nl|watch)\/\S+$/i;

/**
 * Splits pasted text into posts. Never loses people's words: it removes only known interface text, and returns all
 * posts even when there are more than one request allows.
 */
export function splitPasted(text: string, how: Split = 'auto'): PastedPost[] {
	const clean = text.slice(0, pasteLimits.characters).replace(/[\0\p{Surrogate}]/gu, '');
	const lines = clean.replace(/\r\n?/g, '\n').split('\n');
	if (how === 'auto' && lines.some(isChatLine)) return chat(lines);
	return blocks(lines, how).flatMap((block) => postOf(block));
}

const isChatLine = (line: string): boolean => speaker.test(chatLine.exec(line)?.[2] ?? '');
/** Whether it was copied from a chat as WhatsApp writes it. */
export const looksLikeChat = (text: string): boolean =>
	text.slice(0, pasteLimits.characters).split(/\r?\n/).some(isChatLine);

function chat(lines: readonly string[]): PastedPost[] {
	const posts: PastedPost[] = [];
	/** The program's own notices (a person joined, the chat is encrypted) belong to no message. */
	let open = false;
	for (const line of lines) {
		const [, when, rest] = chatLine.exec(line) ?? [];
		const opening = rest === undefined ? null : speaker.exec(rest);
		const last = posts.at(-1);
		if (when !== undefined) open = opening !== null;
		if (when !== undefined && opening)
			posts.push({ text: opening[2] ?? '', author: (opening[1] ?? '').trim(), url: null, when });
		else if (when === undefined && open && last) posts[posts.length - 1] = { ...last, text: `${last.text}\n${line}` };
	}
	return posts.map((post) => ({ ...post, text: shortened(post.text.trim()) })).filter((post) => post.text !== '');
}

/** The lines of each post. Automatic: at rulers; else at wider gaps, where there are any; else at empty lines. */
function blocks(lines: readonly string[], how: Split): string[][] {
	if (how === 'whole') return [[...lines]];
	if (how === 'line') return lines.map((line) => [line]);
	const wide = how === 'auto' && /\n[^\S\n]*\n[^\S\n]*\n/.test(lines.join('\n').trim());
	const ruled = how === 'auto' && lines.some((line) => ruler.test(line));
	const found: string[][] = [[]];
	let empty = 0;
	for (const line of lines) {
		const isRuler = ruler.test(line);
		empty = line.trim() === '' ? empty + 1 : 0;
		const ends = ruled ? isRuler : wide ? empty === 2 : empty === 1;
		if (ends) found.push([]);
		else if (!isRuler) found.at(-1)?.push(line);
	}
	return found;
}

/**
 * Makes a post of its lines; author and moment are found where a network shows them on lines of their own before the
 * text.
 */
function postOf(block: readonly string[]): PastedPost[] {
	const lines = block.map((line) => line.trim());
	let author: string | null = null;
	let when: string | null = null;
	const first = lines.findIndex((line) => line !== '');
	const at = lines.findIndex((line, index) => index > first && index <= first + 3 && whenLine.test(line));
	if (
		first >= 0 &&
		at > first &&
		isName(lines[first] ?? '') &&
		lines.slice(first + 1, at).every((line) => line === '' || furniture.test(line))
	) {
		author = lines[first] ?? null;
		when = (lines[at] ?? '').replace(/\s*[·•].*$/, '');
		lines.splice(first, at - first + 1);
	}
	const url = lines.find((line) => network.test(line)) ?? null;
	const content = lines.filter(
		(line) => line !== url && !furniture.test(line) && !(when !== null && whenLine.test(line))
	);
	const text = content
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
	// If there is only an address, it becomes the text of the post.
	if (text === '') return url === null ? [] : [{ text: url, author, url, when }];
	return [{ text: shortened(text), author, url, when }];
}

/** The text cut to the length limit of a post. */
const shortened = (text: string): string => cutText(text, 10_000);

/** A few words without sentence punctuation. */
const isName = (line: string): boolean =>
	line.length <= 60 && line.split(/\s+/).length <= 6 && !/[.!?:;]$/.test(line) && !/^https?:/i.test(line);

/** How many milliseconds ago, from the relative times that networks show; null for anything else. */
export function agoOf(when: string): number | null {
	const [, count, unit = ''] = /^(\d{1,3})\s*([a-z]+)/i.exec(when.trim()) ?? [];
	if (count === undefined) return /^(?:zojuist|net|just now)/i.test(when) ? 0 : null;
	const units: readonly (readonly [RegExp, number])[] = [
		[/^s(?:ec|econden?)?$/i, 1_000],
		[/^m(?:in|inuten)?$/i, 60_000],
		[/^(?:u|uur|h|hrs?)$/i, 3_600_000],
		[/^d(?:ag|agen)?$/i, 86_400_000],
		[/^(?:w|wk|weken)$/i, 7 * 86_400_000]
	];
	const found = units.find(([pattern]) => pattern.test(unit));
	return found ? Number(count) * found[1] : null;
}
