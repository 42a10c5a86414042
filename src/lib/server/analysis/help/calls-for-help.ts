import { circumstances } from './circumstances';
import { danger } from './danger';
import { lexicon } from './lexicon';
import { Phrases, spoken, type Found } from './match';
import { reassurance } from './reassurance';
import type { Hint } from '../hints/hint';

interface HelpHint extends Hint {
	/** 0 to 1, the same number as `score` */
	readonly certainty: number;
}

const METHOD = 'calls-for-help.words';
const VERSION = 1;

/** From here on it is a hint: missing a person in danger is worse than a look too many. */
const ENOUGH = 0.25;

/**
 * What each sign adds to the log-odds that somebody is in danger: found by logistic regression on our own examples
 * (tests/server/analysis/help-examples.ts) and the texts of our story pairs, rounded. An official voice, laughing and
 * what is over weigh more than found, since floods of posts have them.
 */
const weights: Readonly<Record<string, number>> = {
	danger: 2.8,
	harm: 1.2,
	threat: 1.2,
	vulnerable: 1.1,
	third: 1,
	kin: 1,
	'asks for help': 0.9,
	'says where': 0.8,
	we: 0.8,
	alone: 0.7,
	impeded: 0.7,
	confined: 0.6,
	now: 0.3,
	'cannot walk': 0.3,
	official: -0.8,
	offer: -0.7,
	report: -0.8,
	advice: -0.8,
	joke: -1,
	over: -1.7,
	calm: -1.3,
	laughs: -1.5
};
const NOBODY = -4.45;
/** Our lists are shorter in other languages than Dutch: fewer signs say as much there. */
const OTHER_LANGUAGE = 1;

/** Signs that count twice when there are two of them. */
const twice = new Set([
	'harm',
	'threat',
	'confined',
	'impeded',
	'calm',
	'official',
	'offer',
	'report',
	'advice',
	'joke',
	'over'
]);
/** Signs that make no reason: nobody is in danger because they say "we". */
const unspoken = new Set(['we', 'third', 'now', 'plea']);

const signs = new Phrases([...danger, ...circumstances, ...lexicon]);
const dangerous = new Set(danger);
const doubts = new Phrases(reassurance);
const denying = new Set('geen niet niemand nooit zonder no not kein keine nicht nie bez'.split(' '));
const laughing = /[😂🤣😅😹😜😁]/u;
/** An address: somebody wants to be found. */
const address =
	/\p{L}{2,}(?:straat|laan|weg|kade|plein|hof|dijk|gracht|singel|park|oever|pad|dreef|street|road)\s+\d+|\b(?:Dreef|Hof|Plein|Laan|Kade)\s+\d+/iu;

/**
 * Whether a post may be a call for help of a person in danger now. It adds up what stands in it: words of danger, who
 * is hurt, by what, where they cannot get away, whom they call; less what sounds like a joke, an offer, advice, news or
 * what is over. The reason names the signs with their words. Dutch first; English, German, Turkish, Polish, Arabic and
 * Ukrainian by their common phrases, whatever `lang` says, since short cries are often taken for another language.
 */
export function helpHint(text: string, lang: string | null): HelpHint | null {
	const words = spoken(text.slice(0, 2000));
	const undenied = ({ at }: Pick<Found, 'at'>): boolean => !denying.has(words[at - 1] ?? '');
	const found = signs.in(words);
	const inDanger = byCode(found.filter((phrase) => dangerous.has(phrase.signal) && undenied(phrase)));
	const present = byCode(
		found.filter(({ signal, at }) => !dangerous.has(signal) && (signal.code !== 'harm' || undenied({ at })))
	);
	if (inDanger.size === 0 && present.size < 2) return null;

	let sum = NOBODY + (lang === null || lang === 'nl' ? 0 : OTHER_LANGUAGE);
	let strength = 0;
	for (const [phrase] of inDanger.values()) strength += phrase?.signal.weight ?? 0;
	sum += Math.min(2, strength) * (weights['danger'] ?? 0);
	for (const [code, phrases] of [...present, ...byCode(doubts.in(words))])
		sum += (twice.has(code) ? Math.min(2, phrases.length) : 1) * (weights[code] ?? 0);
	if (/\d/.test(text) && address.test(text)) sum += weights['says where'] ?? 0;
	if (laughing.test(text)) sum += weights['laughs'] ?? 0;

	const certainty = Math.round(100 / (1 + Math.exp(-sum))) / 100;
	if (certainty < ENOUGH) return null;
	const reason = [...inDanger, ...present]
		.filter(([code]) => !unspoken.has(code) && (inDanger.has(code) || (weights[code] ?? 0) > 0))
		.map(([code, phrases]) => `${code}: ${phrases[0]?.words ?? ''}`)
		.join('; ');
	return { certainty, score: certainty, method: METHOD, version: VERSION, reason };
}

/** The different words found for each sign, the longest first. */
function byCode(found: readonly Found[]): Map<string, Found[]> {
	const codes = new Map<string, Found[]>();
	for (const phrase of found) {
		const list = codes.get(phrase.signal.code) ?? [];
		if (!list.some((other) => other.words === phrase.words)) list.push(phrase);
		codes.set(phrase.signal.code, list);
	}
	for (const list of codes.values()) list.sort((a, b) => b.words.length - a.words.length);
	return codes;
}
