import { expect, test } from 'vitest';
import { wrap } from '$lib/desk/charts/situation-picture';

const widthOf = (words: string): number => words.length;

test('a line holds as many words as fit, none is lost, and a word that is too long stays whole', () => {
	expect(wrap('een twee drie', 8, widthOf)).toEqual(['een twee', 'drie']);
	expect(wrap('een aanhoudend lang', 8, widthOf)).toEqual(['een', 'aanhoudend', 'lang']);
	expect(wrap('een\ntwee', 80, widthOf)).toEqual(['een twee']);
	expect(wrap('', 8, widthOf)).toEqual(['']);
});
