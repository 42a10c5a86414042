import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '$lib/server/platform/config/config';
import { colourMistakes, judgeTheme } from '$lib/server/platform/theme/theme-warnings';
import { readTheme, ThemeError } from '$lib/server/platform/theme/read-theme';
import { serveTheme, themeAddress } from '$lib/server/platform/theme/serve-theme';

const read = (css: string) => readTheme(new TextEncoder().encode(css));
function mistakesOf(css: string | Uint8Array): readonly string[] {
	try {
		return colourMistakes(readTheme(typeof css === 'string' ? new TextEncoder().encode(css) : css));
	} catch (error) {
		if (error instanceof ThemeError) return error.mistakes;
		throw error;
	}
}

test('a house style consists of custom properties for the light look, and optionally for the dark one and the crisis room', () => {
	const { values, css } = read(`/* Waterveen */
:root { --basis-color-action-1-color-default: #7a0045; --basis-space-md: calc(1rem + 2px); }
[data-look='dark'] { --basis-color-action-1-color-default: rgb(255 180 210) }
:root[data-look="crisis"] { --basis-text-font-family-default: 'Waterveen Sans', sans-serif; }`);
	expect(Object.fromEntries(values.light)).toEqual({
		'--basis-color-action-1-color-default': '#7a0045',
		'--basis-space-md': 'calc(1rem + 2px)'
	});
	expect([...values.dark.values()]).toEqual(['rgb(255 180 210)']);
	expect([...values.crisis.keys()]).toEqual(['--basis-text-font-family-default']);
	expect(css).not.toContain('Waterveen */');
});

test.each([
	['a property that is none of the custom ones', ':root {\n--a: 1;\ncolor: red }', /^line 3: color is not allowed/],
	['another selector', '\n.button { --a: 1 }', /^line 2: this selector is not allowed: write :root/],
	['a selector that reaches further', ':root .secret { --a: 1 }', /^line 1: this selector/],
	['a look that does not exist', "[data-look='party'] { --a: 1 }", /^line 1: this selector/],
	['a rule in a rule', ':root { --a: 1; & b { --c: 2 } }', /^line 1:/],
	['an import', '@import url(https://elsewhere.example/x.css);', /^line 1: @import is not allowed/],
	['a font from elsewhere', '\n@font-face { font-family: X; src: url(x.woff2) }', /^line 2: @font-face is not allowed/],
	['a media query', '@media print { :root { --a: 1 } }', /^line 1: @media is not allowed/],
	['an address', ':root { --a: url(https://elsewhere.example/pixel.png) }', /^line 1: --a names an address/],
	['an address behind another', ':root { --a: var(--b, url("x")) }', /^line 1: --a names an address/],
	['an address in disguise', ':root { --a: \\75rl(x) }', /^line 1: --a/],
	['a picture', ':root { --a: image-set("x.png" 1x) }', /^line 1: --a uses image-set\(\)/],
	['something that always wins', ':root { --a: red !important }', /^line 1: --a says !important/],
	['a block as a value', ':root { --a: { color: red } }', /^line 1:/],
	['what is no CSS', 'hello', /^line 1:/],
	['markup', '</style><script>alert(1)</script>', /^line 1:/]
])('a theme is refused with the line and the reason: %s', (_, css, expected) => {
	expect(mistakesOf(css)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
});

test.each([
	[
		'a mixture',
		'color-mix(in oklch, white, black)',
		/^line 2: the colour of --basis-color-default-color-subtle cannot be computed/
	],
	['two looks in one', 'light-dark(white, black)', /^line 2: .* cannot be computed/],
	['a colour from another', 'oklch(from #123456 l c h)', /^line 2: .* cannot be computed/],
	['itself', 'var(--basis-color-default-color-subtle)', /^line 2: .* names itself/],
	['a property that is not there', 'var(--house-blue)', /^line 2: .* names a property that does not exist/],
	['a colour that is see-through', 'rgb(0 0 0 / 40%)', /^line 2: .* is see-through/]
])('a text colour that cannot be judged is refused with its line: %s', (_, value, expected) => {
	expect(
		mistakesOf(`:root {\n--basis-color-default-color-subtle: ${value}; --basis-space-md: max(1px, 2px) }`)
	).toEqual([expect.stringMatching(expected)]);
});
test('the line is that of the property that cannot be read, in the look where it applies', () => {
	const css = `:root { --house-blue: oklch(0.4 0.15 260) }
:root { --basis-color-default-color-subtle: var(--house-blue) }
[data-look='dark'] {
	--house-blue: var(--house-red);
	--house-red: var(--house-blue);
}`;
	expect(mistakesOf(css)).toEqual([]);
	const crossed = css.replace(
		"[data-look='dark'] {",
		"[data-look='dark'] { --basis-color-default-color-subtle: var(--house-blue);"
	);
	expect(mistakesOf(crossed)).toEqual([expect.stringMatching(/^line 5: the colour of --house-red names itself/)]);
});
test('lab and oklch are judged like any other colour', () => {
	const light = (value: string) => judgeTheme(read(`:root { --basis-color-default-color-subtle: ${value} }`));
	expect(light('oklch(0.35 0.05 260)')).toEqual([]);
	expect(light('lab(30% 0 0)')).toEqual([]);
	expect(light('oklch(0.85 0.02 260)')[0]).toMatch(/has contrast 1\.\d, it needs 4\.5$/);
});

test('nothing of a refused theme is ever served, and all mistakes are reported at once', () => {
	expect(mistakesOf(':root { color: red; --a: url(x) }\n@import "y";').map((line) => line.slice(0, 7))).toEqual([
		'line 1:',
		'line 1:',
		'line 2:'
	]);
	expect(mistakesOf(new Uint8Array([0xff, 0xfe, 0x3a]))).toEqual(['it is not UTF-8 text']);
	expect(mistakesOf(`:root { --a: "${'x'.repeat(300_000)}" }`)).toEqual(['it is larger than 256 KB']);
});

test('the program does not start with an invalid theme, and says which line to fix', () => {
	const folder = mkdtempSync(join(tmpdir(), 'voelspriet-theme-'));
	try {
		const path = join(folder, 'style.css');
		writeFileSync(path, ':root {\n\t--a: 1;\n\tcolor: red;\n}\n');
		expect(() => readConfig({ DATA_DIR: folder, THEME_CSS: path, PORT: 'x' })).toThrow(ConfigError);
		try {
			readConfig({ DATA_DIR: folder, THEME_CSS: path, PORT: 'x' });
		} catch (error) {
			expect(error instanceof ConfigError && error.mistakes).toEqual([
				expect.stringMatching(/^PORT/),
				expect.stringMatching(/^THEME_CSS \(.*style\.css\): line 3: color is not allowed: write custom properties only/)
			]);
		}
		writeFileSync(path, ':root { --basis-space-md: 1rem }');
		expect(readConfig({ DATA_DIR: folder, THEME_CSS: path }).theme?.values.light.get('--basis-space-md')).toBe('1rem');
		expect(() => readConfig({ DATA_DIR: folder, THEME_CSS: folder })).toThrow(/THEME_CSS is not right/);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('browsers cache it under its hash, and get 304 when they have it', async () => {
	const theme = read(':root { --basis-space-md: 1rem }');
	expect(themeAddress(theme)).toBe(`/theme.css?v=${theme.hash}`);
	const first = serveTheme(theme, theme.hash, null);
	expect(first.headers.get('content-type')).toBe('text/css; charset=utf-8');
	expect(first.headers.get('cache-control')).toContain('immutable');
	expect(await first.text()).toContain('--basis-space-md:1rem');
	expect(serveTheme(theme, null, first.headers.get('etag')).status).toBe(304);
	expect(serveTheme(theme, 'old', '"other"').headers.get('cache-control')).toBe('no-cache');
	expect(read(':root { --basis-space-md: 2rem }').hash).not.toBe(theme.hash);
});

test('its author is told what is unreadable on the screen, and which names do nothing', () => {
	const warnings = judgeTheme(read(':root { --basis-color-default-color-subtle: #cccccc; --basis-colour-odd: 1 }'));
	expect(warnings[0]).toMatch(
		/^THEME_CSS, light: --basis-color-default-color-subtle on .* has contrast 1\.\d, it needs 4\.5$/
	);
	expect(warnings.at(-1)).toBe('THEME_CSS: this program has no use for --basis-colour-odd');
	expect(judgeTheme(read(':root { --basis-color-action-1-color-default: #16346f }'))).toEqual([]);
});
