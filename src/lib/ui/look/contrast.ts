/** Which colours of the program stand on each other, and whether they can be told apart (WCAG 2.2, 1.4.3 and 1.4.11). */

/** By name, `--basis-color-…`, as written: `#2450ab`, `rgb(36 80 171)`, `hsl(220 65% 41%)`, `var(--other)`. */
export type Tokens = ReadonlyMap<string, string>;
type Rgb = readonly [red: number, green: number, blue: number];

export interface Pair {
	readonly front: string;
	readonly ground: string;
	/** The least ratio: 4.5 for text, 3 for the edge of a control and for a shape with a meaning. */
	readonly least: number;
}

const basis = (name: string): string => `--basis-color-${name}`;
const voelspriet = (name: string): string => `--voelspriet-${name}`;
const cross = (fronts: readonly string[], grounds: readonly string[], least: number): Pair[] =>
	grounds.flatMap((ground) => fronts.map((front) => ({ front, ground, least })));

/** What text stands on: pages, panes, rows, chosen and pointed at, notices, fields and menus. */
const grounds = [
	...['document', 'subtle', 'default', 'hover', 'active'].map((name) => basis(`default-bg-${name}`)),
	...['action-1-bg-subtle', 'action-1-bg-default', 'action-2-bg-default', 'action-2-bg-hover'].map(basis),
	...['warning-bg-subtle', 'info-bg-subtle', 'negative-bg-subtle'].map(basis),
	voelspriet('help-bg')
];
const texts = [
	...['document', 'default', 'subtle'].map((name) => basis(`default-color-${name}`)),
	...['action-1-color-default', 'action-1-color-hover', 'action-2-color-default', 'warning-color-default', 'negative-color-default'].map(
		basis
	)
];
const shapes = [
	...['need', 'rumour', 'behaviour', 'meaning', 'risk-low', 'risk-middle', 'risk-high'].map((name) => voelspriet(`${name}-color`)),
	...['fear', 'anger', 'sadness', 'compassion', 'relief', 'confusion', 'humour'].map((name) => voelspriet(`emotion-${name}-color`)),
	...['negative', 'neutral', 'positive'].map((name) => voelspriet(`attitude-${name}-color`)),
	...['suggestion-border', 'chart-bar', 'chart-bar-now', 'chart-line', 'chart-action-line'].map(voelspriet)
];
const edges = [
	...['default-border-active', 'action-1-border-default', 'action-2-border-default'].map(basis),
	...['negative-border-default', 'warning-border-default', 'info-border-default'].map(basis),
	voelspriet('help-border')
];
const panes = [basis('default-bg-document'), basis('default-bg-subtle')];
const text = (front: string, ground: string): Pair => ({ front, ground, least: 4.5 });

/** All pairs that are used together; tests/ui/contrast.test.ts finds a colour that stands in none of them. */
export const pairs: readonly Pair[] = [
	...cross(texts, grounds, 4.5),
	...cross(
		['risk-middle', 'risk-high', 'risk-low'].map((name) => voelspriet(`${name}-color`)),
		panes,
		4.5
	),
	...cross(shapes, panes, 3),
	...cross(edges, panes, 3),
	...cross(['inverse-color-default', 'inverse-color-subtle'].map(basis), ['inverse-bg-default', 'inverse-bg-hover'].map(basis), 4.5),
	...cross([basis('action-1-inverse-color-default')], ['action-1-inverse-bg-default', 'action-1-inverse-bg-hover'].map(basis), 4.5),
	text(basis('negative-inverse-color-default'), basis('negative-inverse-bg-default')),
	// The red button that is pointed at.
	text(basis('negative-inverse-color-default'), basis('negative-color-default')),
	text(voelspriet('risk-danger-color'), voelspriet('risk-danger-bg')),
	text('--basis-focus-outline-color', '--basis-focus-inner-color'),
	text(voelspriet('exercise-plate-color'), voelspriet('exercise-plate-bg'))
];

/** A pair that is too close in one look. */
export interface TooClose extends Pair {
	/** Null where a colour is written in a way that this does not read. */
	readonly ratio: number | null;
}

/** The pairs among these colours that are too close; `pairs` unless told. */
export function tooClose(tokens: Tokens, of: readonly Pair[] = pairs): readonly TooClose[] {
	return of.flatMap((pair): TooClose[] => {
		const [front, ground] = [colourOf(pair.front, tokens), colourOf(pair.ground, tokens)];
		const ratio = front && ground ? contrast(front, ground) : null;
		return ratio !== null && ratio >= pair.least ? [] : [{ ...pair, ratio }];
	});
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}
const luminance = (rgb: Rgb): number => {
	const [red = 0, green = 0, blue = 0] = rgb
		.map((part) => part / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The colour of a token, other tokens in it followed. Null for what is absent, see-through, or written in another way. */
export function colourOf(name: string, tokens: Tokens, depth = 0): Rgb | null {
	const value = tokens.get(name)?.trim().toLowerCase();
	if (value === undefined || depth > 8) return null;
	const other = /^var\(\s*(--[\w-]+)\s*\)$/.exec(value)?.[1];
	return other === undefined ? readColour(value) : colourOf(other, tokens, depth + 1);
}

function readColour(value: string): Rgb | null {
	const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(value)?.[1];
	if (hex !== undefined) {
		const digits = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
		const part = (at: number): number => parseInt(digits.slice(at, at + 2), 16);
		return [part(0), part(2), part(4)];
	}
	if (value === 'white') return [255, 255, 255];
	if (value === 'black') return [0, 0, 0];
	const [, kind, inner = ''] = /^(rgb|hsl)a?\(([^()/]+)\)$/.exec(value) ?? [];
	const [a, b, c, ...more] = inner
		.split(/[\s,]+/)
		.filter(Boolean)
		.map((part) => parseFloat(part));
	if (a === undefined || b === undefined || c === undefined || more.length > 0 || [a, b, c].some(Number.isNaN)) return null;
	return kind === 'rgb' ? [a, b, c] : fromHsl(a, b / 100, c / 100);
}

/** CSS Color 4, hslToRgb. @param hue degrees */
function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
	const part = (n: number): number => {
		const k = (n + hue / 30) % 12;
		return 255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
	};
	return [part(0), part(8), part(4)];
}
