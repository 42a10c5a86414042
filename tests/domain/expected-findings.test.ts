import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nameOf } from '$lib/domain/findings/names';
import { Harm } from '$lib/domain/findings/rumour';
import { IncidentKind } from '$lib/domain/incident/incident';
import { isFor } from '$lib/domain/prepared/starter-texts';

/** A key never changes: what an installation edits, and the finding that is made of it, refer to it. */
const Key = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const InBoth = z.strictObject({ nl: z.string().min(1).max(300), en: z.string().min(1).max(300) });
/** Other wordings, as residents type them: lower case and without punctuation at the end. */
const Synonyms = z.strictObject({
	nl: z.array(z.string()).min(4).max(8),
	en: z.array(z.string()).min(2).max(4)
});
/** `incidents`: kinds of incident; empty means every kind. */
const ReadyNeed = z.strictObject({ key: Key, incidents: z.array(IncidentKind), text: InBoth, synonyms: Synonyms });
/** `harm`: a proposal, since a person judges it; `holding`: an example of a holding statement, never approved. */
const ExpectedRumour = z.strictObject({ ...ReadyNeed.shape, harm: Harm, holding: InBoth });
const ExpectedFindings = z.strictObject({ needs: z.array(ReadyNeed), rumours: z.array(ExpectedRumour) });

const file = readFileSync('src/lib/domain/prepared/expected-findings.json', 'utf8');
const { needs, rumours } = ExpectedFindings.parse(JSON.parse(file));
const all = [...needs, ...rumours];
const languages = ['nl', 'en'] as const;

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!]) /);
const wordCount = (sentence: string): number => sentence.split(' ').length;
const repeated = (names: readonly string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at);
const namesOf = ({ text, synonyms }: z.infer<typeof ReadyNeed>): string[] =>
	[text.nl, text.en, ...synonyms.nl, ...synonyms.en].map(nameOf);

test('every key is there once', () => {
	expect(repeated(all.map(({ key }) => key))).toEqual([]);
});

test('every kind is named once, and not all of them: that is an empty list', () => {
	for (const { key, incidents } of all) {
		expect(repeated(incidents), key).toEqual([]);
		expect(incidents.length, key).toBeLessThan(IncidentKind.options.length);
	}
});

describe.each(IncidentKind.options)('an incident of kind %s', (kind) => {
	const ownNeeds = needs.filter((need) => isFor(need, kind));
	const ownRumours = rumours.filter((rumour) => isFor(rumour, kind));

	test('has 10 to 15 needs and 5 to 8 rumours', () => {
		expect(ownNeeds.length).toBeGreaterThanOrEqual(10);
		expect(ownNeeds.length).toBeLessThanOrEqual(15);
		expect(ownRumours.length).toBeGreaterThanOrEqual(5);
		expect(ownRumours.length).toBeLessThanOrEqual(8);
	});

	test('has no two needs, or two rumours, with the same name or synonym', () => {
		expect(repeated(ownNeeds.flatMap(namesOf))).toEqual([]);
		expect(repeated(ownRumours.flatMap(namesOf))).toEqual([]);
	});
});

test('synonyms are short and written as people type them', () => {
	for (const { key, synonyms } of all)
		for (const synonym of [...synonyms.nl, ...synonyms.en]) {
			expect(synonym, key).toMatch(/^\p{Ll}[\p{Ll}\p{N}' -]*$|^\p{N}+[\p{Ll}\p{N}' -]*$/u);
			expect(wordCount(synonym), synonym).toBeLessThanOrEqual(10);
		}
});

test('a need is one question of at most twelve words', () => {
	for (const { text } of needs)
		for (const language of languages) {
			expect(text[language]).toMatch(/^\p{Lu}[^.?!]*\?$/u);
			expect(wordCount(text[language]), text[language]).toBeLessThanOrEqual(12);
		}
});

test('a claim is one sentence without a question mark', () => {
	for (const { text } of rumours)
		for (const language of languages) {
			expect(text[language]).toMatch(/^\p{Lu}[^.?!]*$/u);
			expect(wordCount(text[language]), text[language]).toBeLessThanOrEqual(12);
		}
});

describe('a holding statement', () => {
	const numbers = {
		nl: /\p{N}|(?<!\p{L})(één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|honderd\w*|duizend\w*|miljoen\w*)(?!\p{L})/iu,
		en: /\p{N}|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds?|thousands?|millions?)\b/iu
	};
	/** Words that say how it is, for or against the claim. */
	const verdicts = {
		nl: /\b(is|zijn) (niet |wel |gewoon )?(waar|onwaar|veilig|onveilig|gevaarlijk|schoon|giftig|juist|onjuist|vals|nep)\b|klopt (niet|wel)|kloppen (niet|wel)|\b(er is|er zijn) geen\b|geen (gevaar|reden|sprake)|onzin|nepnieuws|fabel|ontkracht|bevestigd dat|maak u geen zorgen/iu,
		en: /\b(is|are) (not )?(safe|unsafe|dangerous|clean|toxic|correct|incorrect|false|fake|untrue)\b|\b(is|are) (not )true\b|\bthere (is|are) no\b|\bno (danger|reason|risk)\b|nonsense|hoax|fake news|confirmed that|do not worry/iu
	};
	const unknown = { nl: /\bweten (wij )?(het antwoord )?nog niet\b/iu, en: /\bdo not know\b.*\byet\b/iu };
	const heard = {
		nl: /^(Er (gaan|zijn|is|wordt|worden)|Mensen (vragen|wijzen)|Wij zien) /u,
		en: /^(Messages?|Stories|Tips|Calls|People|Businesses and people|Names and photos|We see) /u
	};
	const news = {
		nl: /\b(leest u|u leest)\b[^.]*(website|politie|RIVM)|politie\. Daar leest u ook bevestigd nieuws/iu,
		en: /website|\bnews\b.* from (the police|them)\b/iu
	};

	test.each(languages)('in %s has short sentences, and fits in a post of 280 characters', (language) => {
		for (const { key, holding } of rumours) {
			const text = holding[language];
			expect(text, key).toMatch(/^\p{Lu}.*\.$/u);
			expect(text.length, key).toBeLessThanOrEqual(280);
			expect(sentencesOf(text).length, key).toBeGreaterThanOrEqual(3);
			for (const sentence of sentencesOf(text)) expect(wordCount(sentence), sentence).toBeLessThanOrEqual(20);
		}
	});

	test.each(languages)('in %s has no number and no verdict', (language) => {
		for (const { key, holding } of rumours) {
			expect(holding[language], key).not.toMatch(numbers[language]);
			expect(holding[language], key).not.toMatch(verdicts[language]);
		}
	});

	test.each(languages)('in %s says what goes round, what is not known yet and where news comes', (language) => {
		for (const { key, holding } of rumours) {
			const sentences = sentencesOf(holding[language]);
			expect(sentences[0], key).toMatch(heard[language]);
			expect(sentences[1], key).toMatch(unknown[language]);
			expect(sentences.slice(-2).join(' '), key).toMatch(news[language]);
		}
	});

	test.each(languages)('in %s never repeats the claim', (language) => {
		for (const { key, text, holding } of rumours)
			expect(nameOf(holding[language]), key).not.toContain(nameOf(text[language]));
	});
});
