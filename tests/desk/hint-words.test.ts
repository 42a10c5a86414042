import { expect, test } from 'vitest';
import { spansOf } from '$lib/desk/views/marks';
import { wordsIn } from '$lib/i18n/words';
import { markedPieces } from '$lib/ui/display/marked-pieces';
import { hintWords, reasonOf } from '$lib/desk/stream/story/reason';

/** The marked parts of a text. */
const marked = (text: string, phrases: readonly string[]) =>
	markedPieces(text, [], spansOf(text, phrases)).flatMap(({ words, mark }) => (mark === 'hint' ? words : []));

test('the words behind a hint are found as whole words, whatever their case and accents, also as a phrase', () => {
	expect(marked('Mijn ZWAGER zegt: geëvacueerd! Zwagers niet', ['zwager', 'geevacueerd'])).toEqual([
		'ZWAGER',
		'geëvacueerd'
	]);
	expect(marked('Ze hoor, net dat het lekt', ['hoor net'])).toEqual(['hoor, net']);
	expect(marked('Wat ?? (echt.) a.b', ['??', '(echt', 'a.b'])).toEqual(['??', 'echt', 'a.b']);
	expect(marked('Brandlucht bij **brand**', ['*brand*'])).toEqual(['brand']);
	expect(marked('#CodeRood nu', ['code rood'])).toEqual(['#CodeRood']);
	expect(marked('niets', ['', 'iets'])).toEqual([]);
});

test('overlapping or adjacent marks become one piece; where a search and a hint mark the same words, the hint shows', () => {
	const text = 'De rook in Zuid zou giftig zijn';
	const pieces = markedPieces(
		text,
		[
			[3, 7],
			[3, 15]
		],
		[
			[11, 19],
			[19, 26]
		]
	);
	expect(pieces).toEqual([
		{ words: 'De ', mark: null },
		{ words: 'rook in ', mark: 'found' },
		{ words: 'Zuid zou giftig', mark: 'hint' },
		{ words: ' zijn', mark: null }
	]);
	expect(markedPieces('', [], [])).toEqual([]);
	expect(markedPieces(text, [], [])).toEqual([{ words: text, mark: null }]);
});

test('the reason of a model names each sign with a word of the text; without a sign it quotes the words themselves', () => {
	const words = wordsIn('nl');
	const reason = (word: string) => reasonOf({ reason: `looks: ${word}` }, words);
	expect(reason('hearsay|zwager|hoor net, gravity|dode, asking')).toBe(
		'van horen zeggen ‘zwager’, noemt iets ernstigs ‘dode’'
	);
	expect(reason('hearsay, dat, verdronken')).toBe('van horen zeggen');
	expect(reason('dat, verdronken')).toBe('‘verdronken’');
	expect(reason('dat, noteTaker|mw')).toBe('');
	expect(hintWords({ reason: 'looks: hearsay|zwager|hoor net, dat' })).toEqual(['zwager', 'hoor net']);
	expect(hintWords({ reason: 'trapped: zit vast; offer: kom maar; smoke: rook' })).toEqual(['zit vast', 'rook']);
});
