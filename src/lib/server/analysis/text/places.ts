import gazetteer from './places.nl.json';
import { memoize } from './memoize';
import { fold, wordsOf, type TextToken } from './words';

/** Finds the names of places in a post: well-known Dutch ones, those of the incident, and words formed like street names. */

/** The incident's place and the place words of its search profile. */
export interface Setting {
	/** where the incident is; naming it or not makes no difference within its own incident */
	readonly place: string | null;
	readonly places: readonly string[];
}

interface KnownPlace {
	/** the name, folded and joined */
	readonly value: string;
	/** how many tokens it takes */
	readonly length: number;
	/** the incident's own place, implied when left out */
	readonly implied: boolean;
}

const OTHER_NAMES =
	`noord zuid oost west noorden zuiden oosten westen noordoost noordwest zuidoost zuidwest noordoosten noordwesten zuidoosten zuidwesten
	groningen friesland drenthe overijssel gelderland flevoland utrecht noordholland zuidholland zeeland noordbrabant brabant limburg twente achterhoek veluwe
	maas rijn waal ijssel geul roer lek merwede vecht amstel linge dommel eem ijsselmeer markermeer noordzee waddenzee
	nederland belgie duitsland holland randstad`.split(/\s+/);

const STREET =
	/^\p{L}{3,}(?:straat|straatweg|weg|laan|plein|kade|gracht|singel|steeg|dijk|haven|hof|veld|polder|kwartier|buurt|wijk|park|sluis|brug|plantsoen|dreef|donk|str)$/u;
const NOT_STREETS = new Set(
	`onderweg snelweg snelwegen uitweg halverwege rijksweg landweg zeedijk winterdijk zomerdijk waterkant fietspad sportpark bedrijvenpark pretpark dierenpark vakantiepark
	binnenstad woonwijk achterstandswijk nieuwbouwwijk volkswijk buitenwijk wapenstilstand speelveld voetbalveld sportveld kerkhof gerechtshof begraafplaats parkeerplein schoolplein
	jachthaven luchthaven zeehaven ophaalbrug loopbrug fietsbrug hangbrug spoorbrug luchtbrug hoofdstraat_ doorweg rotonde toegangsweg invalsweg aanvoerweg vluchtweg
	uitvalsweg hoofdweg zijstraat winkelstraat dorpsstraat_ woonbuurt nabuurt hoofdkwartier winkelwijk stadspark_ wegwerkzaamheden slagveld noodweg`
		.split(/\s+/)
		.filter((word) => !word.endsWith('_'))
);

const ROAD = /^[an]\d{1,3}$/;
/** A name of a street or neighbourhood, or a road number, by its form; null for other words. */
const streetName = memoize((word): string | null => {
	if (ROAD.test(word)) return word;
	return STREET.test(word) && !NOT_STREETS.has(word) ? word.replace(/str$/, 'straat') : null;
});
const joinedName = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]/gu, '');
const AMBIGUOUS: ReadonlySet<string> = new Set(gazetteer.alsoWords.map(joinedName));

/** Every known name by its first word: the names that begin with it, as lists of words, longest first. */
function indexByFirstWord(names: readonly string[]): ReadonlyMap<string, readonly (readonly string[])[]> {
	const index = new Map<string, (readonly string[])[]>();
	for (const name of names) {
		const words = wordsOf(name).tokens.map((token) => token.text);
		const first = words[0];
		if (!first) continue;
		const list = index.get(first) ?? [];
		list.push(words);
		index.set(first, list);
	}
	for (const list of index.values()) list.sort((a, b) => b.length - a.length);
	return index;
}

const KNOWN_NAMES = indexByFirstWord([...gazetteer.names, ...OTHER_NAMES]);

/** Finds places in posts of one incident. */
export class Places {
	readonly #incidentNames: ReadonlyMap<string, readonly (readonly string[])[]>;
	readonly #implied: string;

	constructor(setting: Setting) {
		this.#incidentNames = indexByFirstWord([...setting.places, ...(setting.place ? [setting.place] : [])]);
		this.#implied = setting.place ? joinedName(setting.place) : '';
	}

	/** The place that begins at a token, or null. A name that is also a word needs a capital within a sentence. */
	at(tokens: readonly TextToken[], at: number): KnownPlace | null {
		const token = tokens[at];
		if (!token || (token.kind !== 'word' && token.kind !== 'hashtag')) return null;
		const own = longestMatch(this.#incidentNames.get(token.text), tokens, at);
		const found = own || longestMatch(KNOWN_NAMES.get(token.text), tokens, at);
		if (found) {
			const value = joinedName(
				tokens
					.slice(at, at + found)
					.map((part) => part.text)
					.join('')
			);
			if (own || !AMBIGUOUS.has(value) || (token.capital && at > 0 && tokens[at - 1]?.kind === 'word')) {
				return { value: compassPoint(value), length: found, implied: value === this.#implied };
			}
		}
		const built = streetName(token.text);
		return built === null ? null : { value: built, length: 1, implied: false };
	}
}

/** "het oosten" is "oost". */
const compassPoint = (name: string): string => name.replace(/^((?:noord|zuid)?(?:oost|west)|noord|zuid)en$/, '$1');

function longestMatch(
	names: readonly (readonly string[])[] | undefined,
	tokens: readonly TextToken[],
	at: number
): number {
	return names?.find((words) => words.every((word, step) => tokens[at + step]?.text === word))?.length ?? 0;
}
