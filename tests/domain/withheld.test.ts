import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtSpace } from '$lib/domain/core/text';
import { articleOf } from '$lib/domain/openness/grounds';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { Withheld } from '$lib/domain/openness/withheld';

const line = 'Opvang De Waterlinie ligt aan de Kade. Er zijn 3 mensen.';
/** What stays back in the line, by its words. */
const withheld = (words: string, of = line) =>
	new Withheld([{ line: of, from: of.indexOf(words), to: of.indexOf(words) + words.length, ground: '5-1-2e' }]);
const without = (words: string, text: string): string => withheld(words).withoutThem(text, articleOf);

test('withheld words are removed everywhere: in another sentence, across line breaks, in another case', () => {
	const words = 'Opvang De Waterlinie ligt aan de Kade.';
	expect(without(words, line)).toBe('[5.1.2e]. Er zijn 3 mensen.');
	expect(without(words, `Bekend: opvang De Waterlinie\nligt aan de Kade (brandweer)`)).toBe(
		'Bekend: [5.1.2e] (brandweer)'
	);
	expect(without('Waterlinie', 'De Waterlinies; de waterlinie.')).toBe('De Waterlinies; de [5.1.2e].');
	expect(without(words, 'Er is plaats.')).toBe('Er is plaats.');
});

test('one sentence of them, or their start before a cut, is removed too', () => {
	expect(without(line, 'Wij weten: er zijn 3 mensen. Meer niet.')).toBe('Wij weten: [5.1.2e]. Meer niet.');
	expect(without(line, 'Nu: Opvang De Waterlinie ligt…')).toBe('Nu: [5.1.2e]…');
	expect(without(line, 'Nu: Opvang De …')).toBe('Nu: Opvang De …');
});

test('a short word that is not distinctive is removed only in its own line', () => {
	expect(without('3', line)).toBe('Opvang De Waterlinie ligt aan de Kade. Er zijn [5.1.2e] mensen.');
	expect(without('3', 'Rapport 3 van vandaag')).toBe('Rapport 3 van vandaag');
});

test('withheld words are also removed in the masked form of an inventory', () => {
	const named = 'Mevrouw Jansen uit de Kerkstraat 12 belde op 06-12345678.';
	const title = cutAtSpace(maskText(named), 40);
	expect(title).not.toContain('06');
	expect(withheld(named, named).withoutThem(title, articleOf)).toBe('[5.1.2e]…');
});

test('any marked words are absent from every text afterwards, and all other words remain', () => {
	const word = fc.stringMatching(/^[a-z]{4,9}$/);
	const list = fc.uniqueArray(word, { minLength: 6, maxLength: 12 });
	fc.assert(
		fc.property(list, fc.nat(), fc.nat(), (all, start, length) => {
			const from = start % (all.length - 2);
			const gone = all.slice(from, from + 1 + (length % 2));
			const rest = all.filter((each) => !gone.includes(each));
			const marked = withheld(gone.join(' '), all.join(' '));
			const text = marked.withoutThem(`${rest.join(', ')}; ${gone.join(' \n')}!`, articleOf);
			expect(text).toBe(`${rest.join(', ')}; [5.1.2e]!`);
		})
	);
});
