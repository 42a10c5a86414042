import { latest, memoize } from './memoize';

/**
 * Splits a post into words, numbers and marks with normalised spelling, so that two spellings of the same thing are equal.
 */

type TokenKind = 'word' | 'number' | 'hashtag' | 'mention' | 'address' | 'emoji' | 'mark';

export interface TextToken {
	readonly kind: TokenKind;
	/** lower case, without accents; for a punctuation mark the mark itself */
	readonly text: string;
	/** begins with a capital and is not all capitals */
	readonly capital: boolean;
	/** the number of its sentence and of its clause (between commas), counted over the whole post */
	readonly sentence: number;
	readonly clause: number;
}

interface Words {
	readonly tokens: readonly TextToken[];
	/** begins with a mark that it shares another post: "RT @x: …" */
	readonly shared: boolean;
	/** ends in an ellipsis after a letter: cut off there, or trailing off */
	readonly trailing: boolean;
	/** ends within a sentence: no full stop, question or exclamation mark at its end */
	readonly open: boolean;
	/** the last word as written, folded: perhaps half of one */
	readonly ending: string;
}

/** Chat spellings and shorthand of phone notes, written out. "een" is the article; the number is "1". */
const SHORTHAND: ReadonlyMap<string, string> = new Map(
	`t:het n:een d:de s:des mn:mijn me:mijn zn:zijn dr:haar nie:niet ni:niet nix:niks nx:niks ff:even effe:even ffe:even vd:van_de ad:aan_de idd:inderdaad
	ivm:vanwege mbt:over ong:ongeveer ca:ongeveer circa:ongeveer jr:jaar wkn:weken wk:week min:minuten mins:minuten minuut:minuten sec:seconden uurtje:uur u:u
	cm:centimeter mtr:meter km:kilometer tm:tot svp:aub max:maximaal bijv:bijvoorbeeld omg:omgeving str:straat tel:telefoon nr:nummer
	mevr:mevrouw mw:mevrouw dhr:heer mnr:heer meneer:heer plitie:politie polisie:politie ah:albert_heijn hulpdienst:hulpdiensten
	vnvnd:vanavond vnacht:vannacht vandg:vandaag gstrn:gisteren morg:morgen wrm:waarom wss:waarschijnlijk egt:echt ist:is isset:is_het is't:is_het
	heb't:heb_het ut:het dn:de int:in_het opt:op_het vant:van_het kheb:ik_heb kweet:ik_weet kga:ik_ga dooie:dode hardstikke:hartstikke
	dont:don't doesnt:doesn't isnt:isn't cant:can't wont:won't ppl:people pls:please plz:please u're:you're r:are`
		.split(/\s+/)
		.map((entry) => {
			const [from = '', to = ''] = entry.split(':');
			return [from, to.replaceAll('_', ' ')] as const;
		})
);

const SHARE = /^[\s"'\p{Extended_Pictographic}\uFE0F]*(?:rt|mt|repost|retweet|qrt)\b[\s:]*(?:@[\w.]+)?[\s:]*/iu;
/** The quoted part of a post: the words before it are the author's own. */
const QUOTED = /\s(?:QT|QRT|RE):?\s+@\w+:.*$/su;
const NOTE_START =
	/^\s*\d{1,2}[.:]\d{2}\s*(?:uur|u)?\s*[,:.–—-]*\s*(?=(?:mw|mevr|mevrouw|mvr|dhr|heer|meneer|man|vrouw|dame|moeder|vader|beller|\d+e\s+beller|buurtteam)\b)/iu;
const ELLIPSIS = /[\p{L}\p{N}][,;:]?\s*(?:…|\.{3,})\s*(?:[#@][\p{L}\p{N}_]+\s*|https?:\/\/\S+\s*)*$/u;
/** Looks back from an ellipsis: looking forward from each word takes ten times as long. */
const LAST_WORD = /(?<=([\p{L}\p{N}]+)[,;:]?\s*)(?:…|\.{3,})[^…]*$/u;
const CLOSED =
	/[.!?]["')\]]*\s*(?:[#@][\p{L}\p{N}_]+\s*|https?:\/\/\S+\s*|[\p{Extended_Pictographic}\uFE0F\u200D]\s*)*$/u;
const ABBREVIATIONS = new Set('mw mevr dhr mnr ong max min omg bijv nr tel ca jr wkn vr st'.split(' '));

/**
 * Addresses, mentions, hashtags, words with digits inside, numbers, words, pictures, marks: what each is shows in its
 * first sign.
 */
const TOKEN =
	/https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:nl|com|org|be|eu|example)\b(?:\/\S*)?|[@＠][\p{L}\p{N}_.]+|#[\p{L}\p{N}_]+|\p{L}+[013457@$€]+\p{L}+(?!\p{N})|\d{1,3}(?:ste|de|e)(?![\p{L}\p{N}])|(?:(?<![\p{L}\p{N}]|\d )-)?\d+(?:[.,:]\d+)*(?:-\d+)*(?:[a-dA-D](?![\p{L}\p{N}]))?|\p{L}[\p{L}\p{M}\p{N}']*(?:-\p{L}[\p{L}\p{M}\p{N}']*)*|[.!?]+|[<>=|~*•→←]+|[;:,()"&%€$£–—\n-]|\p{Extended_Pictographic}/gu;
const MARKS = /^(?:[.!?;:,()"&–—\n<>=|~*•→←]|-$)/;
const MEASURES: Readonly<Record<string, string>> = { '%': 'procent', '€': 'euro', $: 'dollar', '£': 'pond' };
const ADDRESS = /[./:]/;
const DIGITS_INSIDE = /\p{L}[013457@$€]+\p{L}/u;

const LOOKALIKES: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'€': 'e'
};

/** Lower case, without accents; "één" stays apart from the article. */
export function fold(text: string): string {
	const lower = text.toLowerCase();
	if (!/[^\0-\x7F]/.test(lower)) return lower;
	if (lower === 'één') return '1';
	return lower.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** Splits a text into tokens. Only the first 2,000 characters are read. */
export const wordsOf = latest((text): Words => {
	const normalised = normaliseSigns(text.length > 2000 ? text.slice(0, 2000) : text);
	const shared = SHARE.test(normalised);
	const own = / (?:QT|QRT|RE):? +@/.test(normalised) ? normalised.replace(QUOTED, '') : normalised;
	const body = (shared ? own.replace(SHARE, '') : own).replace(NOTE_START, '');
	const trailing = (body.includes('…') || body.includes('...')) && ELLIPSIS.test(body);
	const ending = trailing ? fold(LAST_WORD.exec(body)?.[1] ?? '') : '';
	return { tokens: tokensOf(body), shared, trailing, open: !CLOSED.test(body), ending };
});

/** Matches texts that `normaliseSigns` may change; most texts do not match. */
const NOT_PLAIN = /[^\0-\x7F]|`|\/|\[| - |\b[a-z]\./i;

/** One spelling for quotation marks, apostrophes and initials; nothing invisible. */
function normaliseSigns(text: string): string {
	if (!NOT_PLAIN.test(text)) return text;
	const visible = /[^\0-\xFF]/.test(text)
		? text
				.replace(/[\u200B\u200C\u2060\uFEFF\u00AD]|\u200D|\uFE0E|\uFE0F/gu, '')
				.replace(/[“”„❝❞‟]/gu, '"')
				.replace(/[’‘‛]/gu, "'")
		: text;
	return (
		visible
			.replace(/[«»]/g, '"')
			.replace(/[`´]/g, "'")
			.replaceAll('[', '(')
			.replaceAll(']', ')')
			.replaceAll('−', '-')
			// A dash between two parts of a sentence, not between two numbers.
			.replace(/ - (?=\p{L})/gu, ' – ')
			// "E. coli" is one name.
			.replace(/\b(\p{Lu})\. ?(?=\p{Ll}{3})/gu, '$1')
			.replace(/\bt\/m\b/gi, 'tot')
			.replace(/\b(?:[a-z]\.){2,}/gi, (initials) => `${initials.replaceAll('.', '')} `)
	);
}

function tokensOf(body: string): TextToken[] {
	const tokens: TextToken[] = [];
	let sentence = 0;
	let clause = 0;
	let before = '';
	const add = (kind: TokenKind, text: string, capital = false): void =>
		void tokens.push({ kind, text, capital, sentence, clause });
	const text = body.replaceAll('…', '...');
	for (let at = 0; at < text.length;) {
		if (text.charCodeAt(at) === SPACE) {
			at++;
			continue;
		}
		const end = endOfWord(text, at);
		if (end > at + 1) {
			before = text.slice(at, end);
			at = end;
			const { words, capital } = expandedWord(before);
			for (const word of words) add('word', word, capital);
			continue;
		}
		TOKEN.lastIndex = at;
		const raw = TOKEN.exec(text)?.[0];
		if (raw === undefined) break;
		at = TOKEN.lastIndex;
		const measure = MEASURES[raw];
		if (measure) {
			add('word', measure);
			continue;
		}
		if (MARKS.test(raw)) {
			if (raw === '.' && (/^\p{L}$/u.test(before) || ABBREVIATIONS.has(before.toLowerCase()))) continue;
			before = '';
			add('mark', raw);
			if (/[.!?\n]/.test(raw)) sentence++;
			if (!/[&-]/.test(raw)) clause++;
			continue;
		}
		before = raw;
		const first = raw.charCodeAt(0);
		if ((first >= 48 && first <= 57) || first === MINUS) add('number', raw);
		else if (raw[0] === '#') add('hashtag', fold(raw.slice(1)).replaceAll('_', ''));
		else if (raw[0] === '@' || raw[0] === '＠') add('mention', raw.toLowerCase());
		else if (ADDRESS.test(raw)) add('address', raw);
		else if (raw === 'x' && tokens.at(-1)?.kind === 'number') add('word', 'keer');
		else if (isLabel(raw, tokens.at(-1))) add('number', raw.toLowerCase());
		else if (/^\p{L}/u.test(raw)) {
			const { words, capital } = expandedWord(raw);
			for (const word of words) add(/^\d/.test(word) ? 'number' : 'word', word, capital);
		} else {
			add('emoji', raw);
			clause++;
		}
	}
	return tokens;
}

const SPACE = 32;
const MINUS = 45;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
/**
 * Ends a word of plain letters, so that `pattern` would find just that word; a full stop does so at the end of a
 * sentence.
 */
const WORD_ENDS = new Set(' \n,;!?()"&%'.split('').map((sign) => sign.charCodeAt(0)));

/**
 * The end of the word of plain letters that begins here; `at` itself when the token is not such a word. Handles nearly all
 * words of a text without the slower pattern.
 */
function endOfWord(text: string, at: number): number {
	let end = at;
	while (end < text.length && isLetter(text.charCodeAt(end))) end++;
	if (end === at || end === text.length || WORD_ENDS.has(text.charCodeAt(end))) return end;
	const after = text.charCodeAt(end + 1);
	if (text[end] === '.' && (end + 1 === text.length || after === SPACE || after === 10)) return end;
	return at;
}

/** A letter that is a name: "ingang C", "hal b". */
const isLabel = (raw: string, before: TextToken | undefined): boolean =>
	raw.length === 1 && (/[B-WYZ]/.test(raw) || (/[a-z]/.test(raw) && before !== undefined && LABELLED.has(before.text)));
const LABELLED = new Set(
	'ingang uitgang hal blok vak poort gate zone perron lijn route plan hepatitis vleugel sectie gebouw spoor groep klas'.split(
		' '
	)
);

const isCapital = (raw: string): boolean => {
	const first = raw[0] ?? '';
	return first !== first.toLowerCase() && raw !== raw.toUpperCase();
};

const expandedWord = memoize((raw) => ({ words: wordsIn(raw), capital: isCapital(raw) }));

/** The word as it should be written, or the words that a shorthand stands for. */
function wordsIn(raw: string): string[] {
	const plain = DIGITS_INSIDE.test(raw)
		? raw.replace(/(?<=\p{L})[013457@$€]+(?=\p{L})/gu, (run) => run.replace(/./gu, (sign) => LOOKALIKES[sign] ?? sign))
		: raw;
	const lower = fold(plain).replaceAll('-', '');
	const folded =
		!lower.includes("'") || lower.includes("n't") ? lower : lower.replace(/^'|'s?$/g, '').replaceAll("'", '');
	const expanded = SHORTHAND.get(folded);
	return expanded ? expanded.split(' ') : folded ? [folded] : [];
}
