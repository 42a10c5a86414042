import { flushSync } from 'svelte';
import { beforeEach, expect, test } from 'vitest';
import { Keymap } from '$lib/ui/keyboard/keymap.svelte';
import { sequenceWindow, type Binding } from '$lib/ui/keyboard/keys';

type Action = 'next' | 'later' | 'supports' | 'goStream' | 'save' | 'close';
const bindings: readonly Binding<Action>[] = [
	{ action: 'next', scope: 'stream', keys: ['j', 'ArrowDown'], group: 'move', repeats: true },
	{ action: 'later', scope: 'stream', keys: ['s'], group: 'outcome' },
	{ action: 'supports', scope: 'picker', keys: ['s'], group: 'stance' },
	{ action: 'goStream', scope: 'everywhere', keys: ['g s'], group: 'go' },
	{ action: 'save', scope: 'everywhere', keys: ['Ctrl+Enter'], group: 'text', inField: true },
	{ action: 'close', scope: 'picker', keys: ['Escape'], group: 'text', inField: true }
];

let stored: Map<string, string>;
const storage = {
	getItem: (name: string) => stored.get(name) ?? null,
	setItem: (name: string, value: string) => void stored.set(name, value)
};
beforeEach(() => {
	stored = new Map();
});

test('an open scope hides the one below until it is left', () => {
	const keymap = new Keymap(bindings);
	keymap.enter('stream');
	const leave = keymap.enter('picker');
	expect(keymap.press('s', { at: 0 })).toBe('supports');
	leave();
	expect(keymap.press('s', { at: 1 })).toBe('later');
});

test('a scope that is left late removes only itself', () => {
	const keymap = new Keymap(bindings);
	const leaveStream = keymap.enter('stream');
	keymap.enter('picker');
	leaveStream();
	expect(keymap.press('s', { at: 0 })).toBe('supports');
});

test('the second key of a sequence must come within one second, and Escape cancels it', () => {
	const keymap = new Keymap(bindings);
	keymap.enter('stream');
	expect(keymap.press('g', { at: 0 })).toBe('used');
	expect(keymap.press('s', { at: sequenceWindow })).toBe('goStream');
	keymap.press('g', { at: 5000 });
	expect(keymap.press('s', { at: 5000 + sequenceWindow + 1 })).toBe('later');
	keymap.press('g', { at: 9000 });
	expect(keymap.press('Escape', { at: 9100 })).toBe('used');
	expect(keymap.press('s', { at: 9200 })).toBe('later');
});

test('when shortcuts are off, letters do nothing and the keys for fields still work', () => {
	const keymap = new Keymap(bindings, storage);
	keymap.enter('stream');
	keymap.off = true;
	expect([keymap.press('j', { at: 0 }), keymap.press('g', { at: 1 }), keymap.keyOf('next')]).toEqual([
		null,
		null,
		undefined
	]);
	expect(keymap.press('Ctrl+Enter', { at: 2, inField: true })).toBe('save');
	expect(new Keymap(bindings, storage).off).toBe(true);
});

test('a remapped key works, the old one no longer does, and both stay so after a reload', () => {
	const keymap = new Keymap(bindings, storage);
	expect(keymap.remap('next', ['n'])).toEqual([]);
	const again = new Keymap(bindings, storage);
	again.enter('stream');
	expect([again.press('n', { at: 0 }), again.press('j', { at: 1 }), again.keyOf('next')]).toEqual(['next', null, 'n']);
	again.reset();
	expect(new Keymap(bindings, storage).keysOf('next')).toEqual(['j', 'ArrowDown']);
});

test('a key already in use is refused with the action that has it, and nothing changes', () => {
	const keymap = new Keymap(bindings, storage);
	expect(keymap.remap('next', ['s'])).toEqual(['later']);
	expect(keymap.keysOf('next')).toEqual(['j', 'ArrowDown']);
	expect(stored.size).toBe(0);
});

test('an action that works in a field cannot get a key that types there', () => {
	const inField: readonly Binding<'save' | 'supports'>[] = [
		{ action: 'save', scope: 'everywhere', keys: ['Ctrl+Enter'], group: 'text', inField: true },
		{ action: 'supports', scope: 'stance', keys: ['s'], group: 'text', inField: true }
	];
	const keymap = new Keymap(inField);
	expect([keymap.remap('save', ['a']), keymap.remap('save', ['Space']), keymap.remap('save', ['Shift+a'])]).toEqual([
		'writes',
		'writes',
		'writes'
	]);
	expect(keymap.keysOf('save')).toEqual(['Ctrl+Enter']);
	expect([keymap.remap('save', ['Ctrl+s']), keymap.remap('supports', ['a'])]).toEqual([[], []]);
});

test('an action can have no key, and each person’s choices are stored separately', () => {
	const [mine, theirs] = [
		new Keymap(bindings, storage, 'voelspriet.keys.me'),
		new Keymap(bindings, storage, 'voelspriet.keys.them')
	];
	mine.enter('stream');
	expect(mine.remap('later', [])).toEqual([]);
	expect([mine.press('s', { at: 0 }), mine.keyOf('later'), mine.isChanged('later'), mine.isChanged('next')]).toEqual([
		null,
		undefined,
		true,
		false
	]);
	expect([theirs.keyOf('later'), new Keymap(bindings, storage, 'voelspriet.keys.them').keyOf('later')]).toEqual([
		's',
		's'
	]);
	expect(new Keymap(bindings, storage, 'voelspriet.keys.me').keysOf('later')).toEqual([]);
});

test.each(['{', '[]', '7', '{"off":"yes","keys":{"next":[5],"later":["x"]}}', '{"keys":null}'])(
	'damaged storage gives the default keys: %s',
	(text) => {
		stored.set('voelspriet.keys', text);
		const keymap = new Keymap(bindings, storage);
		expect([keymap.off, keymap.keysOf('next')]).toEqual([false, ['j', 'ArrowDown']]);
	}
);

test('a button that shows its key follows a change of it', () => {
	const keymap = new Keymap(bindings, storage);
	const shown: (string | undefined)[] = [];
	const stop = $effect.root(() => {
		$effect(() => {
			shown.push(keymap.keyOf('later'));
		});
	});
	flushSync();
	keymap.remap('later', ['l']);
	flushSync();
	keymap.off = true;
	flushSync();
	expect(shown).toEqual(['s', 'l', undefined]);
	stop();
});
