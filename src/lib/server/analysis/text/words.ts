/** Takes a post apart into words, numbers and marks, spelt in one way, so that two spellings of one thing look alike. */

export type TokenKind = 'word' | 'number' | 'hashtag' | 'mention' | 'address' | 'emoji' | 'mark';

export interface Token {
	readonly kind: TokenKind;
	/** lower case, without accents; for a mark the mark itself */
	readonly text: string;
	/** begins with a capital and is not all capitals */
	readonly capital: boolean;
	/** which sentence and which part of it between commas, counted over the whole post */
	readonly sentence: number;
	readonly clause: number;
}

export interface Words {
	readonly tokens: readonly Token[];
	/** says itself that it passes on another's post: "RT @x: …" */
	readonly shared: boolean;
	/** ends in an ellipsis after a letter: cut off there, or trailing off */
	readonly trailing: boolean;
	/** ends within a sentence: no full stop, question or exclamation mark at its end */
	readonly open: boolean;
}

/** Chat spellings and shorthand of phone notes, written out. "een" is the article; the number is "1". */
const shorthand: Readonly<Record<string, string>> = Object.fromEntries(
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

const share = /^[\s"'\p{Extended_Pictographic}\uFE0F]*(?:rt|mt|repost|retweet|qrt)\b[\s:]*(?:@[\w.]+)?[\s:]*/iu;
/** What a quote refers to: the words before it are the author's own. */
const quoted = /\s(?:QT|QRT|RE):?\s+@\w+:.*$/su;
const noteStart =
	/^\s*\d{1,2}[.:]\d{2}\s*(?:uur|u)?\s*[,:.–—-]*\s*(?=(?:mw|mevr|mevrouw|mvr|dhr|heer|meneer|man|vrouw|dame|moeder|vader|beller|\d+e\s+beller|buurtteam)\b)/iu;
const ellipsis = /[\p{L}\p{N}]\s*(?:…|\.{3,})\s*(?:[#@][\p{L}\p{N}_]+\s*|https?:\/\/\S+\s*)*$/u;
const closed = /[.!?]["')\]]*\s*(?:[#@][\p{L}\p{N}_]+\s*|https?:\/\/\S+\s*|[\p{Extended_Pictographic}\uFE0F\u200D]\s*)*$/u;
const abbreviations = new Set('mw mevr dhr mnr ong max min omg bijv nr tel ca jr wkn vr st'.split(' '));

const pattern = new RegExp(
	[
		'(?<address>https?:\\/\\/\\S+|www\\.\\S+|[\\w.+-]+@[\\w-]+\\.\\w+|\\b[\\w-]+\\.(?:nl|com|org|be|eu|example)(?:\\/\\S*)?)',
		'(?<mention>[@＠][\\p{L}\\p{N}_.]+)',
		'#(?<hashtag>[\\p{L}\\p{N}_]+)',
		'(?<leet>\\p{L}+[013457@$€]+\\p{L}+(?!\\p{N}))',
		'(?<number>\\d+(?:[.,:]\\d+)*(?:-\\d+)*)',
		"(?<word>\\p{L}[\\p{L}\\p{M}\\p{N}']*(?:-\\p{L}[\\p{L}\\p{M}\\p{N}']*)*)",
		'(?<emoji>\\p{Extended_Pictographic})',
		'(?<mark>[.!?]+|[;:,()"&%€–—\\n-])'
	].join('|'),
	'gu'
);

const lookalike: Readonly<Record<string, string>> = {
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
	if (lower === 'één') return '1';
	return lower.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** Takes a text apart. Texts beyond 2,000 characters are read up to there. */
export function wordsOf(text: string): Words {
	const tidy = text
		.slice(0, 2000)
		.replace(/[\u200B-\u200D\u2060\uFEFF\uFE0E\uFE0F\u00AD]/gu, '')
		.replace(/[“”„❝❞«»‟]/gu, '"')
		.replace(/[’‘`´‛]/gu, "'")
		.replace(/\bt\/m\b/giu, 'tot')
		.replace(/\b(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll('.', '') + ' ');
	const shared = share.test(tidy);
	const body = tidy.replace(quoted, '').replace(share, '').replace(noteStart, '');
	return { tokens: tokensOf(body), shared, trailing: ellipsis.test(body), open: !closed.test(body) };
}

function tokensOf(body: string): Token[] {
	const tokens: Token[] = [];
	let sentence = 0;
	let clause = 0;
	let before = '';
	for (const match of body.replaceAll('…', '...').matchAll(pattern)) {
		const groups = match.groups ?? {};
		const raw = match[0];
		const mark = groups['mark'];
		if (mark) {
			if (mark === '.' && (/^\p{L}$/u.test(before) || abbreviations.has(before.toLowerCase()))) continue;
			before = '';
			tokens.push({ kind: 'mark', text: mark, capital: false, sentence, clause });
			if (/[.!?\n]/.test(mark)) sentence++;
			if (!/[&%€-]/.test(mark)) clause++;
			continue;
		}
		before = raw;
		const add = (kind: TokenKind, text: string, capital = false): void => void tokens.push({ kind, text, capital, sentence, clause });
		if (groups['address']) add('address', raw);
		else if (groups['mention']) add('mention', raw.toLowerCase());
		else if (groups['hashtag']) add('hashtag', fold(groups['hashtag']).replaceAll('_', ''));
		else if (groups['number']) add('number', raw);
		else if (groups['emoji']) add('emoji', raw);
		else {
			const plain = groups['leet']
				? raw.replace(/(?<=\p{L})[013457@$€]+(?=\p{L})/gu, (run) => [...run].map((sign) => lookalike[sign] ?? sign).join(''))
				: raw;
			const capital = /^\p{Lu}/u.test(plain) && /\p{Ll}/u.test(plain);
			const folded = fold(plain)
				.replaceAll('-', '')
				.replace(/^'|'s?$/gu, '')
				.replaceAll("'", plain.includes("n't") ? "'" : '');
			for (const part of (shorthand[folded] ?? folded).split(' ')) if (part) add(/^\d+$/.test(part) ? 'number' : 'word', part, capital);
		}
	}
	return tokens;
}
