import { describe, expect, test } from 'vitest';
import { helpHint } from '$lib/server/analysis/help/calls-for-help';
import { languageOf } from '$lib/server/analysis/language';
import * as examples from './help-examples';
import { precision, recall, shown, type Counts } from './measure';
import { exercises, helpExamples, postsOf } from './own-texts';

const hinted = (text: string): boolean => helpHint(text, languageOf(text)?.lang ?? null) !== null;

function measured(inDanger: readonly string[], not: readonly string[]): Counts {
	const hit = inDanger.filter(hinted).length;
	return { hit, missed: inDanger.length - hit, wrong: not.filter(hinted).length };
}

describe('a hint of a call for help', () => {
	test.each([
		['breathing', 'Mijn moeder zit boven en krijgt geen lucht'],
		['being trapped', 'we zitten vast in de lift en er komt rook naar binnen'],
		['being alone and unable to walk', 'ik zit alleen in mijn rolstoel op 5 hoog, de lift doet het niet'],
		['a device that fails', 'stroom weg en mijn zoon ligt aan de beademing'],
		['a child or elder who is stuck', 'oma zit op zolder en het water stijgt'],
		['fire inside', 'ons huis staat in brand, Kerkstraat 12'],
		['a child that is missing', 'Mijn dochtertje van 4 is weg, rode jas, bij de kermis'],
		['a personal alarm', 'personenalarm van tante Riet gaat af en ze zegt niks meer'],
		['whispering', '20:51 vr, fluistert. Zit onder haar bureau, hoort schoten op de gang.'],
		['112 that does not answer', '112 is niet bereikbaar en mijn vrouw is bewusteloos']
	])('is given for %s', (_, text) => {
		expect(hinted(text)).toBe(true);
	});

	test.each([
		['an offer of help', 'Wij hebben een boot en kunnen mensen ophalen, bel gerust'],
		['advice', 'Wordt u benauwd? Bel 112. Blijf binnen en sluit ramen en deuren.'],
		['news', 'Brandweer heeft alle bewoners van het dak gehaald, niemand gewond'],
		['a joke', 'help, ik verveel me'],
		['what is over', 'mijn moeder was benauwd maar gelukkig gaat het nu weer goed'],
		['a question', 'weet iemand of de school open is?'],
		['a denial', 'Geen benauwdheid, geen klachten'],
		['a thing', 'Mijn auto zit nog in de parkeergarage, wanneer mag ik erbij?'],
		['an animal', 'Onze kat zit al twee dagen vast op het dak van de kerk'],
		['a game', 'Level 30, opgesloten in de kerker, iemand een hint?'],
		['an official', 'Brandweer: er zitten nog drie mensen in de lift, wij zijn bij hen'],
		['a question about one', 'Zitten er nog mensen vast in de lift?'],
		['a word that was cut off', 'Mijn moeder zit in de trein naar huis en zij stik…']
	])('is not given for %s', (_, text) => {
		expect(hinted(text)).toBe(false);
	});

	test('says why: the signs with their words, method, version and certainty', () => {
		expect(helpHint('Mijn moeder zit boven en krijgt geen lucht', 'nl')).toMatchObject({
			method: 'calls-for-help.words',
			version: 2
		});
		expect(helpHint('Mijn moeder zit boven en krijgt geen lucht', 'nl')?.reason).toContain(
			'breathing: krijgt geen lucht'
		);
		const hint = helpHint('Mijn moeder krijgt geen lucht', null);
		expect(hint?.certainty).toBe(hint?.score);
	});

	test('does not run on from one sentence into the next', () => {
		expect(hinted('We zitten vast in de lift')).toBe(true);
		expect(hinted('Gezellig dat we zitten. Vast ook koffie, in de lift hangt het programma')).toBe(false);
	});

	test('finds nothing in an empty text or in emoji', () => {
		expect(helpHint('', null)).toBeNull();
		expect(helpHint('🔥🔥🔥', null)).toBeNull();
	});
});

describe('measured on our own examples', () => {
	test('the examples that the words were chosen and weighed on', () => {
		const counts = measured(
			[...examples.inDanger, ...examples.inDangerAfterwards, ...examples.inDangerUnseen, ...examples.moreInDanger],
			[
				...examples.notInDanger,
				...examples.notInDangerAfterwards,
				...examples.notInDangerUnseen,
				...examples.everydayInACrisis
			]
		);
		console.log(`calls for help, examples the words were chosen on: ${shown(counts)}`);
		expect(recall(counts)).toBeGreaterThanOrEqual(0.95);
		expect(precision(counts)).toBeGreaterThanOrEqual(0.8);
	});

	test('the held-out examples', () => {
		const counts = measured(examples.inDangerHeldOut, examples.notInDangerHeldOut);
		console.log(`calls for help, held-out examples: ${shown(counts)}`);
		expect(recall(counts)).toBeGreaterThanOrEqual(0.75);
		expect(precision(counts)).toBeGreaterThanOrEqual(0.75);
	});

	test.each([
		['developing', 0.9, 0.9],
		['measuring', 0.85, 0.8]
	] as const)('examples of many kinds of incident, the half for %s', (half, found, right) => {
		const [inDanger, not] = [true, false].map((help) =>
			helpExamples(half)
				.filter((example) => example.help === help)
				.map(({ text }) => text)
		);
		const counts = measured(inDanger ?? [], not ?? []);
		console.log(`calls for help, made-up examples for ${half}: ${shown(counts)}`);
		expect(recall(counts)).toBeGreaterThanOrEqual(found);
		expect(precision(counts)).toBeGreaterThanOrEqual(right);
	});

	test('the exercises: nearly every call for help is found, with at most ten other posts in 500', () => {
		const counts: Counts = { hit: 0, wrong: 0, missed: 0 };
		const posts = exercises.flatMap(postsOf);
		for (const { text, gold } of posts) {
			const hint = hinted(text);
			if (hint || gold.help) counts[hint && gold.help ? 'hit' : hint ? 'wrong' : 'missed']++;
		}
		console.log(`calls for help, exercises of ${posts.length} posts: ${shown(counts)}`);
		expect(recall(counts)).toBeGreaterThanOrEqual(0.9);
		expect(counts.wrong / posts.length).toBeLessThan(10 / 500);
	});
});
