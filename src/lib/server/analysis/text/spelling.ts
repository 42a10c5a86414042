import { memoize } from './memoize';
import { synonymOf } from './synonyms';

/** Decides when two Dutch word forms are the same word: inflection, a listed synonym, the same sound, or a typing error. */

const NOT_PARTICIPLES = new Set(
	'gewond geld gebied geluid geduld geweld gezond gezicht gedicht gewicht gevecht gerucht bericht bewind besluit verband verstand verhuisd'.split(
		' '
	)
);
/** Words that look inflected and are not. */
const UNINFLECTED = new Set(
	'buiten binnen boven onder samen morgen eigen alleen tegen helemaal avond oosten westen noorden zuiden regen wapen teken kussen toetsen keuken'.split(
		' '
	)
);
const VOWEL = /[aeiouy]/;

/** A long vowel is written once in an open syllable: "straten", "straat". */
function closeSyllable(stem: string): string {
	const match =
		/^(.*[^aeiou])?([aou])([bcdfgklmnprstvz])$/.exec(stem) ?? /^([^aeiou]*)(e)([bcdfgklmnprstvz])$/.exec(stem);
	return match ? `${match[1] ?? ''}${match[2] ?? ''}${match[2] ?? ''}${match[3] ?? ''}` : stem;
}

function trimEnding(stem: string): string {
	const single = /([bcdfgklmnprst])\1$/.test(stem) ? stem.slice(0, -1) : closeSyllable(stem);
	return single.replace(/v$/, 'f').replace(/z$/, 's');
}

/**
 * The stem of a folded Dutch word form, good enough to find its inflections again; not always a word itself. Written
 * for this purpose, more careful than Snowball's with vowel length, so that "bomen" and "bommen" stay apart.
 */
export function stemOf(word: string): string {
	if (UNINFLECTED.has(word)) return word;
	const root = /^(?:ge)?(.{4,})(?:eren|eert|eerd|eerde|erend|atie|aties)$/.exec(word)?.[1];
	if (root && word.length >= 9) return root; // vaccineren, gevaccineerd, vaccinatie
	let stem = word;
	if (stem.length > 5 && /[^s](?:tjes?|pjes?|jes?)$/.test(stem) && !/(?:meisje|beetje)s?$/.test(stem)) {
		stem = stem.replace(/(?<=[aeiou][aeiou]|[rlnwmg])(?:etje|tje|pje)s?$/, '').replace(/(?:je)s?$/, '');
	} else if (stem.length > 4 && stem.endsWith('en') && VOWEL.test(stem.slice(0, -2)))
		stem = trimEnding(stem.slice(0, -2));
	else if (
		(stem.length > 4 || /^[^aeiou]+[aoe][dg]e$/.test(stem)) &&
		stem.endsWith('e') &&
		VOWEL.test(stem.slice(0, -1)) &&
		!/[aeiou]e$/.test(stem)
	)
		stem = trimEnding(stem.slice(0, -1));
	else if (stem.length > 4 && /[^s]s$/.test(stem) && !/(?:[aeiou]{2}|[ij])s$/.test(stem)) stem = stem.slice(0, -1);
	if (NOT_PARTICIPLES.has(stem)) return stem;
	if (stem.length > 5 && /^ge.*[^aeiou][td]$/.test(stem)) return stem.slice(2, -1);
	if (stem.length > 5 && /^(?:be|ver|ont|her).*[^aeiou][td]$/.test(stem)) return stem.slice(0, -1);
	return stem.length > 4 && /[^aeious]t$/.test(stem) ? stem.slice(0, -1) : stem;
}

/** What a folded word form means, as one form for its inflections and synonyms. */
function meaningOf(word: string): string {
	const direct = synonymOf.get(word);
	if (direct) return direct;
	const stem = stemOf(word);
	return synonymOf.get(stem) ?? stemmedSynonym.get(stem) ?? stem;
}

const stemmedSynonym: ReadonlyMap<string, string> = new Map(
	[...synonymOf].map(([word, canonical]) => [stemOf(word), canonical] as const)
);

/**
 * How a folded Dutch word sounds: "vermisd" and "vermist", "aktief" and "actief", "dreift" and "drijft". Vowel length
 * stays.
 */
function soundOf(word: string): string {
	return word
		.replace(/sch/g, 'sg')
		.replace(/ch|gh/g, 'g')
		.replace(/c(?=[eiy])/g, 's')
		.replace(/ck|c|q/g, 'k')
		.replace(/x/g, 'ks')
		.replace(/ph|v/g, 'f')
		.replace(/z/g, 's')
		.replace(/ij|ei|y/g, 'Y')
		.replace(/auw|ouw|au|ou/g, 'W')
		.replace(/ti(?=e$|es$|on)/g, 'si')
		.replace(/(?<=[YWu]i?|ie|oe|ui|eu)([bdfgklmnprst])\1/g, '$1')
		.replace(/dt$|d$/, 't')
		.replace(/b$/, 'p')
		.replace(/(?<=[dfgkpst])n$/, 'en')
		.replace(/(?<=[^e])en$/, 'e')
		.replace(/([aeou])\1(?=[bdfgklmnprst][aeiouYW])/g, '$1');
}

const PARTICLES =
	'mee binnen buiten aan uit op af om door in weg terug toe over dicht open na voor tegen vast thuis bij rond neer samen vrij klaar los stil leeg'.split(
		' '
	);

/** A separable verb in two: "meenemen" is "neem … mee". The parts, or null when the word has no such beginning. */
export const separable = memoize((word): { particle: string; verb: string } | null => {
	const particle = PARTICLES.find((part) => word.startsWith(part) && word.length >= part.length + 4);
	return particle
		? { particle, verb: meaningOf(word.slice(particle.length).replace(/^te(?=[^aeiou]?[aeiou].*en$)/, '')) }
		: null;
});

const SIMILAR_LETTERS = ['dt', 'fvw', 'sz', 'gk', 'mn', 'pb', 'iy', 'ei', 'ou', 'ck', 'sc'];
const soundsSimilar = (a: string, b: string): boolean =>
	SIMILAR_LETTERS.some((sounds) => sounds.includes(a) && sounds.includes(b));

/**
 * Whether two long words differ by one typing error: a letter too many, too few, doubled, two letters swapped, or one
 * replaced by another that sounds alike. The first letter must be equal.
 */
export function isTypingError(a: string, b: string): boolean {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	if (short.length < 5 || long.length - short.length > 1 || short[0] !== long[0]) return false;
	if (synonymOf.has(a) && synonymOf.has(b)) return false;
	let at = 0;
	while (at < short.length && short[at] === long[at]) at++;
	if (long.length > short.length)
		return (
			short.slice(at) === long.slice(at + 1) && (long.length > 6 || (long[at] === long[at - 1] && !lengthens(long, at)))
		);
	if (short.length < 6) return false;
	const swapped =
		short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
	return swapped || (soundsSimilar(short[at] ?? '', long[at] ?? '') && short.slice(at + 1) === long.slice(at + 1));
}

/** A doubled consonant between two vowels makes the first one short: "bomen", "bommen". */
const lengthens = (word: string, at: number): boolean =>
	/[aeou]/.test(word[at - 2] ?? '') && !VOWEL.test(word[at] ?? '') && VOWEL.test(word[at + 1] ?? '');

export interface Form {
	readonly meaning: string;
	readonly sound: string;
}

/** Meaning and sound of a folded word form. */
export const formOf = memoize((word): Form => ({ meaning: meaningOf(word), sound: soundOf(word) }));
