import { expect, test } from 'vitest';
import { accountsIn } from '$lib/domain/posts/masking/details';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { plainAnswer, webAddressesIn } from '$lib/domain/model/plain-answer';
import { expectLinear, repeated } from '../growth';

const units = [
	...['a', '1', '0', ' ', '\n', '.', '-', '/', '@', '+', '(', 'A', "'", '…', '€', '%', 'é', '🜁', '\u200D', 'ß', 'İ'],
	...['a-', 'a.', "a'", 'Aa', 'Aa-', '@a', '@1', '@a@', '@a.', '@_-', 'a@', 'a@a.', 'a@a.nl', 'a@a.nl,', 'a%', '1.1'],
	...['NL91ABNA0417164300', 'nl91abna0417164300', 'NL91ABNA0417164300x', 'NL91 ABNA 0417 1643 00', 'NL91', 'NL91ABNA'],
	...['DE89370400440532013000', 'DE89', 'DE89 3704 ', 'NL91ABNA0417164300@a', 'NL91ABNA041716430012-BDF-3'],
	...['+31612345678', '0612345678', '0612345678 ', '06-', '06 12 ', '+31 ', '0031', '00', '+49 1', '(0', '0(6)', '0-0'],
	...['1234AB', '1234 AB 12 ', '12-BDF-3', '12-BDF-3-', 'BD123F', 'B-1', '12-', '0612345678.12-34-AB '],
	...['Kerkweg 8', 'Kerkweg 8 ', 'Kerkweg nr. ', 'Laan van Aa ', 'Laan van Aa', 'weg', 'straat ', 'Plein ', 'Aaweg-'],
	...[
		'mevrouw ',
		'mevrouw De ',
		'mevrouw A.',
		'van ',
		'van Aa-',
		'Van der Aa ',
		'ik ben A',
		'groet, ',
		'dhr. en mevr. '
	],
	...[
		'@a (A',
		'@a (Aa',
		'@a (Aa Aa ',
		'@a (A.B. van ',
		'x.com/',
		'x.com/a ',
		'https://x.com/a',
		'www.x.com/a…',
		't.me/'
	],
	...['[iban]', '[tel]', '@…', '[mail]@', 'https://', 'https://a.b/@', 'www.', 'a.nl/a ', '<a', '[S1]', '[[', '...x']
];
/** What the text begins with, so that a pattern goes into what is repeated. */
const firsts = ['', '@a (A', 'mevrouw A', '+31 '];
const shapes = units.map((unit, at): [string, string] => [firsts[at % firsts.length] ?? '', unit]);

test.each([...units.map((unit) => ['', unit] as const), ...shapes])(
	'masking %j and much of %j takes time linear in the length',
	async (first, unit) => {
		await expectLinear((length) => {
			const text = repeated(first, unit, length);
			return () => maskText(text);
		}, unit);
	},
	60_000
);

test('text next to an endless text is still masked', () => {
	expect(maskText(repeated('', 'NL91ABNA0417164300', 18 * 30))).toBe('[iban]');
	// The placeholder for the name produces the name again.
	const endless = repeated('…', '.a', 5_000);
	expect(maskText(`${endless}\nBel 0612345678`, ['….a'])).toBe('…\nBel [tel]');
	expect(maskText(`${endless} Bel 0612345678`, ['….a'])).toBe('…');
	expect(maskText('….a.a.a', ['….a'])).toBe('…');
});

test.each([
	['one after another', ' '],
	['by other marks than in the names', '.']
])(
	'names of %s: many in a long text take linear time',
	async (_, between) => {
		await expectLinear((length) => {
			const names = Array.from({ length: length / 20 }, (_, at) => `jan_${String(at)}`);
			const text = names.map((name) => name.replace('_', between)).join(between);
			return () => maskText(text, [], new KnownNames(names).in(text));
		}, between);
	},
	60_000
);

test.each([
	['one name again and again, otherwise written', ['a.b'], 'a b '],
	['one name again and again', ['a.b'], 'a.b '],
	['a name that comes again in its place', ['.a', '….a', '…a'], '.a'],
	['a letter that becomes two', ['Weiß ß', 'ß.s'], 'ß.s Weiss ss '],
	['names that begin alike', Array.from({ length: 50 }, (_, at) => `a${' a'.repeat(at + 1)}`), 'a ']
])(
	'names: %s',
	async (_, names, unit) => {
		await expectLinear((length) => {
			const text = repeated('', unit, length);
			const known = new KnownNames(names);
			return () => maskText(text, names, known.in(text));
		}, unit);
	},
	60_000
);

test.each([
	['accounts', accountsIn],
	['web addresses', webAddressesIn],
	['answers of a model', plainAnswer]
])(
	'looking for %s takes time linear in the length of a text',
	async (_, find) => {
		for (const unit of units)
			await expectLinear((length) => {
				const text = repeated('', unit, length);
				return () => find(text);
			}, unit);
	},
	60_000
);
