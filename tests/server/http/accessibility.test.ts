import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { version } from '../../../package.json';
import { wordsIn } from '$lib/i18n/words';
import { AxeFigures, figuresOf, pageOf, statementFile, statementOf } from '../../../src/routes/accessibility/statement';

const docs = join(import.meta.dirname, '../../../docs');
const result = (address: string, violated: string[] = [], passed = ['label', 'list']) => ({
	address,
	engine: '4.14.0',
	passed,
	violated,
	unsure: []
});
const desk = (id: string) => `http://127.0.0.1:5/incidents/0190a0b0-0000-7000-8000-00000000000${id}/desk?view=live`;

test('a page is named without the parts that differ between runs, and without the secret of a link', () => {
	expect(pageOf(desk('1'))).toBe('/incidents/[id]/desk');
	expect(pageOf('http://127.0.0.1/r/abcdefghij0123456789/3/full')).toBe('/r/[link]/[number]/full');
	expect(pageOf('http://127.0.0.1/choose-password/abcdefghij0123456789')).toBe('/choose-password/[link]');
	expect(pageOf('http://127.0.0.1/r/abcdefghij0123456789/vsl_0123456789abcdef')).toBe('/r/[link]');
});

test('the same results in any order give the same figures, and one violation removes a rule from those passed', () => {
	const results = [
		result(desk('1')),
		result(desk('2'), ['label']),
		result('http://127.0.0.1/'),
		result('http://127.0.0.1/methods', [], ['region'])
	];
	const figures = figuresOf(results, version);
	expect(figures.pages.find(({ page }) => page === '/incidents/[id]/desk')).toEqual({
		page: '/incidents/[id]/desk',
		checks: 2,
		passed: 1,
		violated: ['label'],
		unsure: []
	});
	expect(figures.rules).toBe(3);
	fc.assert(
		fc.property(fc.shuffledSubarray(results, { minLength: 4 }), (shuffled) => {
			expect(figuresOf(shuffled, version)).toEqual(figures);
		})
	);
});

test('a violation appears in the statement, which never claims that the program conforms fully', () => {
	const words = wordsIn('nl');
	const status = (violated: string[]) =>
		statementOf(figuresOf([result(desk('1'), violated)], version), words)[0]?.paragraphs.join(' ');
	expect(status([])).toContain('geen enkele fout');
	expect(status(['label'])).toContain('Op 1 pagina vond de automatische toets fouten');
	expect(status([])).toContain('Wij zeggen daarom niet dat het volledig voldoet');
});

test('docs/accessibility.md is made from the figures of the page, which are of this version', () => {
	const figures = AxeFigures.parse(JSON.parse(readFileSync('src/routes/accessibility/figures.json', 'utf8')));
	expect(figures.version).toBe(version);
	expect(figures.pages.length).toBeGreaterThan(10);
	expect(figures.pages.flatMap(({ violated }) => violated)).toEqual([]);
	expect(readFileSync(join(docs, 'accessibility.md'), 'utf8')).toBe(
		statementFile(figures, wordsIn('nl'), wordsIn('en'))
	);
});
