import { readMoment } from '../moments/moment-text';
import { relativeMoment } from '../moments/relative-moment';
import { isNotice, isPlaceholder, messageWords } from './chat-notices';
import { isName } from './comments';

/**
 * A message of a chat. `when` is written with ASCII digits and AM or PM, in the order of the chat; from Teams and Discord
 * it may have no date (`vandaag 14:03`), or one without a year.
 */
export interface ChatMessage {
	readonly text: string;
	readonly author: string | null;
	readonly when: string;
}

/** Marks of direction, which programs put between their own words; a few, as more of them can be read in many ways. */
const M = '[\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069\\ufeff]{0,4}';
const DATE = `\\p{Nd}{1,4}${M}[-/.]\\s?${M}\\p{Nd}{1,2}${M}[-/.]\\s?${M}\\p{Nd}{1,4}\\.?`;
/** Before or after noon, as the languages of `chat-notices` write it. */
const HALF = '[ap]\\.?\\s?m\\.?|öö|ös|ص|م|dop\\.?|odp\\.?|пп|дп';
const TIME = `\\p{Nd}{1,2}[:.h]\\p{Nd}{2}(?:[:.]\\p{Nd}{2})?(?:\\s?${M}(?:${HALF})(?!\\p{L}))?`;
const BETWEEN = `${M}(?:[,،]${M}\\s{0,4}|\\s{1,4})(?:(?:om|um|at|à|às|alle|o)\\s{1,4})?${M}`;
const MOMENT = `(${DATE}${BETWEEN}${TIME}|${TIME}${M}[,،]\\s{1,4}${M}${DATE})`;
/** `[20-11-2026 14:03:12] `, `20-11-2026 14:03 - `. */
const MARKED_LINE = new RegExp(`^${M}(?:\\[${M}${MOMENT}${M}\\]\\s*(?:[-–—]\\s+)?|${MOMENT}${M}\\s+[-–—]\\s+)`, 'iu');
/** `20-11-2026 14:03 `, `20-11-2026 14:03: `: only where no line is marked otherwise. */
const BARE_LINE = new RegExp(`^${M}${MOMENT}${M}:?[^\\S\\t]+`, 'iu');
/** `Marloes, [20.11.2026 14:03]`, as Telegram copies it; the message is on the lines below. */
const TELEGRAM_LINE = /^(.{1,80}?), \[(.{8,40})\]:?\s*$/;
/** What Telegram writes above a message that was passed on or answers another, and for a picture. */
const TELEGRAM_REMARK =
	/^\[\s?(?:(?:forwarded from|doorgestuurd (?:van|vanuit)|in reply to|als? (?:antwoord|reactie) op|antwoord op|reply to)\b.*|foto|photo|video|sticker|gif|audio|bestand|file|album|voice message|spraakbericht|poll|peiling)\s?\]$/i;
/** `[14:03] Vries, Marloes de`, `[20-11 14:03] Joep: …`, `[Gisteren 2:03 PM] Joep`, as Teams copies it. */
const TEAMS_LINE = /^\[(?:(.{1,20}?),?\s+(?:(?:om|at)\s+)?)?(\d{1,2}[:.]\d{2}(?:\s?[ap]\.?\s?m\.?)?)\]\s+(\S.*)$/i;
/** What Teams writes below a message: reactions, and that it was edited. */
const TEAMS_REMARK =
	/^(?:(?:like|heart|laugh|surprised|sad|angry|vind ik leuk|hart|lachen|verrast|verdrietig|boos)(?:[- ]rea[ck]tion?s?)? \d+|\d+ (?:like|heart|laugh|surprised|sad|angry|vind-ik-leuk|hart)[- ]rea[ck]ti\w*\.?|(?:bewerkt|edited))$/i;
/** `Marloes — 20-11-2026 14:03`, `Joep — Vandaag om 14:03`, as Discord copies it. */
const DISCORD_LINE =
	/^(\S.{0,80}?)\s*—\s*(?:(.{1,20}?),?\s+(?:(?:om|at)\s+)?)?(\d{1,2}[:.]\d{2}(?:\s?[ap]\.?\s?m\.?)?)$/i;
/** The time of a further message of the same person on Discord. */
const DISCORD_REMARK = /^\[\d{1,2}[:.]\d{2}(?:\s?[ap]\.?\s?m\.?)?\]$/i;
const SPEAKER = new RegExp(`^${M}(?:~\\s?)?([^:\\n]{1,80}?)${M}:(?:\\s|$)(.*)$`, 'su');
/** A name without a space after its colon: a few words that are no time and no address. */
const CLOSE_SPEAKER = new RegExp(`^${M}(?:~\\s?)?((?![\\p{Nd}:]+:)[^:\\s]+(?: [^:\\s]+){0,3}):(?!//)(\\S.*)$`, 'su');

interface Line {
	readonly when: string;
	readonly author: string | null;
	readonly text: string;
}

/** Reads the first line of a message; null for a line that continues one. */
type ChatStyle = (line: string) => Line | null;

/** The chat's messages, in order; null when the text is no chat. Notices of the program are left out. */
export function readChat(lines: readonly string[]): ChatMessage[] | null {
	const whole = lines
		.join('\n')
		.replace(/\n\s*—\s*\n/g, ' — ')
		.split('\n');
	const style = styleOf(whole);
	if (!style) return null;
	const reader = new ChatReader(style);
	return [...whole.map((line) => reader.take(line)), reader.end()].filter((message) => message !== null);
}

const styleOf = (lines: readonly string[]): ChatStyle | null =>
	[telegramLine, markedLine, bareLine].find((read) => lines.some((line) => (read(line)?.author ?? null) !== null)) ??
	[teamsLine, discordLine].find((read) => isDialogue(lines, read)) ??
	null;

/**
 * Whether each line with a name and a time has words, on the same line or below it. Somebody's own notes with the time
 * before each line have none: there the line is the words.
 */
function isDialogue(lines: readonly string[], read: ChatStyle): boolean {
	const filled = lines.filter((line) => line.trim() !== '');
	const found = filled.map((line) => read(line));
	return (
		found.some((line) => line !== null) &&
		found.every((line, at) => line === null || line.text !== '' || (at + 1 < found.length && found[at + 1] === null))
	);
}

/** Whether the moments of a copied chat have no date, or one without a year: they are counted from when it was copied. */
export const isUndatedChat = (text: string): boolean => {
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	const style = styleOf(lines);
	return (style === teamsLine || style === discordLine) && style(lines[0] ?? '') !== null;
};

/**
 * How the messages of a text begin that is a chat from its first line; null for other texts: a table may have a chat in
 * one of its cells.
 */
export function chatStyleOf(text: string): ChatStyle | null {
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	const [first = ''] = lines;
	if ((telegramLine(first) ?? markedLine(first) ?? bareLine(first)) === null) return null;
	return styleOf(lines);
}

/** Reads a chat line by line. */
export class ChatReader {
	/** The message of the last line; null after a notice, because lines below it belong to no message. */
	#message: { readonly when: string; readonly author: string | null; readonly lines: string[] } | null = null;

	constructor(readonly style: ChatStyle) {}

	/** The message before this line when the line ends it. */
	take(line: string): ChatMessage | null {
		const found = this.style(line);
		if (!found) {
			if (!REMARKS.get(this.style)?.test(line.trim())) this.#add(line);
			return null;
		}
		const before = this.end();
		const { when, author, text } = found;
		if (author !== null || !isNotice(text)) this.#message = { when, author, lines: [] };
		this.#add(text);
		return before;
	}

	/** The last message. */
	end(): ChatMessage | null {
		const message = this.#message;
		this.#message = null;
		const text = messageWords(message?.lines ?? []);
		return message && text !== '' ? { text, author: message.author, when: message.when } : null;
	}

	#add(line: string): void {
		if (this.#message && !isPlaceholder(line)) this.#message.lines.push(line);
	}
}

function markedLine(line: string): Line | null {
	const found = MARKED_LINE.exec(line);
	return found && messageLine(found[1] ?? found[2] ?? '', line.slice(found[0].length));
}

function bareLine(line: string): Line | null {
	const found = BARE_LINE.exec(line);
	const message = found && messageLine(found[1] ?? '', line.slice(found[0].length));
	return message?.author == null ? null : message;
}

function telegramLine(line: string): Line | null {
	const [, author = '', moment = ''] = TELEGRAM_LINE.exec(line) ?? [];
	const when = plainMoment(moment.replace(/ (?:at|om|um) /i, ' '));
	return author === '' || (readMoment(when) ?? readMoment(when, { order: 'monthFirst' })) === null
		? null
		: { when, author: author.trim(), text: '' };
}

function teamsLine(line: string): Line | null {
	const [, day = '', time = '', rest = ''] = TEAMS_LINE.exec(line.trim()) ?? [];
	const when = momentWithoutDate(day, time);
	if (when === null) return null;
	const [, author, text = ''] = SPEAKER.exec(rest) ?? [];
	if (author !== undefined) return { when, author: author.trim(), text };
	return isName(rest) ? { when, author: rest, text: '' } : null;
}

function discordLine(line: string): Line | null {
	const [, author = '', day = '', time = ''] = DISCORD_LINE.exec(line.trim()) ?? [];
	const when = momentWithoutDate(day, time);
	return when === null || !isName(author) ? null : { when, author, text: '' };
}

/** `vandaag 14:03` where there is only a time; null when it is no moment. */
function momentWithoutDate(day: string, time: string): string | null {
	if (time === '') return null;
	const when = `${day === '' ? 'vandaag' : day} ${time}`;
	return (relativeMoment(when, Date.UTC(2100, 0, 1)) ??
		readMoment(when) ??
		readMoment(when, { order: 'monthFirst' })) === null
		? null
		: when;
}

/** What a program writes below its messages, by the style of the chat. */
const REMARKS = new Map<ChatStyle, RegExp>([
	[telegramLine, TELEGRAM_REMARK],
	[teamsLine, TEAMS_REMARK],
	[discordLine, DISCORD_REMARK]
]);

function messageLine(moment: string, rest: string): Line {
	const when = plainMoment(moment);
	const [, author, text = ''] = SPEAKER.exec(rest) ?? CLOSE_SPEAKER.exec(rest) ?? [];
	// A notice may have a colon of its own: Joep changed the subject to "Brand: haven".
	if (author === undefined || isNotice(author)) return { when, author: null, text: rest };
	return { when, author: author.trim(), text };
}

/** The moment with its date first, without marks, in ASCII digits and with AM or PM. */
function plainMoment(moment: string): string {
	const plain = moment
		.replace(new RegExp(M, 'gu'), '')
		.replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)))
		.replace(/\s+/g, ' ')
		.replace(/(\d)\.(?=,? \d{1,2}[:.]\d{2})/, '$1')
		.replace(/([-/.]) (?=\d)/g, '$1')
		.replace(/،/g, ',')
		.replace(/(\d)h(\d)/, '$1:$2')
		.replace(/ ?(?:a\.? ?m\.?|öö|ص|dop\.?|дп)$/iu, ' AM')
		.replace(/ ?(?:p\.? ?m\.?|ös|م|odp\.?|пп)$/iu, ' PM')
		.replace(/, (?:om|um|at|à|às|alle|o) /i, ', ')
		.replace(/ (?:om|um|at|à|às|alle|o) /i, ' ')
		.trim();
	return plain.replace(/^(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: [AP]M)?), (\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})$/, '$2 $1');
}

/** The value of a decimal digit of any script: each has its ten digits in a row. */
function digitOf(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	let zero = code;
	while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return code - zero;
}
