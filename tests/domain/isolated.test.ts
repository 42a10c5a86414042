import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isolated } from '$lib/i18n/isolated';
import { translate } from '$lib/i18n/translate';
import { wordsIn } from '$lib/i18n/words';
import { textOf } from '$lib/report/write/flow';
import { verbatim, text } from '$lib/report/write/report-context';
import { pageTitle } from '$lib/desk/page-title';

/** What is open after a text, as UAX 9 counts it; null when something ends that began before the text. */
function openAfter(of: string): string[] | null {
	const open: string[] = [];
	for (const sign of of) {
		if (/[\u202A\u202B\u202D\u202E]/.test(sign)) open.push('\u202C');
		else if (/[\u2066-\u2068]/.test(sign)) open.push('\u2069');
		else if (/[\u202C\u2069]/.test(sign) && open.pop() !== sign) return null;
	}
	return open;
}
/** Whether words after this text keep their own direction. */
const isClosed = (of: string): boolean => openAfter(of)?.length === 0;

const names: readonly (readonly [name: string, text: string])[] = [
	['an override', 'Jan\u202E'],
	['an override before a name', '\u202Enaj'],
	['two overrides', '\u202E\u202Dx'],
	['an embedding', '\u202Bx\u202Ay'],
	['an isolate', '\u2067x'],
	['isolates within each other', '\u2067a\u2068b\u2066c\u2069'],
	['an end without a beginning', 'a\u202Cb\u2069c'],
	['an end that would close ours', 'x\u2069\u202Ey'],
	['an end in the wrong order', '\u2067a\u202Eb\u2069c\u202C'],
	['Arabic', 'علي'],
	['Hebrew', 'דנה'],
	['Arabic before a number', 'علي 3'],
	['Syriac', 'ܐܒܐ'],
	['N’Ko', 'ߒߞߏ'],
	['Adlam', '𞤀𞤣𞤤'],
	['a mark of direction', 'Jan\u200F'],
	['an Arabic mark', '\u061CJan'],
	['lines', 'een\u202E\ntwee\u202E']
];

describe('text from other people', () => {
	test.each(names)('with %s is isolated wherever it is joined with ours', (_, name) => {
		const { list, either, t } = wordsIn('nl');
		const message = { nl: 'Van {name}, 3 berichten', en: 'From {name}, 3 posts' };
		const title = pageTitle({ store: { state: { incident: { title: 'Brand' } } } } as never, name, { t });
		for (const joined of [
			isolated(name),
			list([name, 'Anna', name]),
			either([name, 'Anna']),
			t(message, { name }),
			title,
			textOf([text(name)]),
			textOf([verbatim(name), text(', '), verbatim(name)])
		])
			for (const line of joined.split('\n')) expect([line.includes('\u2068'), isClosed(line)]).toEqual([true, true]);
	});
	test.each(['Jan', 'Łódź', 'Київ', '日本', 'ไทย', 'Brand 🔥', '', '1-2', 'een\ntwee'])(
		'without a direction of its own is left unchanged: %s',
		(name) => {
			expect(isolated(name)).toBe(name);
		}
	);
	test('is isolated only once', () => {
		for (const [, name] of names.slice(9, 15)) expect(isolated(isolated(name))).toBe(isolated(name));
	});
	test('loses nothing except characters that close what was never opened', () => {
		const sign = fc.constantFrom(
			'\u202A',
			'\u202B',
			'\u202C',
			'\u202D',
			'\u202E',
			'\u2066',
			'\u2067',
			'\u2068',
			'\u2069'
		);
		const any = fc.array(fc.oneof(sign, fc.constantFrom('a', 'ع', '1', '\n', '🔥', '\u200F')), { maxLength: 20 });
		const bare = (of: string): string => of.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
		const { failed, seed, counterexamplePath } = fc.check(
			fc.property(any, (signs) => {
				const name = signs.join('');
				const found = isolated(name);
				return found.split('\n').every(isClosed) && bare(found) === bare(name);
			}),
			{ numRuns: 1_000 }
		);
		expect({ failed, seed, counterexamplePath }).toMatchObject({ failed: false });
	});
	test('is isolated within the pieces of a marked-up message', () => {
		const { pieces } = translate('nl');
		const found = pieces({ nl: '<b>{name}</b> keurde goed', en: '<b>{name}</b> approved' }, { name: 'Jan\u202E' });
		expect(found.map(({ text: of }) => isClosed(of))).toEqual([true, true]);
	});
});
