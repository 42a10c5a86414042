import { createHash } from 'node:crypto';
import parse from 'css-tree/parser';
import type { CssNode, Declaration, Selector } from 'css-tree';

/**
 * A municipality's house style: our custom properties with its values, for the light, the dark and the crisis room
 * look.
 */
export interface HouseTheme {
	/** The style sheet for browsers: generated from the parsed values, never the file itself. */
	readonly css: string;
	/** The hash of `css`, part of its address and ETag. */
	readonly hash: string;
	readonly values: Readonly<Record<ThemedScheme, ReadonlyMap<string, string>>>;
	/** The line of each value. */
	readonly lines: Readonly<Record<ThemedScheme, ReadonlyMap<string, number>>>;
}
export type ThemedScheme = 'light' | 'dark' | 'crisis';

/** What is wrong with a theme: every mistake at once, each with its line. */
export class ThemeError extends Error {
	override readonly name = 'ThemeError';
	constructor(readonly mistakes: readonly string[]) {
		super(mistakes.join('\n'));
	}
}

/** The largest theme. A large set of tokens is a tenth of it. */
const MAX_BYTES = 256 * 1024;
/** The maximum number of mistakes that are reported. */
const MAX_MISTAKES = 20;

/** The functions that values may use. Those that can fetch (`url`, `image-set`, `src`) are left out on purpose. */
const ALLOWED_FUNCTIONS = new Set(
	'var calc min max clamp round rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark'.split(' ')
);

/**
 * The selectors of each look. The `:root` of a house style is its light look and must not affect the dark ones. The order
 * of style sheets must not matter: a theme overrides our own styles by specificity (`:root:root` over `:root`), and a
 * look overrides the one below it.
 */
const SELECTORS: Readonly<Record<ThemedScheme, (values: string) => string>> = {
	light: (values) => `:root:root{${values}}`,
	dark: (values) =>
		`@media screen{:root:root:root:is([data-look='dark'],[data-look='crisis']){${values}}}` +
		`@media screen and (prefers-color-scheme:dark){:root:root:root[data-look='system']{${values}}}`,
	crisis: (values) => `@media screen{:root:root:root:root[data-look='crisis']{${values}}}`
};

/**
 * Reads a style sheet that may hold custom properties and nothing else.
 * @throws {ThemeError} with every mistake, each with its line and its reason
 */
export function readTheme(bytes: Uint8Array): HouseTheme {
	if (bytes.length > MAX_BYTES) throw new ThemeError([`it is larger than ${MAX_BYTES / 1024} KB`]);
	const text = decode(bytes);
	const mistakes: string[] = [];
	const report = (node: CssNode | null, reason: string): void => {
		mistakes.push(`line ${node?.loc?.start.line ?? 1}: ${reason}`);
	};
	const sheet = parse(text, {
		positions: true,
		parseCustomProperty: true,
		onParseError: (error) =>
			mistakes.push(`line ${'line' in error ? String(error.line) : '1'}: this cannot be read as CSS (${error.message})`)
	});
	const values = {
		light: new Map<string, string>(),
		dark: new Map<string, string>(),
		crisis: new Map<string, string>()
	};
	const lines = {
		light: new Map<string, number>(),
		dark: new Map<string, number>(),
		crisis: new Map<string, number>()
	};
	for (const node of childrenOf(sheet)) {
		if (node.type === 'Comment' || node.type === 'WhiteSpace') continue;
		if (node.type !== 'Rule') {
			report(
				node,
				node.type === 'Atrule'
					? `@${node.name} is not allowed: write custom properties only`
					: 'this is no rule: write :root { --name: value; }'
			);
			continue;
		}
		const schemes = schemesOf(node.prelude, report);
		for (const each of childrenOf(node.block)) {
			if (each.type === 'Comment') continue;
			if (each.type !== 'Declaration') report(each, 'this is no custom property: write --name: value;');
			else if (isAllowed(each, report))
				for (const scheme of schemes) {
					values[scheme].set(each.property, valueText(each, text));
					lines[scheme].set(each.property, each.loc?.start.line ?? 1);
				}
		}
	}
	if (mistakes.length > 0) throw new ThemeError(mistakes.slice(0, MAX_MISTAKES));
	const css = (['light', 'dark', 'crisis'] as const)
		.filter((scheme) => values[scheme].size > 0)
		.map((scheme) => SELECTORS[scheme]([...values[scheme]].map(([name, value]) => `${name}:${value}`).join(';')))
		.join('\n');
	return { css, hash: createHash('sha256').update(css).digest('base64url').slice(0, 22), values, lines };
}

function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new ThemeError(['it is not UTF-8 text']);
	}
}

type ReportMistake = (node: CssNode | null, reason: string) => void;

const childrenOf = (node: CssNode | null): readonly CssNode[] => {
	const children: unknown = node && 'children' in node ? node.children : null;
	return isIterable(children) ? [...children] : [];
};
const isIterable = (value: unknown): value is Iterable<CssNode> =>
	typeof value === 'object' && value !== null && Symbol.iterator in value;

/** `:root`, alone or with a look: `:root[data-look='dark']`, or the look alone. */
function schemesOf(prelude: CssNode, report: ReportMistake): readonly ThemedScheme[] {
	return childrenOf(prelude).flatMap((selector) => {
		const scheme = selector.type === 'Selector' ? schemeOf(selector) : null;
		if (scheme) return [scheme];
		report(selector, "this selector is not allowed: write :root, [data-look='dark'] or [data-look='crisis']");
		return [];
	});
}
function schemeOf(selector: Selector): ThemedScheme | null {
	const [first, ...rest] = childrenOf(selector);
	const isRoot = first?.type === 'PseudoClassSelector' && first.name === 'root' && childrenOf(first).length === 0;
	const attribute = isRoot ? rest[0] : first;
	if (isRoot && rest.length === 0) return 'light';
	if (attribute?.type !== 'AttributeSelector' || rest.length > (isRoot ? 1 : 0)) return null;
	const value = attribute.value?.type === 'String' ? attribute.value.value : attribute.value?.name;
	if (attribute.name.name !== 'data-look' || attribute.matcher !== '=') return null;
	return value === 'light' || value === 'dark' || value === 'crisis' ? value : null;
}

function isAllowed(declaration: Declaration, report: ReportMistake): boolean {
	const { property, important, value } = declaration;
	if (!property.startsWith('--'))
		report(
			declaration,
			`${property} is not allowed: write custom properties only, such as --basis-color-action-1-color-default`
		);
	else if (!/^--[\w-]+$/.test(property))
		report(declaration, `the name ${property} has odd signs: write letters, figures and hyphens`);
	else if (important !== false)
		report(declaration, `${property} says !important, which would hold in every look: leave it out`);
	else if (value.type !== 'Value') report(declaration, `the value of ${property} cannot be read`);
	else return isSafeValue(value, property, report);
	return false;
}

/** Nothing in a value may fetch. */
function isSafeValue(node: CssNode, property: string, report: ReportMistake): boolean {
	if (node.type === 'Url') report(node, `${property} names an address: nothing is loaded from elsewhere`);
	else if (node.type === 'Function' && !ALLOWED_FUNCTIONS.has(node.name.toLowerCase()))
		report(node, `${property} uses ${node.name}(), which is not allowed`);
	else if (node.type === 'Raw' || node.type === 'Block') report(node, `the value of ${property} cannot be read`);
	else return childrenOf(node).every((child) => isSafeValue(child, property, report));
	return false;
}

/** The value as written in the file, on one line. */
const valueText = ({ value }: Declaration, text: string): string =>
	text
		.slice(value.loc?.start.offset ?? 0, value.loc?.end.offset ?? 0)
		.replace(/\/\*[\s\S]*?\*\//g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
