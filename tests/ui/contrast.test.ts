import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTheme } from '$lib/server/theme/read-theme';
import { contrast, colourOf, pairs, tooClose } from '$lib/ui/look/contrast';
import { looksWith, ownLooks } from '$lib/ui/look/own-looks';

const told = (looks: Parameters<typeof tooClose>[0]) =>
	tooClose(looks).map(({ front, ground, ratio }) => `${front} on ${ground}: ${String(ratio)}`);

test.each(Object.entries(ownLooks))('every pair of colours can be told apart: %s', (_, look) => {
	expect(told(look)).toEqual([]);
});

const themes = readdirSync('tests/fixtures/themes').filter((name) => name.endsWith('.css'));
describe.each(themes)('the made-up theme %s', (name) => {
	const looks = looksWith(readTheme(readFileSync(join('tests/fixtures/themes', name))).values);
	test.each(Object.entries(looks))('can be read: %s', (_, look) => {
		expect(told(look)).toEqual([]);
	});
	test('is extreme: it changes most colours', () => {
		const changed = [...looks.light].filter(([token, value]) => /-(color|bg|border)/.test(token) && ownLooks.light.get(token) !== value);
		expect(changed.length).toBeGreaterThan(30);
	});
});

test('a pair that is too close is found, also through another token; what cannot be read is said', () => {
	const look = new Map([
		...ownLooks.light,
		['--basis-color-default-color-subtle', 'var(--basis-color-default-border-subtle)'],
		['--basis-color-inverse-color-default', 'oklch(0.9 0 0)']
	]);
	const found = tooClose(look);
	expect(found).toContainEqual(
		expect.objectContaining({ front: '--basis-color-default-color-subtle', ground: '--basis-color-default-bg-document' })
	);
	expect(found).toContainEqual(expect.objectContaining({ front: '--basis-color-inverse-color-default', ratio: null }));
});

test.each([
	['#fff', '#000', 21],
	['rgb(118, 118, 118)', 'white', 4.54],
	['hsl(0 100% 50%)', '#ffffff', 4]
])('contrast of %s on %s is %f, as WCAG counts', (front, ground, ratio) => {
	const tokens = new Map([
		['--front', front],
		['--ground', ground]
	]);
	const [a, b] = [colourOf('--front', tokens), colourOf('--ground', tokens)];
	expect(a && b && contrast(a, b)).toBeCloseTo(ratio, 1);
});

/** Every style of the program, as rules: what stands in one pair of braces. */
function rulesOf(folder: string): { file: string; rule: string }[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const file = join(folder, entry.name);
		if (entry.isDirectory()) return rulesOf(file);
		if (!/\.(svelte|css)$/.test(entry.name)) return [];
		const text = readFileSync(file, 'utf8');
		const css = (
			file.endsWith('.css') ? text : [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('\n')
		).replace(/\/\*[\s\S]*?\*\//g, '');
		return [...css.matchAll(/\{([^{}]*)\}/g)].map(([, rule = '']) => ({ file, rule }));
	});
}
const tokenIn = (rule: string, property: string): string | undefined =>
	new RegExp(`(?:^|[\\s;])${property}:\\s*var\\((--(?:basis|voelspriet)-[\\w-]+)\\)`).exec(rule)?.[1];
const rules = rulesOf('src');
/** Grounds without words on them: bars and edges, and what is see-through. */
const bare = new Set([
	'--basis-color-action-1-border-default',
	'--voelspriet-help-border',
	'--voelspriet-suggestion-bg',
	'--voelspriet-label-bg'
]);
test('no colour in any style stands outside the pairs that are tested', () => {
	const fronts = new Set(pairs.map(({ front }) => front));
	const grounds = new Set([...pairs.map(({ ground }) => ground), ...bare]);
	const astray = rules.flatMap(({ file, rule }) => {
		const [front, ground] = [tokenIn(rule, 'color'), tokenIn(rule, 'background')];
		return [
			...(front && !fronts.has(front) ? [`${file}: ${front} is no front`] : []),
			...(ground && !grounds.has(ground) ? [`${file}: ${ground} is no ground`] : []),
			...(front && ground && !bare.has(ground) && !pairs.some((pair) => pair.front === front && pair.ground === ground)
				? [`${file}: ${front} on ${ground}`]
				: [])
		];
	});
	expect(rules.length).toBeGreaterThan(300);
	expect(astray).toEqual([]);
});

test('no style writes a colour of its own, which a theme could not change; only the shade behind a dialog is black', () => {
	const written = rules.filter(
		({ file, rule }) => !/look\/(tokens|looks)\.css$/.test(file) && /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\((?!0 0 0 \/)/i.test(rule)
	);
	expect(written.map(({ file, rule }) => `${file}: ${rule.trim()}`)).toEqual([]);
});

test('nothing moves by itself: a style has motion only for who did not ask for less of it', () => {
	const moving = rules.filter(({ rule }) => /(?:^|[\s;])(?:transition|animation)(?:-[a-z]+)?:|scroll-behavior:\s*smooth/.test(rule));
	expect(moving.map(({ file }) => file)).toEqual([]);
});
