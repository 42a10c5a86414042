import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseLook } from '$lib/ui/look/look';

const read = (name: string): string => readFileSync(`src/lib/ui/look/${name}`, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const block = (css: string, selector: RegExp): Map<string, string> => {
	const body = new RegExp(`(?:^|[\\s}])${selector.source}\\s*\\{([^}]*)\\}`).exec(css)?.[1];
	if (body === undefined) throw new Error(`no block ${selector.source}`);
	return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]));
};

const tokens = block(read('tokens.css'), /:root/);
const css = read('looks.css');
const dark = block(css, /\[data-look='dark'\],\s*\[data-look='crisis'\]/);
const system = block(css.slice(css.indexOf('prefers-color-scheme')), /\[data-look='system'\]/);
const crisis = block(css, /\}\s*\[data-look='crisis'\]/);

test('dark by the machine is dark by choice', () => {
	expect(dark.size).toBeGreaterThan(60);
	expect(Object.fromEntries(system)).toEqual(Object.fromEntries(dark));
});

test('a look changes only what the light look has', () => {
	for (const name of [...dark.keys(), ...crisis.keys()]) expect(tokens.has(name), name).toBe(true);
});

test('an unknown look is the machine’s', () => {
	expect(['dark', 'crisis', '"><script>', undefined].map(chooseLook)).toEqual(['dark', 'crisis', 'system', 'system']);
});

/** WCAG 2.2 relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
	const light = (hex: string): number => {
		const [r = 0, g = 0, bl = 0] = [1, 3, 5]
			.map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
			.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
	};
	const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

const named = { light: new Map(tokens), dark: new Map([...tokens, ...dark]), crisis: new Map([...tokens, ...dark, ...crisis]) };
const grounds = [
	'default-bg-document',
	'default-bg-subtle',
	'default-bg-default',
	'default-bg-hover',
	'action-1-bg-subtle',
	'action-1-bg-default'
];
const texts = [
	'default-color-document',
	'default-color-default',
	'default-color-subtle',
	'action-1-color-default',
	'warning-color-default',
	'negative-color-default'
];
const pairs = [
	...grounds.flatMap((ground) => texts.map((text) => [text, ground])),
	...['default-bg-document', 'default-bg-subtle', 'warning-bg-subtle'].map((ground) => ['warning-color-default', ground]),
	...['default-bg-document', 'default-bg-subtle', 'negative-bg-subtle'].map((ground) => ['negative-color-default', ground]),
	['inverse-color-default', 'inverse-bg-default'],
	['inverse-color-subtle', 'inverse-bg-default'],
	['action-1-inverse-color-default', 'action-1-inverse-bg-default'],
	['action-2-color-default', 'action-2-bg-default'],
	['negative-inverse-color-default', 'negative-inverse-bg-default']
];

test.each(Object.entries(named))('text can be read on every ground it stands on: %s', (_, look) => {
	const colour = (name = ''): string => look.get(`--basis-color-${name}`) ?? 'absent';
	for (const [text, ground] of pairs) expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
	for (const ground of ['default-bg-document', 'default-bg-subtle'])
		expect(contrast(colour('default-border-active'), colour(ground)), `edge of a control on ${ground}`).toBeGreaterThanOrEqual(3);
});

test.each(Object.entries(named))('a shape with a meaning stands out from its ground: %s', (_, look) => {
	const page = look.get('--basis-color-default-bg-document') ?? 'absent';
	for (const [name, value] of look)
		if (/^--voelspriet-(need|rumour|behaviour|meaning|risk-(low|middle|high)|emotion-\w+|attitude-\w+)-color$/.test(name))
			expect(contrast(value, page), name).toBeGreaterThanOrEqual(3);
});
