import { expect, test } from 'vitest';
import en from '../../messages/en.json';
import nl from '../../messages/nl.json';
import { expansionsOf, messagesIn, sentencesIn, wordsIn } from './every-message';
import { officialeseIn } from './officialese';

/** Level B1 (words.md): longer sentences are read twice. */
const LONGEST = 20;

test('a message is measured as it stands on the screen: every branch, filled in, sentence by sentence', () => {
	expect(expansionsOf('{n, plural, one {# bericht} other {# berichten}} van {wie}.', 'nl-NL')).toEqual([
		'12 bericht van wie.',
		'12 berichten van wie.'
	]);
	expect(sentencesIn('Geen verbinding. U kunt doorwerken: alles blijft.\nGoed')).toEqual([
		'Geen verbinding.',
		'U kunt doorwerken:',
		'alles blijft.',
		'Goed'
	]);
	expect(wordsIn('– een (tweede) woord, 3 × –')).toEqual(['een', '(tweede)', 'woord,', '3']);
});

test.each([
	['nl', 'nl-NL', nl],
	['en', 'en-GB', en]
] as const)('no sentence on a screen is longer than twenty words (%s)', (_, locale, tree) => {
	const long = messagesIn(tree).flatMap(([key, text]) =>
		expansionsOf(text, locale).flatMap((said) =>
			sentencesIn(said)
				.filter((sentence) => wordsIn(sentence).length > LONGEST)
				.map((sentence) => `${key}: ${sentence}`)
		)
	);
	expect(long).toEqual([]);
});

test('no officialese stands on a screen', () => {
	expect(officialeseIn('U dient te betalen, indien men dit nader bewerkstelligt.')).toEqual([
		'bewerkstellig*',
		'dient te',
		'indien',
		'nader',
		'men'
	]);
	expect(officialeseIn('Mensen vragen wat zij samen kunnen doen. Indienen kan.')).toEqual([]);
	const found = messagesIn(nl).flatMap(([key, text]) =>
		officialeseIn(expansionsOf(text, 'nl-NL').join(' ')).map((phrase) => `${key}: ${phrase}`)
	);
	expect(found).toEqual([]);
});

test('the reader is spoken to as "u"', () => {
	const familiar = /(?<![\p{L}’'])(je|jij|jou|jouw|jullie)(?![\p{L}’'])/iu;
	expect(messagesIn(nl).filter(([, text]) => familiar.test(text))).toEqual([]);
});
