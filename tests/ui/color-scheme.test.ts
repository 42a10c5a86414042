import { expect, test } from 'vitest';
import { chooseColorScheme } from '$lib/ui/color-scheme/color-scheme';
import { blocks } from '$lib/ui/color-scheme/house-style';

test('dark by system setting equals dark by choice', () => {
	expect(blocks.dark.size).toBeGreaterThan(60);
	expect(Object.fromEntries(blocks.system)).toEqual(Object.fromEntries(blocks.dark));
});

test('the other color schemes change only tokens that the light one has', () => {
	expect(blocks.crisis.size).toBeGreaterThan(5);
	for (const name of [...blocks.dark.keys(), ...blocks.crisis.keys()]) expect(blocks.light.has(name), name).toBe(true);
});

test('the crisis room has a font size of 18 pixels, to be read from a distance', () => {
	expect(blocks.crisis.get('--basis-text-font-size-root')).toBe('112.5%');
});

test('an unknown color scheme falls back to the system setting', () => {
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
