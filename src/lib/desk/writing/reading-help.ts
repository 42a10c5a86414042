import type { Channel } from '$lib/domain/official-text/channel';

/** What could be simpler in a Dutch text, at level B1. Tips only: nothing is changed automatically. */
type ReadingTip =
	| { readonly kind: 'long'; readonly at: string; readonly words: number }
	| { readonly kind: 'hard'; readonly word: string; readonly plain: string }
	| { readonly kind: 'passive'; readonly words: string };

/** The number of words beyond which a sentence is called long. */
const LONG_SENTENCE = 20;
const MAX_TIPS = 8;

/** Officialese and its plain equivalents. A longer expression comes before a shorter one that it contains. */
const plainWords: readonly (readonly [string, string])[] = [
	['indien mogelijk', 'als het kan'],
	['met betrekking tot', 'over'],
	['ten gevolge van', 'door'],
	['als gevolg van', 'door'],
	['ten behoeve van', 'voor'],
	['in verband met', 'door'],
	['op dit moment', 'nu'],
	['op de hoogte stellen', 'laten weten'],
	['zorg dragen voor', 'zorgen voor'],
	['woonachtig', 'wonen'],
	['indien', 'als'],
	['teneinde', 'om'],
	['tevens', 'ook'],
	['echter', 'maar'],
	['derhalve', 'daarom'],
	['hierdoor', 'daardoor'],
	['reeds', 'al'],
	['gelieve', 'wilt u'],
	['dient u', 'moet u'],
	['dienen te', 'moeten'],
	['verzoeken wij', 'vragen wij'],
	['betreffende', 'over'],
	['omtrent', 'over'],
	['evacueren', 'weggaan uit uw huis'],
	['geëvacueerd', 'naar een veilige plek gebracht'],
	['calamiteit', 'ramp'],
	['registreren', 'inschrijven'],
	['contacteren', 'bellen'],
	['nuttigen', 'eten of drinken'],
	['consumeren', 'eten of drinken'],
	['voorts', 'ook'],
	['thans', 'nu'],
	['momenteel', 'nu'],
	['omwonenden', 'mensen die in de buurt wonen'],
	['adviseren', 'raden aan'],
	['ventilatie', 'frisse lucht'],
	['emissie', 'uitstoot'],
	['concentratie', 'hoeveelheid'],
	['verontreinigd', 'vies'],
	['autoriteiten', 'overheid'],
	['hulpverleningsdiensten', 'brandweer, politie en ambulance']
];

const passive =
	/\b(?:wordt|worden|werd|werden|is|zijn)\s+(?:[\p{L}]+\s+){0,4}?(ge[\p{L}]{3,}|ver[\p{L}]{3,}d|be[\p{L}]{3,}d)\b/giu;
/** Words that describe a state, so that `is gesloten` and the like are not passive. */
const stateWords = new Set([
	'gesloten',
	'gezond',
	'gewoon',
	'gevaarlijk',
	'genoeg',
	'geen',
	'gelijk',
	'getroffen',
	'gewond',
	'gemeente',
	'gebouw',
	'gebied',
	'verstandig',
	'bekend'
]);

const sentencesOf = (text: string): string[] =>
	text
		.split(/(?<=[.!?:])\s+|\n+/)
		.map((sentence) => sentence.trim())
		.filter(Boolean);

/** At most {@link MAX_TIPS}, in the order of the text: one for each sentence. */
export function readingTips(text: string): ReadingTip[] {
	const tips: ReadingTip[] = [];
	for (const sentence of sentencesOf(text)) {
		const words = sentence.split(/\s+/).length;
		const hard = plainWords.find(([word]) => new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'iu').test(sentence));
		const isPassive = ([, verb = '']: RegExpMatchArray): boolean => !stateWords.has(verb.toLowerCase());
		const done = [...sentence.matchAll(passive)].find(isPassive);
		if (words > LONG_SENTENCE) tips.push({ kind: 'long', at: sentence, words });
		else if (hard) tips.push({ kind: 'hard', word: hard[0], plain: hard[1] });
		else if (done) tips.push({ kind: 'passive', words: done[0] });
	}
	return tips.slice(0, MAX_TIPS);
}

/** Words of others; and words of a sentence that only says what we do, or that something is not known. */
const quoted = /‘[^’]*’|“[^”]*”|"[^"]*"/gu;
const open =
	/(?<!\p{L})(?:of|als|zodra|nog niet|niet bekend|weten (?:wij|we)|(?:wij|we) weten|zoeken|onderzoek\p{L}*|nagaan|gaan (?:wij|we)?.* na|navraag|mogelijk|misschien|nieuws|update|whether|if|not yet|looking into|check\p{L}*|may|might|news)(?!\p{L})/iu;
const states = /(?<!\p{L})(?:is|zijn|was|waren|klopt|kloppen|heeft|hebben|blijft|blijven|are|were|has|have)(?!\p{L})/iu;

/** The first sentence of a holding statement that says what is so; null for none. Nobody has established that yet. */
export const assertion = (text: string): string | null =>
	sentencesOf(text.replace(quoted, '‘…’')).find(
		(sentence) => !/[?:]$/.test(sentence) && !open.test(sentence) && states.test(sentence)
	) ?? null;

/** Advice for a specific channel, besides plain language. */
type ChannelTip =
	'saidLong' | 'saidLink' | 'saidBrackets' | 'noLink' | 'hashtags' | 'capitals' | 'longParagraph' | 'noTime';

/** The most words that can be spoken in one breath. */
const LONG_SPOKEN_SENTENCE = 15;
const networks: ReadonlySet<Channel> = new Set(['x', 'mastodon', 'bluesky', 'facebook']);

/** At most three tips. Text to speak, to post, to read on a page and to quote in the press has different rules. */
export function channelTips(channel: Channel, text: string): ChannelTip[] {
	if (text.trim() === '') return [];
	const hasLink = /https?:\/\/|\bwww\./i.test(text);
	const tips: (ChannelTip | false)[] =
		channel === 'phone'
			? [
					sentencesOf(text).some((sentence) => sentence.split(/\s+/).length > LONG_SPOKEN_SENTENCE) && 'saidLong',
					hasLink && 'saidLink',
					/[()[\]/]/.test(text.replace(/https?:\/\/\S+/g, '')) && 'saidBrackets'
				]
			: networks.has(channel)
				? [
						!hasLink && 'noLink',
						(text.match(/#\p{L}/gu) ?? []).length > 2 && 'hashtags',
						/\p{Lu}{4,}[^\p{L}]+\p{Lu}{4,}/u.test(text) && 'capitals'
					]
				: channel === 'website'
					? [text.split(/\n\s*\n/).some((part) => sentencesOf(part).length > 4) && 'longParagraph']
					: [!/\d{1,2}[.:]\d{2}/.test(text) && 'noTime'];
	return tips.filter((tip) => tip !== false);
}
