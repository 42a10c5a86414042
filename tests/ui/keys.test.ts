import { expect, test } from 'vitest';
import { clashes, keyOf, outcomeOf, type Binding, type Pressed } from '$lib/ui/keyboard/keys';

const press = (
	key: string,
	more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> & {
		code?: string;
		altGraph?: boolean;
	} = {}
): Pressed => {
	const { altGraph = false, ...rest } = more;
	return {
		code: '',
		ctrlKey: false,
		metaKey: false,
		altKey: false,
		shiftKey: false,
		getModifierState: (name) => name === 'AltGraph' && altGraph,
		key,
		...rest
	};
};

test.each([
	['a letter, whatever Caps Lock', press('J'), 'j'],
	['a letter with Shift', press('S', { shiftKey: true }), 'Shift+s'],
	['the exclamation mark of an American board', press('!', { shiftKey: true, code: 'Digit1' }), '!'],
	['the exclamation mark of a Belgian board', press('!', { code: 'Digit8' }), '!'],
	['a digit that needs Shift (Belgian board)', press('1', { shiftKey: true, code: 'Digit1' }), '1'],
	['plus with Shift, and on the number pad', press('+', { shiftKey: true, code: 'Equal' }), '+'],
	['plus on the number pad', press('+', { code: 'NumpadAdd' }), '+'],
	['the equals sign', press('=', { code: 'Equal' }), '='],
	['minus', press('-', { code: 'Minus' }), '-'],
	['the question mark', press('?', { shiftKey: true }), '?'],
	['the space bar', press(' '), 'Space'],
	['Ctrl with Enter', press('Enter', { ctrlKey: true }), 'Ctrl+Enter'],
	['Command with Enter', press('Enter', { metaKey: true }), 'Ctrl+Enter'],
	['a Cyrillic board: the place decides', press('о', { code: 'KeyJ' }), 'j'],
	['a Greek board with Shift', press('Σ', { code: 'KeyS', shiftKey: true }), 'Shift+s'],
	['a character made with AltGr', press('!', { ctrlKey: true, altKey: true, altGraph: true }), '!'],
	['Alt belongs to the browser', press('d', { altKey: true }), null],
	['a modifier alone', press('Shift', { shiftKey: true }), null],
	['a dead key', press('Dead', { code: 'Quote' }), null]
])('%s', (_, event, expected) => {
	expect(keyOf(event)).toBe(expected);
});

const bindings: readonly Binding[] = [
	{ action: 'next', scope: 'stream', keys: ['j', 'ArrowDown'], group: 'move', repeats: true },
	{ action: 'later', scope: 'stream', keys: ['s'], group: 'outcome' },
	{ action: 'fear', scope: 'stream', keys: ['5'], group: 'label' },
	{ action: 'supports', scope: 'picker', keys: ['s'], group: 'stance' },
	{ action: 'save', scope: 'everywhere', keys: ['Ctrl+Enter'], group: 'text', inField: true },
	{ action: 'goStream', scope: 'everywhere', keys: ['g s'], group: 'go' },
	{ action: 'goRumours', scope: 'everywhere', keys: ['g r'], group: 'go' },
	{ action: 'overview', scope: 'everywhere', keys: ['?'], group: 'go' }
];
const inStream = { before: null, open: 'stream', repeat: false, inField: false };

test('only keys of the innermost scope and global keys act', () => {
	expect(outcomeOf(bindings, { ...inStream, key: 's' })).toEqual({ act: 'later' });
	expect(outcomeOf(bindings, { ...inStream, key: 's', open: 'picker' })).toEqual({ act: 'supports' });
	expect(outcomeOf(bindings, { ...inStream, key: '5', open: 'picker' })).toBe('none');
	expect(outcomeOf(bindings, { ...inStream, key: '?', open: 'picker' })).toEqual({ act: 'overview' });
});

test('in a field only keys marked for fields act', () => {
	for (const key of ['j', '5', 's', 'g', '?'])
		expect(outcomeOf(bindings, { ...inStream, key, inField: true }), key).toBe('none');
	expect(outcomeOf(bindings, { ...inStream, key: 'Ctrl+Enter', inField: true })).toEqual({ act: 'save' });
});

test('holding a key keeps moving, but never labels twice', () => {
	expect(outcomeOf(bindings, { ...inStream, key: 'j', repeat: true })).toEqual({ act: 'next' });
	expect(outcomeOf(bindings, { ...inStream, key: '5', repeat: true })).toBe('swallow');
});

test('a sequence waits for its second key; an unknown second key does nothing, not even its own action', () => {
	expect(outcomeOf(bindings, { ...inStream, key: 'g' })).toBe('wait');
	expect(outcomeOf(bindings, { ...inStream, key: 's', before: 'g' })).toEqual({ act: 'goStream' });
	expect(outcomeOf(bindings, { ...inStream, key: '5', before: 'g' })).toBe('swallow');
});

test('a new key may not clash with one in the same scope, a global one, or the start of a sequence', () => {
	expect(clashes(bindings, 'fear', 's')).toEqual(['later']);
	expect(clashes(bindings, 'fear', '?')).toEqual(['overview']);
	expect(clashes(bindings, 'fear', 'g')).toEqual(['goStream', 'goRumours']);
	expect(clashes(bindings, 'overview', 's')).toEqual(['later', 'supports']);
	expect(clashes(bindings, 'supports', 'j')).toEqual([]);
	expect(clashes(bindings, 'fear', '5')).toEqual([]);
});
