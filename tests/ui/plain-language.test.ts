import { expect, test } from 'vitest';
import { languages } from '$lib/i18n/language';
import { plural } from '$lib/messages/message';
import { allMessages, expansionsOf, sentencesIn, wordsIn } from './every-message';
import { officialeseIn } from './officialese';

/** Level B1: people read longer sentences twice. */
const MAX_WORDS = 20;

test('a message is measured as it shows on screen: every branch, filled in, sentence by sentence', () => {
	expect(
		expansionsOf(plural('n', { one: '<b>{n}</b> bericht van {wie}.', other: '{n} berichten van {wie}.' }))
	).toEqual(['n bericht van wie.', 'n berichten van wie.']);
	expect(sentencesIn('Geen verbinding. U kunt doorwerken: alles blijft.\nGoed')).toEqual([
		'Geen verbinding.',
		'U kunt doorwerken:',
		'alles blijft.',
		'Goed'
	]);
	expect(wordsIn('– een (tweede) woord, 3 × –')).toEqual(['een', '(tweede)', 'woord,', '3']);
});

test.each(languages)('no sentence on a screen is longer than twenty words (%s)', (language) => {
	const long = allMessages.flatMap(({ name, message }) =>
		expansionsOf(message[language]).flatMap((text) =>
			sentencesIn(text)
				.filter((sentence) => wordsIn(sentence).length > MAX_WORDS)
				.map((sentence) => `${name}: ${sentence}`)
		)
	);
	expect(long).toEqual([]);
});

test('no officialese is shown on a screen', () => {
	expect(officialeseIn('U dient te betalen, indien men dit nader bewerkstelligt.')).toEqual([
		'bewerkstellig*',
		'dient te',
		'indien',
		'nader',
		'men'
	]);
	expect(officialeseIn('Mensen vragen wat zij samen kunnen doen. Indienen kan.')).toEqual([]);
	const found = allMessages.flatMap(({ name, message }) =>
		officialeseIn(expansionsOf(message.nl).join(' ')).map((phrase) => `${name}: ${phrase}`)
	);
	expect(found).toEqual([]);
});

test('the reader is addressed as "u"', () => {
	const familiar = /(?<![\p{L}’'])(je|jij|jou|jouw|jullie)(?![\p{L}’'])/iu;
	expect(allMessages.filter(({ message }) => familiar.test(expansionsOf(message.nl).join(' ')))).toEqual([]);
});
