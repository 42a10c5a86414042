import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesIn, textOf } from '../project-files';
import { readTheme } from '$lib/server/platform/theme/read-theme';
import { contrast, isUnreadable, pairs, readColour, tooClose } from '$lib/ui/color-scheme/contrast';
import { schemesWith, ownSchemes } from '$lib/ui/color-scheme/house-style';

const pairNames = (looks: Parameters<typeof tooClose>[0]) =>
	tooClose(looks).map(({ front, ground, ratio }) => `${front} on ${ground}: ${String(ratio)}`);

test.each(Object.entries(ownSchemes))('every pair of colours has enough contrast: %s', (_, look) => {
	expect(pairNames(look)).toEqual([]);
});

const themes = filesIn('tests/fixtures/themes', /\.css$/, 2);
describe.each(themes)('the fictional theme %s', (name) => {
	const looks = schemesWith(readTheme(readFileSync(name)).values);
	test.each(Object.entries(looks))('is readable: %s', (_, look) => {
		expect(pairNames(look)).toEqual([]);
	});
	test('is extreme: it changes most colours', () => {
		const changed = [...looks.light].filter(
			([token, value]) => /-(color|bg|border)/.test(token) && ownSchemes.light.get(token) !== value
		);
		expect(changed.length).toBeGreaterThan(30);
	});
});

test('a pair with too little contrast is found, also through another token; an unreadable colour is reported', () => {
	const look = new Map([
		...ownSchemes.light,
		['--basis-color-default-color-subtle', 'var(--basis-color-default-border-subtle)'],
		['--basis-color-inverse-color-default', 'color-mix(in oklch, white, black)']
	]);
	const found = tooClose(look);
	expect(found).toContainEqual(
		expect.objectContaining({
			front: '--basis-color-default-color-subtle',
			ground: '--basis-color-default-bg-document'
		})
	);
	expect(found).toContainEqual(expect.objectContaining({ front: '--basis-color-inverse-color-default', ratio: null }));
});

test.each([
	['#fff', '#000', 21],
	['rgb(118, 118, 118)', 'white', 4.54],
	['hsl(0 100% 50%)', '#ffffff', 4],
	['oklch(0.63 0.26 29.23)', 'white', 4],
	['lab(54.29% 80.82 69.9)', 'lch(100% 0 0)', 4],
	['hwb(0 0% 0%)', 'rebeccapurple', 2.1],
	['color(srgb 1 0 0)', 'oklab(1 0 0)', 4],
	['var(--absent, #000)', 'var(--absent, var(--none, #fff))', 21]
])('contrast of %s on %s is %f, by the WCAG formula', (front, ground, ratio) => {
	const tokens = new Map([
		['--front', front],
		['--ground', ground]
	]);
	const [a, b] = [readColour('--front', tokens), readColour('--ground', tokens)];
	expect(isUnreadable(a) || isUnreadable(b) ? null : contrast(a, b)).toBeCloseTo(ratio, 1);
});

test.each([
	['color-mix(in srgb, red, blue)', 'unreadable'],
	['light-dark(white, black)', 'unreadable'],
	['oklch(from red l c h)', 'unreadable'],
	['rgb(calc(1 + 1) 0 0)', 'unreadable'],
	['currentcolor', 'unreadable'],
	['ffffff', 'unreadable'],
	['color(--hsv 0 1 1)', 'unreadable'],
	['rgb(0 0 0 / 50%)', 'seeThrough'],
	['transparent', 'seeThrough'],
	['#00000080', 'seeThrough'],
	['var(--nothing)', 'absent'],
	['var(--colour)', 'circle'],
	['var(--other)', 'circle']
])('%s is not a colour that can be computed', (value, reason) => {
	const tokens = new Map([
		['--colour', value],
		['--other', 'var(--colour)']
	]);
	expect(readColour('--colour', tokens)).toMatchObject({ reason });
});

/** Every style of the program, as rules: the text in one pair of braces. */
const rules = filesIn('src', /\.(svelte|css)$/, 300).flatMap((file) => {
	const text = textOf(file);
	const css = (
		file.endsWith('.css')
			? text
			: [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('\n')
	).replace(/\/\*[\s\S]*?\*\//g, '');
	return [...css.matchAll(/\{([^{}]*)\}/g)].map(([, rule = '']) => ({ file, rule }));
});
const tokenIn = (rule: string, property: string): string | undefined =>
	new RegExp(`(?:^|[\\s;])${property}:\\s*var\\((--(?:basis|voelspriet)-[\\w-]+)\\)`).exec(rule)?.[1];
/** Backgrounds without words on them: bars and edges, and transparent ones. */
const bare = new Set([
	'--basis-color-default-border-default',
	'--basis-color-default-border-active',
	'--basis-color-action-1-border-default',
	'--voelspriet-help-border',
	'--voelspriet-chart-bar',
	'--voelspriet-chart-bar-now',
	'--voelspriet-suggestion-bg',
	'--voelspriet-label-bg'
]);
test('every colour used in a style is in a tested pair', () => {
	const testedFronts = new Set(pairs.map(({ front }) => front));
	const testedGrounds = new Set([...pairs.map(({ ground }) => ground), ...bare]);
	const astray = rules.flatMap(({ file, rule }) => {
		const [front, ground] = [tokenIn(rule, 'color'), tokenIn(rule, 'background')];
		return [
			...(front && !testedFronts.has(front) ? [`${file}: ${front} is no front`] : []),
			...(ground && !testedGrounds.has(ground) ? [`${file}: ${ground} is no ground`] : []),
			...(front && ground && !bare.has(ground) && !pairs.some((pair) => pair.front === front && pair.ground === ground)
				? [`${file}: ${front} on ${ground}`]
				: [])
		];
	});
	expect(rules.length).toBeGreaterThan(300);
	expect(astray).toEqual([]);
});

test('no style hard-codes a colour, which a theme could not change; only the shade behind a dialog is black', () => {
	const written = rules.filter(
		({ file, rule }) =>
			!/color-scheme\/(tokens|schemes)\.css$/.test(file) && /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\((?!0 0 0 \/)/i.test(rule)
	);
	expect(written.map(({ file, rule }) => `${file}: ${rule.trim()}`)).toEqual([]);
});

test('no style has a transition, an animation or smooth scrolling', () => {
	const moving = rules.filter(({ rule }) =>
		/(?:^|[\s;])(?:transition|animation)(?:-[a-z]+)?:|scroll-behavior:\s*smooth/.test(rule)
	);
	expect(moving.map(({ file }) => file)).toEqual([]);
});
