import { expect, test } from 'vitest';
import { chooseColorScheme } from '$lib/ui/color-scheme/color-scheme';
import { blocks } from '$lib/ui/color-scheme/house-style';

test('dark by the machine is dark by choice', () => {
	expect(blocks.dark.size).toBeGreaterThan(60);
	expect(Object.fromEntries(blocks.system)).toEqual(Object.fromEntries(blocks.dark));
});

test('a look changes only what the light look has', () => {
	expect(blocks.crisis.size).toBeGreaterThan(5);
	for (const name of [...blocks.dark.keys(), ...blocks.crisis.keys()]) expect(blocks.light.has(name), name).toBe(true);
});

test('the crisis room is read from afar: 18 pixels', () => {
	expect(blocks.crisis.get('--basis-text-font-size-root')).toBe('112.5%');
});

test('an unknown look is the machine’s', () => {
	expect(['dark', 'crisis', '"><script>', undefined].map((value) => chooseColorScheme(value))).toEqual([
		'dark',
		'crisis',
		'system',
		'system'
	]);
	expect([
		chooseColorScheme('crisis', 'light'),
		chooseColorScheme('odd', 'light'),
		chooseColorScheme(null, undefined)
	]).toEqual(['crisis', 'light', 'system']);
});
