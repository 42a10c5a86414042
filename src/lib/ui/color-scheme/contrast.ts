/**
 * Which colours of the program are shown on which others, and whether they can be distinguished (WCAG 2.2, 1.4.3 and
 * 1.4.11).
 */

import { clampRgb, converter, parse, wcagContrast, type Rgb } from 'culori';

/** By name, `--basis-color-…`, as written: `#2450ab`, `hsl(220 65% 41%)`, `oklch(0.45 0.16 262)`, `var(--other)`. */
export type DesignTokens = ReadonlyMap<string, string>;

interface Pair {
	readonly front: string;
	readonly ground: string;
	/** The least ratio: 4.5 for text, 3 for the edge of a control and for a shape with a meaning. */
	readonly least: number;
}

const basis = (name: string): string => `--basis-color-${name}`;
const voelspriet = (name: string): string => `--voelspriet-${name}`;
const cross = (fronts: readonly string[], grounds: readonly string[], least: number): Pair[] =>
	grounds.flatMap((ground) => fronts.map((front) => ({ front, ground, least })));

/** The backgrounds of text: pages, panes, rows, chosen and pointed at, notices, fields and menus. */
const grounds = [
	...['document', 'subtle', 'default', 'hover', 'active'].map((name) => basis(`default-bg-${name}`)),
	...['action-1-bg-subtle', 'action-1-bg-default', 'action-2-bg-default', 'action-2-bg-hover'].map(basis),
	...['warning-bg-subtle', 'info-bg-subtle', 'negative-bg-subtle'].map(basis),
	voelspriet('help-bg')
];
const texts = [
	...['document', 'default', 'subtle'].map((name) => basis(`default-color-${name}`)),
	...[
		'action-1-color-default',
		'action-1-color-hover',
		'action-2-color-default',
		'warning-color-default',
		'negative-color-default'
	].map(basis)
];
const shapes = [
	...['need', 'rumour', 'behaviour', 'meaning', 'risk-unjudged', 'risk-low', 'risk-middle', 'risk-high'].map((name) =>
		voelspriet(`${name}-color`)
	),
	...['fear', 'anger', 'sadness', 'compassion', 'relief', 'confusion', 'humour'].map((name) =>
		voelspriet(`emotion-${name}-color`)
	),
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

/** All pairs that are used together; tests/ui/contrast.test.ts reports a colour that is in none of them. */
export const pairs: readonly Pair[] = [
	...cross(texts, grounds, 4.5),
	...cross(
		['risk-middle', 'risk-high', 'risk-low'].map((name) => voelspriet(`${name}-color`)),
		panes,
		4.5
	),
	...cross(shapes, panes, 3),
	...cross(edges, panes, 3),
	...cross(
		['inverse-color-default', 'inverse-color-subtle'].map(basis),
		['inverse-bg-default', 'inverse-bg-hover'].map(basis),
		4.5
	),
	...cross(
		[basis('action-1-inverse-color-default')],
		['action-1-inverse-bg-default', 'action-1-inverse-bg-hover'].map(basis),
		4.5
	),
	text(basis('negative-inverse-color-default'), basis('negative-inverse-bg-default')),
	// The red button that is pointed at.
	text(basis('negative-inverse-color-default'), basis('negative-color-default')),
	text(voelspriet('risk-danger-color'), voelspriet('risk-danger-bg')),
	text('--basis-focus-outline-color', '--basis-focus-inner-color'),
	// A block over words that are taken out.
	text(basis('default-bg-document'), basis('default-color-document')),
	text(voelspriet('exercise-plate-color'), voelspriet('exercise-plate-bg')),
	// Shares, in the bar that has their colour.
	...cross(
		[basis('default-bg-document')],
		['negative', 'neutral', 'positive'].map((name) => voelspriet(`attitude-${name}-color`)),
		4.5
	)
];

/** A pair with too little contrast in one colour scheme. */
interface TooClose extends Pair {
	/** Null where a colour is written in a way that this does not read. */
	readonly ratio: number | null;
}

/** The pairs among these colours with too little contrast; all `pairs` by default. */
export function tooClose(tokens: DesignTokens, of: readonly Pair[] = pairs): readonly TooClose[] {
	return of.flatMap((pair): TooClose[] => {
		const [front, ground] = [readColour(pair.front, tokens), readColour(pair.ground, tokens)];
		const ratio = isUnreadable(front) || isUnreadable(ground) ? null : contrast(front, ground);
		return ratio !== null && ratio >= pair.least ? [] : [{ ...pair, ratio }];
	});
}

/** WCAG 2.2 contrast ratio, 1 to 21, of what a screen of sRGB shows. */
export const contrast = (a: Rgb, b: Rgb): number => wcagContrast(clampRgb(a), clampRgb(b));

/** Why the colour of a token cannot be computed, and which token on the way to it says so. */
export interface UnreadableColour {
	readonly token: string;
	/** `absent`: it names a token that does not exist; `circle`: it names itself, perhaps through others. */
	readonly reason: 'absent' | 'circle' | 'seeThrough' | 'unreadable';
}
export const isUnreadable = (colour: Rgb | UnreadableColour): colour is UnreadableColour => 'reason' in colour;

/** A reference to another token, and the fallback. */
const REFERENCE = /^var\(\s*(--[\w-]+)\s*(?:,([^]*))?\)$/;

/** The colour of a token, other tokens in it followed. */
export function readColour(name: string, tokens: DesignTokens): Rgb | UnreadableColour {
	const passed = new Set([name]);
	let token = name;
	let value = tokens.get(name);
	while (value !== undefined) {
		const [, other, fallback]: (string | undefined)[] = REFERENCE.exec(value.trim()) ?? [];
		if (other === undefined) return parseColour(value.trim(), token);
		if (passed.has(other)) return { token, reason: 'circle' };
		if (tokens.has(other)) passed.add((token = other));
		value = tokens.get(other) ?? fallback;
	}
	return { token, reason: 'absent' };
}

const toRgb = converter('rgb');
/** What the library reads and no browser does: digits without a hash, and colour spaces of its own. */
const NOT_CSS = /^[\da-f]+$|color\(\s*--/i;

function parseColour(value: string, token: string): Rgb | UnreadableColour {
	const colour = NOT_CSS.test(value) ? undefined : parse(value);
	if (!colour) return { token, reason: 'unreadable' };
	return (colour.alpha ?? 1) < 1 ? { token, reason: 'seeThrough' } : toRgb(colour);
}
