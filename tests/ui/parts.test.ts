import { expect, test } from 'vitest';
import { addedAbove } from '$lib/ui/layout/keep-scroll';
import { capsOf, shortcutOf } from '$lib/ui/display/key-caps';
import { nextInMenu } from '$lib/ui/controls/menu-keys';
import { wordsIn } from '$lib/i18n/words';

const items = ['Voeg samen', 'Splits af', 'Sluit', 'Open'];

test('arrow keys wrap around in a menu, Home and End go to its ends', () => {
	expect([
		nextInMenu('ArrowDown', -1, items),
		nextInMenu('ArrowDown', 3, items),
		nextInMenu('ArrowUp', 0, items),
		nextInMenu('ArrowUp', -1, items)
	]).toEqual([0, 0, 3, 3]);
	expect([nextInMenu('Home', 2, items), nextInMenu('End', 0, items)]).toEqual([0, 3]);
});

test('a letter moves to the next item that begins with it', () => {
	expect([
		nextInMenu('s', 0, items),
		nextInMenu('S', 1, items),
		nextInMenu('s', 2, items),
		nextInMenu('q', 0, items)
	]).toEqual([1, 2, 1, null]);
});

test('nothing happens in an empty menu, or on the button’s own keys', () => {
	expect([nextInMenu('ArrowDown', -1, []), nextInMenu(' ', 0, items), nextInMenu('Enter', 0, items)]).toEqual([
		null,
		null,
		null
	]);
});

test('keys are shown as printed on the keyboard, in the reader’s language', () => {
	expect(capsOf('Ctrl+Enter', wordsIn('nl'))).toEqual(['Ctrl', 'Enter']);
	expect(capsOf('Space', wordsIn('nl'))).toEqual(['Spatie']);
	expect([
		capsOf('g s', wordsIn('en')),
		capsOf('-', wordsIn('en')),
		capsOf('+', wordsIn('en')),
		capsOf('!', wordsIn('en'))
	]).toEqual([['G', 'S'], ['−'], ['+'], ['!']]);
	expect([shortcutOf('+'), shortcutOf('Ctrl+Enter'), shortcutOf('n'), shortcutOf('g s')]).toEqual([
		'Plus',
		'Control+Enter',
		'n',
		undefined
	]);
});

test('rows count as added above only when the end of the list stayed the same', () => {
	const key = (item: string): string => item;
	expect(addedAbove(['b', 'c'], ['a', 'b', 'c'], key)).toBe(true);
	expect(addedAbove(['b', 'c'], ['b', 'c', 'd'], key)).toBe(false);
	expect(addedAbove(['b', 'c'], ['a', 'b', 'c', 'd'], key)).toBe(false);
	expect(addedAbove(['b', 'c'], ['c'], key)).toBe(false);
	expect(addedAbove([], ['a'], key)).toBe(false);
});
