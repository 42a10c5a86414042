import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | (string & {});

/**
 * Detects the encoding: by the byte order mark, by the zero bytes of UTF-16, by valid UTF-8 (text in another encoding
 * almost never is, whatever it declares), by the declarations (`declared`), and else Windows-1252, unless most of it is
 * UTF-8 with some broken bytes, or it reads better as an old Mac wrote it.
 */
export function encodingOf(bytes: Uint8Array, declared: readonly (string | null | undefined)[] = []): Encoding {
	const [a = 0, b = 0, c = 0] = bytes;
	if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
	if (a === 0xff && b === 0xfe) return 'utf-16le';
	if (a === 0xfe && b === 0xff) return 'utf-16be';
	const utf16 = zeroBytes(bytes);
	if (utf16) return utf16;
	if (isUtf8(bytes)) return 'utf-8';
	for (const label of declared) {
		const known = label ? encodingNamed(label) : null;
		if (known && known !== 'utf-8' && !known.startsWith('utf-16')) return known;
	}
	if (mostlyUtf8(bytes)) return 'utf-8';
	const sample = bytes.subarray(0, 1_000_000);
	return likeliness(decode(sample, 'macintosh')) > likeliness(decode(sample, 'windows-1252'))
		? 'macintosh'
		: 'windows-1252';
}

/** The text, without its byte order mark; invalid bytes become U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
	const text = new TextDecoder(encoding).decode(bytes);
	return encoding === 'windows-1252' ? asWindows(text) : text;
}

/**
 * What Windows-1252 has at 0x80 to 0x9f: quotes, dashes, the euro. Some versions of Node leave the control characters
 * of ISO-8859-1 there.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const asWindows = (text: string): string =>
	text.replace(/[\u0080-\u009f]/g, (letter) => WINDOWS_1252.charAt(letter.charCodeAt(0) - 0x80));

function encodingNamed(label: string): Encoding | null {
	try {
		return new TextDecoder(label.trim()).encoding;
	} catch {
		return null;
	}
}

/** In UTF-16, letters of our languages have one zero byte each, always on the same side. */
function zeroBytes(bytes: Uint8Array): Encoding | null {
	const length = Math.min(bytes.length & ~1, 4_096);
	let even = 0;
	let odd = 0;
	for (let at = 0; at < length; at += 2) {
		if (bytes[at] === 0) even++;
		if (bytes[at + 1] === 0) odd++;
	}
	const pairs = length / 2;
	if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
	if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
	return null;
}

/** What may stand beside what, in the languages of western Europe, for the letters and signs that the encodings differ in. */
const FITTING = new RegExp(
	[
		// A small letter within or at the end of a word, or at the start of one.
		'(?<=\\p{L})[àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšž](?![\\p{Lu}\\d])|(?<![\\p{L}\\d])[àáâäåæéèêíîöôóøúüœ](?=\\p{Ll}|[\\s,.!?]|$)',
		// A capital before small letters, or among capitals.
		'(?<![\\p{L}\\d])[ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜŒŠŽ](?=\\p{L})|(?<=\\p{Lu})[ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜŒ](?!\\p{Ll})',
		// Apostrophes and quotation marks, dashes between spaces or numbers, and signs before or after a number.
		'(?<=\\p{L})’|’(?=\\p{L})|(?<![\\p{L}\\d])[“‘„«](?=\\S)|(?<=\\S)[”»](?!\\p{L})',
		'(?<=[\\s\\d])[–—](?=[\\s\\d])|€(?=\\s?\\d)|(?<=\\d\\s?)[€°%‰½¼]|(?<=[\\p{L}\\s,;])…|[•·\\u00a0©®™]'
	].join('|'),
	'gu'
);
/** How many of the characters beyond ASCII fit between those beside them, minus those that do not. */
function likeliness(text: string): number {
	const all = text.match(/\P{ASCII}/gu)?.length ?? 0;
	return 2 * (text.match(FITTING)?.length ?? 0) - all;
}

/** Whether reading as UTF-8 preserves more letters beyond ASCII than it breaks. */
function mostlyUtf8(bytes: Uint8Array): boolean {
	const text = decode(bytes.subarray(0, 1_000_000), 'utf-8');
	const broken = text.match(/\ufffd/g)?.length ?? 0;
	const nonAscii = text.match(/\P{ASCII}/gu)?.length ?? 0;
	return nonAscii - broken > broken;
}
