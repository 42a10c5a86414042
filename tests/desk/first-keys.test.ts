import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsedKeys } from '$lib/desk/used-keys.svelte';
import { firstKeyOf, fittingKey } from '$lib/desk/views/first-keys';
import { FirstKey, withUsed, type FirstKeys } from '$lib/domain/installation/first-keys';

const nothing = { callWaits: false, isAlike: false, looksLike: [], posts: 1, isLabelled: false, canUndo: false };
const keys = fc.subarray([...FirstKey.options]);
const occasions = fc.record({
	callWaits: fc.boolean(),
	isAlike: fc.boolean(),
	looksLike: fc.subarray(['rumour', 'need', 'behaviour']),
	posts: fc.integer({ min: 1, max: 30 }),
	isLabelled: fc.boolean(),
	canUndo: fc.boolean()
});

test('the suggested key fits the selected story', () => {
	expect(fittingKey([], nothing)).toBe('next');
	expect(fittingKey([], { ...nothing, looksLike: ['rumour'] })).toBe('linkRumour');
	expect(fittingKey([], { ...nothing, looksLike: ['need'], posts: 4 })).toBe('linkNeed');
	expect(fittingKey(['linkNeed'], { ...nothing, looksLike: ['need'], posts: 4 })).toBe('open');
	expect(fittingKey([], { ...nothing, isAlike: true })).toBe('linkAny');
	expect(fittingKey([], { ...nothing, isAlike: true, callWaits: true })).toBe('firstHelp');
	expect(fittingKey(['looked'], { ...nothing, isLabelled: true, canUndo: true })).toBe('undo');
});

test('a used key is never suggested again, and there is a suggestion until all are used', () => {
	fc.assert(
		fc.property(keys, occasions, (used, occasion) => {
			const named = fittingKey(used, occasion);
			if (used.length === FirstKey.options.length) expect(named).toBeNull();
			else expect(used).not.toContain(named);
			expect(named === null).toBe(used.length === FirstKey.options.length);
		})
	);
});

test('each key is ticked once, in any order, and the tenth ends the list', () => {
	fc.assert(
		fc.property(fc.shuffledSubarray([...FirstKey.options, ...FirstKey.options]), (pressed) => {
			const end = pressed.reduce<FirstKeys>((keys, key) => withUsed(keys, key), { used: [], over: false });
			expect(new Set(end.used)).toEqual(new Set(pressed));
			expect(end.used.length).toBe(new Set(pressed).size);
			expect(end.over).toBe(end.used.length === FirstKey.options.length);
		})
	);
	expect(withUsed({ used: [], over: true }, 'next').over, 'dismissed stays dismissed').toBe(true);
});

test('every emotion key counts as the same key, and unlisted keys do not count', () => {
	expect([firstKeyOf('anger'), firstKeyOf('humour'), firstKeyOf('next'), firstKeyOf('search')]).toEqual([
		'emotion',
		'emotion',
		'next',
		null
	]);
});

test('used keys of fictional people are kept on this device, and full or blocked storage does not break the page', () => {
	const stored = new Map<string, string>();
	const storage = {
		getItem: (name: string) => stored.get(name) ?? null,
		setItem: (name: string, value: string) => void stored.set(name, value)
	};
	const open = (at: ConstructorParameters<typeof UsedKeys>[1]): UsedKeys => {
		const keys = new UsedKeys('anna', at);
		expect(keys.current.over, 'nothing is shown before it is known').toBe(true);
		keys.open(null);
		return keys;
	};
	open(storage).use('next');
	const again = open(storage);
	expect(again.current).toEqual({ used: ['next'], over: false });
	again.dismiss();
	expect(open(storage).current.over).toBe(true);

	const refuse = (): never => {
		throw new DOMException('full', 'QuotaExceededError');
	};
	const full = open({ getItem: refuse, setItem: refuse });
	full.use('next');
	expect(full.current.used).toEqual(['next']);
});
