import looksCss from './schemes.css?raw';
import tokensCss from './tokens.css?raw';
import type { DesignTokens } from './contrast';

/** The colour schemes of the style sheets; "system" is one of the first two. */
type OwnScheme = 'light' | 'dark' | 'crisis';

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '');
/** The custom properties of the first block whose selectors end so. */
function block(css: string, opening: string): Map<string, string> {
	const at = css.indexOf(`${opening} {`);
	const from = at + opening.length;
	const body = at < 0 ? '' : css.slice(from, css.indexOf('}', from));
	return new Map(
		[...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()])
	);
}

const tokens = block(withoutComments(tokensCss), ':root');
const schemes = withoutComments(looksCss);
/** What each block of ours says by itself. */
export const blocks = {
	light: tokens,
	dark: block(schemes, ":root:root[data-look='dark'],\n\t:root:root[data-look='crisis']"),
	system: block(schemes, ":root:root[data-look='system']"),
	crisis: block(schemes, "}\n\n\t:root:root[data-look='crisis']")
} satisfies Record<string, DesignTokens>;

/** All values of each colour scheme, a theme's above ours, as the cascade has them. */
export const schemesWith = (
	theme: Readonly<Record<OwnScheme, DesignTokens>>
): Readonly<Record<OwnScheme, DesignTokens>> => {
	const light = [...blocks.light, ...theme.light];
	return {
		light: new Map(light),
		dark: new Map([...light, ...blocks.dark, ...theme.dark]),
		crisis: new Map([...light, ...blocks.dark, ...blocks.crisis, ...theme.dark, ...theme.crisis])
	};
};
const nothing: DesignTokens = new Map();
export const ownSchemes = schemesWith({ light: nothing, dark: nothing, crisis: nothing });
