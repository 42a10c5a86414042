import type { Method } from '$lib/domain/core/method';
import { methodFigure } from '../measured';
import { circumstances } from './circumstances';
import { danger } from './danger';
import { dangerSeen } from './danger-seen';
import { lexicon } from './lexicon';
import { Phrases, spoken, type PhraseMatch, type HelpSignal } from './match';
import { reassurance } from './reassurance';
import type { Hint } from '../hint';

/** Signs that no person is in danger now: animals, things, games and stories, official texts, and rescues. */

const wordSignal = (code: string, list: string): HelpSignal => ({ code, weight: 1, phrases: list.trim().split(/\s+/) });

const NOT_A_PERSON: readonly HelpSignal[] = [
	wordSignal(
		'animal',
		`kat kater poes kitten hond hondje hondjes puppy teckel konijn cavia hamster paard paarden pony pony's ezel schaap schapen lam koe koeien kalf kalveren varken
		varkens geit geiten kip kippen haan zwaan zwanen eend eenden gans vogel vogels duif duiven papegaai parkiet eekhoorn egel muis rat vos ree hert schildpad slang
		dierenambulance dierenarts baasje gechipt cat dog horse katze hund pferd kedi kopek kot pies قطة كلب кіт собака`
	),
	wordSignal(
		'thing',
		`fiets scooter laptop tas tasje koffer sleutel sleutels sleutelbos portemonnee telefoonhoesje pakket pakketje camera oplader kaartje kaartjes fietsen
		rollator containerschip tanker lading zonnepanelen vriezer wasmachine kabel bagage cello's knuffel broodtrommel cadeau boodschappen brommer caravan drone `
	),
	wordSignal(
		'play',
		`level quest quests game gamen gametje computerspel eindbaas glitch escaperoom kerker film filmpje serie aflevering musical toneel toneelstuk boek pagina hoofdstuk
		recept taart cake team ploeg wedstrijd keeper spits verdediging goal uitwedstrijd scheids training marathon optocht carnaval cursus les lessen oefening oefent oefenen
		oefendag simulatie nagespeelde figuranten webinar vergadering quiz poll pop lachen lach grap spelen speelt tentamen herkansing examen energierekening rekening 		kleuterklas kruiswoord puzzel vakantie droom droomde nachtmerrie kantoor afdeling klantenservice helpdesk verzekering belasting sale nepbloed`
	),
	wordSignal(
		'formal',
		`u uw uzelf slachtoffers slachtoffer gewonden opvarenden reizigers inzittenden omwonenden betrokkenen nabestaanden`
	),
	wordSignal(
		'reported',
		`filmpje foto video beelden bericht nepbericht gerucht verhaal verhalen krant nieuws liveblog minister kamervragen raad raadslid verslaggever redactie deadline
		uitzending interview bronnen bron persmoment bevestigen bevestigd onzin nep verdachte getuige aangehouden onderzoek oorzaak`
	),
	wordSignal(
		'rescued',
		`bevrijd gered terecht teruggevonden gevonden geborgen gereanimeerd overleden omgekomen bezweken onwelwording veilig ongedeerd ingelicht geland geholpen hersteld
		teruggekeerd opgelost afgesloten safe rescued gerettet`
	)
];

interface HelpHint extends Hint {
	/** 0 to 1, the same number as `score` */
	readonly certainty: number;
}

const METHOD = 'calls-for-help.words';
const VERSION = 2;

/** For the page of methods; `npm run evaluate` measures the figures. */
export const method: Method = {
	key: 'help',
	version: VERSION,
	figures: [methodFigure('recall', 'help.recall of other incidents'), methodFigure('call', 'shown.call')]
};

/** The lowest certainty of a hint. From `CALL_FROM` on, a story is listed as a call instead of in the queue. */
const MIN_CERTAINTY = 0.4;

/**
 * The weight of each sign in the log-odds that somebody is in danger: found by logistic regression on our own examples
 * (tests/server/analysis/help-examples.ts, the developing half of tests/fixtures/analysis) and the exercises, rounded.
 */
const WEIGHTS: Readonly<Record<string, number>> = {
	danger: 3.9,
	threat: 2.1,
	'asks for help': 2.1,
	'says where': 2,
	kin: 1.9,
	note: 1.6,
	vulnerable: 1.4,
	harm: 1.2,
	'other language': 0.9,
	impeded: 0.8,
	confined: 0.8,
	loud: 0.7,
	alone: 0.6,
	'cannot walk': 0.6,
	we: 0.5,
	third: 0.4,
	formal: -0.8,
	laughs: -0.9,
	asks: -0.9,
	'asks about it': -1,
	reported: -1,
	rescued: -1.1,
	'official voice': -1.3,
	play: -1.6,
	offer: -1.6,
	official: -1.7,
	animal: -1.8,
	thing: -1.8,
	advice: -1.9,
	advises: -1.9,
	calm: -2.1,
	report: -2.3,
	joke: -2.5,
	over: -3
};
const INTERCEPT = -5.63;

/** Signs that count twice when there are two of them. */
const COUNTED_TWICE = new Set([
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
/** Signs that are not named in the reason: nobody is in danger because they say "we". */
const UNNAMED = new Set(['we', 'third']);

const SIGN_PHRASES = new Phrases([...danger, ...dangerSeen, ...circumstances, ...lexicon]);
const DANGER_SIGNALS = new Set([...danger, ...dangerSeen]);
const DOUBT_PHRASES = new Phrases([...reassurance, ...NOT_A_PERSON]);
/** Signals that count only for a person, not for a thing: "zit nog", "ligt vast". */
const NEEDS_PERSON = new Set(['trapped', 'stranded']);
const THINGS = new Set(
	`auto auto's autootje fiets fietsen scooter laptop tas koffer sleutel sleutels schip tanker containerschip vrachtwagen boot bootje trein tram deur tank rollator
	pakket pakketje lading kraan rekening dossier vergunning geld feest minister gemeente wethouder kabinet raad`.split(
		/\s+/
	)
);
/** Whether the subject of a verb is a thing: "mijn auto zit", "zit mijn auto". */
const isThing = (words: readonly string[], at: number): boolean =>
	THINGS.has(words[at - 1] ?? '') ||
	(THINGS.has(words[at + 2] ?? '') && /^(?:de|het|die|dat|mijn|onze|zijn|haar)$/.test(words[at + 1] ?? ''));
/** The incomplete last word of a truncated text. The pattern looks back from the end, for speed. */
const CUT_WORD = /$(?<=([\p{L}\p{N}]+)(?:…|\.{3}))/u;
function withoutCutWord(text: string): string {
	const end = text.trimEnd();
	if (!end.endsWith('…') && !end.endsWith('...')) return text;
	const word = CUT_WORD.exec(end)?.[1];
	return word === undefined ? end : end.slice(0, end.length - word.length - (end.endsWith('…') ? 1 : 3));
}
const DENYING = new Set('geen niet niemand nooit zonder no not kein keine nicht nie bez'.split(' '));
const PATTERNS: readonly (readonly [string, RegExp])[] = [
	['laughs', /[😂🤣😅😹😜😁]/u],
	// An address: somebody wants to be found.
	[
		'says where',
		/(?<=\p{L}{2})(?:straat|laan|weg|kade|plein|hof|dijk|gracht|singel|park|oever|pad|dreef|street|road)\s+\d+|\b(?:Dreef|Hof|Plein|Laan|Kade)\s+\d+|\b(?:vak|plek|ark|boei|nr|rij|paal|wagon|gate)\s+[\dA-Z]/iu
	],
	// A note of the telephone desk.
	[
		'note',
		/^\d{1,2}[.:]\d{2}\b.{0,30}?\b(?:mw|vr|dhr|mevr|man|vrouw|meisje|jongen|vader|moeder|dame|heer|automobilist)\b/i
	],
	['asks', /[?؟]["'”)\]]*\s*(?:#\S+\s*|@\S+\s*)*$/],
	[
		'asks about it',
		/^(?:RT @\w+: )?(?:is|zijn|was|hoe|hoeveel|waarom|wanneer|liggen|zitten|zit|weet iemand|klopt|waar|welke|mag|moet|moeten|heeft|gaat|gaan|ligt|leeft|wordt|kunnen|heb)\b[^.!]*\?/i
	],
	[
		'advises',
		/(?:^|[.!?:]\s)(?:zit|bent|heeft|hebt|wordt|ziet|hoort|raakt|ruikt|woont|krijgt) u\b|^(?:bij|cursus|tip|ehbo)\b[^.!?]*:/i
	],
	['loud', /!!|\b[A-Z]{4,}\b.*\b[A-Z]{3,}\b/],
	[
		'official voice',
		/^(?:RT @\w+: )?(?:(?:de )?(?:politie|brandweer|gemeente|veiligheidsregio|ggd|ghor|rijkswaterstaat|waterschap|reddingsdienst|kustwacht|omroep|ziekenhuis|nl-alert)\b[^.!?]{0,20}:|vermist:)|^RT @(?:pol|politie|brandweer|gem|vr|ggd|ghor|rws|omroep)\w*:/i
	]
];

/**
 * Whether a post may be a call for help of a person in danger now. It adds the weights of signs: words of danger, who is
 * hurt, by what, why they cannot get away, whom they call. Questions, jokes, offers, advice, news, animals and past events
 * count against it. The reason names the signs with their words. Dutch first; English, German, Turkish, Polish, Arabic and
 * Ukrainian by their common phrases, in texts of any `lang`, as the language of short texts is often mistaken.
 */
export function helpHint(text: string, lang: string | null): HelpHint | null {
	const found = weigh(text, lang);
	if (!found) return null;
	const certainty = Math.round(100 * found.certainty) / 100;
	if (certainty < MIN_CERTAINTY) return null;
	const reason = found.signs
		.filter(([code]) => !UNNAMED.has(code) && (WEIGHTS[code] ?? 1) > 0)
		.map(([code, phrases]) => `${code}: ${phrases[0]?.words ?? ''}`)
		.join('; ');
	return { certainty, score: certainty, method: METHOD, version: VERSION, reason };
}

/** The certainty that somebody is in danger, 0 to 1, also when it is too low for a hint. */
export const helpCertainty = (text: string, lang: string | null): number => weigh(text, lang)?.certainty ?? 0;

function weigh(text: string, lang: string | null): (Evidence & { readonly certainty: number }) | null {
	const found = evidenceIn(withoutCutWord(text.slice(0, 2000)), lang);
	if (!found) return null;
	let sum = INTERCEPT;
	for (const [code, amount] of found.amounts) sum += amount * (WEIGHTS[code] ?? 0);
	return { ...found, certainty: 1 / (1 + Math.exp(-sum)) };
}

interface Evidence {
	/** the amount of each sign */
	readonly amounts: ReadonlyMap<string, number>;
	/** the signs of danger, with their words */
	readonly signs: readonly (readonly [string, readonly PhraseMatch[]])[];
}

/** Null for a text without a sign of danger and with fewer than two other signs. */
function evidenceIn(text: string, lang: string | null): Evidence | null {
	const words = spoken(text);
	const isNotDenied = ({ at }: Pick<PhraseMatch, 'at'>): boolean => !DENYING.has(words[at - 1] ?? '');
	const isPerson = ({ signal, at }: PhraseMatch): boolean => !NEEDS_PERSON.has(signal.code) || !isThing(words, at);
	const found = SIGN_PHRASES.in(words);
	const dangerSigns = byCode(
		found.filter((phrase) => DANGER_SIGNALS.has(phrase.signal) && isNotDenied(phrase) && isPerson(phrase))
	);
	const otherSigns = byCode(
		found.filter(({ signal, at }) => !DANGER_SIGNALS.has(signal) && (signal.code !== 'harm' || isNotDenied({ at })))
	);
	if (dangerSigns.size === 0 && otherSigns.size < 2) return null;

	const amounts = new Map<string, number>();
	let strength = 0;
	for (const [phrase] of dangerSigns.values()) strength += phrase?.signal.weight ?? 0;
	amounts.set('danger', Math.min(2, strength));
	for (const [code, phrases] of [...otherSigns, ...byCode(DOUBT_PHRASES.in(words))])
		amounts.set(code, COUNTED_TWICE.has(code) ? Math.min(2, phrases.length) : 1);
	for (const [code, pattern] of PATTERNS) if (pattern.test(text)) amounts.set(code, 1);
	if (lang !== null && lang !== 'nl') amounts.set('other language', 1);
	return { amounts, signs: [...dangerSigns, ...otherSigns] };
}

/** The different words found for each sign, the longest first. */
function byCode(found: readonly PhraseMatch[]): Map<string, PhraseMatch[]> {
	const codes = new Map<string, PhraseMatch[]>();
	for (const phrase of found) {
		const list = codes.get(phrase.signal.code) ?? [];
		if (!list.some((other) => other.words === phrase.words)) list.push(phrase);
		codes.set(phrase.signal.code, list);
	}
	for (const list of codes.values()) list.sort((a, b) => b.words.length - a.words.length);
	return codes;
}
