import { readMoment } from '../moments/moment-text';
import { relativeMoment } from '../moments/relative-moment';
import { isNotice, isPlaceholder, messageWords } from './chat-notices';
import { isName } from './page-lines';

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
const DATE = `\\p{Nd}{1,4}${M}[-/.]\\s?${M}\\p{Nd}{1,2}${M}[-/.]\\s?${M}\\p{Nd}{1,4}\\.?(?:\\s?г\\.?)?`;
/** Before or after noon, as the languages of `chat-notices` write it. */
const HALF = '[ap]\\.?\\s?m\\.?|öö|ös|ص|م|dop\\.?|odp\\.?|пп|дп';
/** The same, before the time. */
const HALF_BEFORE = '上午|下午|凌晨|早上|清晨|中午|晚上|午前|午後|오전|오후';
const TIME = `(?:(?:${HALF_BEFORE})\\s?)?\\p{Nd}{1,2}[:.h]\\p{Nd}{2}(?:[:.]\\p{Nd}{2})?(?:\\s?${M}(?:${HALF}|ч\\.?|uhr|uur)(?!\\p{L}))?`;
const BETWEEN = `${M}(?:[,،]${M}\\s{0,4}|\\s{1,4})(?:(?:om|um|at|à|às|alle|o|в|pukul)\\s{1,4})?${M}`;
const MOMENT = `(${DATE}${BETWEEN}${TIME}|${TIME}${M}[,،]\\s{1,4}${M}${DATE})`;
/** `[20-11-2026 14:03:12] `, `20-11-2026 14:03 - `. */
const MARKED_LINE = new RegExp(`^${M}(?:\\[${M}${MOMENT}${M}\\]\\s*(?:[-–—]\\s+)?|${MOMENT}${M}\\s+[-–—]\\s+)`, 'iu');
/** `20-11-2026 14:03 `, `20-11-2026 14:03: `: only where no line is marked otherwise. */
const BARE_LINE = new RegExp(`^${M}${MOMENT}${M}:?[^\\S\\t]+`, 'iu');
/** `Marloes, [20.11.2026 14:03]`, as Telegram copies it; the message is on the lines below. */
const TELEGRAM_LINE = /^(.{1,80}?), \[(.{8,40})\]:?\s*$/;
/** A day with its year and a time, in words that we may not know: `20 нояб. 2026 г., 14:03`. */
const IS_MOMENT = /^(?=.*\d{1,2}[:.]\d{2})(?:.*\b\d{4}\b.*|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}\b.*)$/;
/** What Telegram writes above a message that was passed on or answers another, and for a picture. */
const TELEGRAM_REMARK =
	/^\[\s?(?:(?:forwarded from|doorgestuurd (?:van|vanuit)|in reply to|als? (?:antwoord|reactie) op|antwoord op|reply to|weitergeleitet (?:von|aus)|(?:als )?antwort auf|transféré de|en réponse à|reenviado de|en respuesta a|em resposta a|inoltrato da|in risposta a|przekazano od|w odpowiedzi|переслано от|в ответ|переслано від|у відповідь)(?!\p{L}).*|foto|photo|video|sticker|gif|audio|bestand|file|album|voice message|spraakbericht|poll|peiling|bild|fotoğraf|imagen|imagem|immagine|zdjęcie|fotografie|фотография|фото|видео|відео|стикер|стікер|файл|голосовое сообщение|голосове повідомлення|опрос|صورة|فيديو)\s?\]$/iu;
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
const SPEAKER = new RegExp(`^${M}(?:~\\s?)?${M}([^:：\\n]{1,80}?)${M}(?::(?:\\s|$)|：\\s?)(.*)$`, 'su');
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
	const whole = withShortHeads(lines.join('\n'))
		.replace(/\n\s*—\s*\n/g, ' — ')
		.split('\n');
	const style = styleOf(whole);
	if (!style) return null;
	const reader = new ChatReader(style);
	return [...whole.map((line) => reader.take(line)), reader.end()].filter((message) => message !== null);
}

/** Above a message of Signal as sigtop exports it: who, and when it was sent, among other lines. */
const SIGNAL_HEAD =
	/^From: (.{1,80}?)(?: \([^()\n]{0,40}\))?\n(?:[A-Z][a-z]{2,12}: .*\n){0,3}?Sent: (.{8,40})\n(?:[A-Z][a-z]{2,12}: .*\n){0,9}\n?/gm;
/** The text with one line above each message, as Telegram writes it. */
export const withShortHeads = (text: string): string => text.replace(SIGNAL_HEAD, '$1, [$2]\n');

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

const filledLines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** A title, or what a program writes above a chat: lines without messages. */
const MAX_PREFACE = 8;
function startsWith(lines: readonly string[], style: ChatStyle, mayHavePreface: boolean): boolean {
	const first = lines.findIndex((line) => style(line) !== null);
	if (first <= 0) return first === 0;
	const messages = lines.filter((line) => (style(line)?.author ?? null) !== null);
	return mayHavePreface && first <= MAX_PREFACE && messages.length > 1;
}

/** A line of a conversation that no style has: a name, a time, or both. */
const NAME_OR_TIME =
	/^(?:(?:[^;\t|,]{1,60}\s)?[[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?[\])]?|[^;\t|,:.!?]{2,40}:)$/i;

/**
 * Whether a text is a copied chat whose moments have no date, or one without a year: they are counted from when it was
 * copied. `mayHavePreface` where it is surely no table.
 */
export function isUndatedChat(text: string, mayHavePreface = false): boolean {
	const lines = filledLines(text);
	if (!mayHavePreface && !(teamsLine(lines[0] ?? '') ?? discordLine(lines[0] ?? ''))) return false;
	const style = styleOf(lines);
	if (style === teamsLine || style === discordLine) return startsWith(lines, style, mayHavePreface);
	if (style || !mayHavePreface) return false;
	const marks = lines.filter((line) => NAME_OR_TIME.test(line.trim())).length;
	return marks > 1 && marks < lines.length && marks >= lines.length / 5;
}

/**
 * How the messages of a text begin that is a chat from its first line; null for other texts: a table may have a chat in
 * one of its cells. `mayHavePreface` where it is surely no table.
 */
export function chatStyleOf(text: string, mayHavePreface = false): ChatStyle | null {
	const lines = filledLines(text);
	const [first = ''] = lines;
	if (telegramLine(first) ?? markedLine(first) ?? bareLine(first)) return styleOf(lines);
	const style = mayHavePreface ? styleOf(lines) : null;
	return style && startsWith(lines, style, mayHavePreface) ? style : null;
}

/** Reads a chat line by line. */
export class ChatReader {
	/** The message of the last line; null after a notice, because lines below it belong to no message. */
	#message: { readonly when: string; readonly author: string | null; readonly lines: string[] } | null = null;

	constructor(readonly style: ChatStyle) {}

	/** The message before this line when the line ends it. */
	take(line: string): ChatMessage | null {
		const found = this.style(line.normalize('NFC'));
		if (!found) {
			if (!REMARKS.get(this.style)?.test(line.trim())) this.#add(line.normalize('NFC'));
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
	return author !== '' && IS_MOMENT.test(when) ? { when, author: author.trim(), text: '' } : null;
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
		.replace(/(\d[-/.]) (?=\d)/g, '$1')
		.replace(/،/g, ',')
		.replace(/(\d)h(\d)/, '$1:$2')
		.replace(/(\d) ?г\.?(?=[, ])/u, '$1')
		.replace(/ ?(?:ч\.?|uhr|uur)$/iu, '')
		.replace(new RegExp(`(${HALF_BEFORE}) ?(.*)$`, 'u'), (_, half: string, time: string) =>
			/^(?:上午|凌晨|早上|清晨|午前|오전)$/u.test(half) ? `${time} AM` : `${time} PM`
		)
		.replace(/ ?(?:a\.? ?m\.?|öö|ص|dop\.?|дп)$/iu, ' AM')
		.replace(/ ?(?:p\.? ?m\.?|ös|م|odp\.?|пп)$/iu, ' PM')
		.replace(/, (?:om|um|at|à|às|alle|o|в|pukul) /i, ', ')
		.replace(/ (?:om|um|at|à|às|alle|o|в|pukul) /i, ' ')
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
