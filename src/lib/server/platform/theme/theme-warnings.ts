import { isUnreadable, pairs, readColour, tooClose, type UnreadableColour } from '$lib/ui/color-scheme/contrast';
import { blocks, schemesWith } from '$lib/ui/color-scheme/house-style';
import type { HouseTheme, ThemedScheme } from './read-theme';

/** The maximum number of warnings of one kind. */
const MAX_LISTED = 8;

/**
 * Warnings for the author of a theme: text with too little contrast, and names that this program does not use.
 */
export function judgeTheme({ values }: Pick<HouseTheme, 'values'>): readonly string[] {
	const schemes = schemesWith(values);
	const lowContrast = (['light', 'dark', 'crisis'] as const).flatMap((scheme) =>
		tooClose(schemes[scheme]).map(
			({ front, ground, least, ratio }) =>
				`THEME_CSS, ${scheme}: ${front} on ${ground} has contrast ${ratio?.toFixed(1) ?? 'that cannot be computed'}, it needs ${least}`
		)
	);
	const names = new Set(Object.values(values).flatMap((of) => [...of.keys()]));
	const unknown = [...names].filter((name) => !blocks.light.has(name));
	return [
		...lowContrast.slice(0, MAX_LISTED),
		...(lowContrast.length > MAX_LISTED
			? [`THEME_CSS: ${lowContrast.length - MAX_LISTED} more pairs are too close`]
			: []),
		...(unknown.length > 0
			? [
					`THEME_CSS: this program has no use for ${unknown.slice(0, MAX_LISTED).join(', ')}${unknown.length > MAX_LISTED ? ' …' : ''}`
				]
			: [])
	];
}

/** Colours of text and shapes must be computable, else nobody knows whether they can be distinguished. */
const REASONS: Readonly<Record<UnreadableColour['reason'], string>> = {
	absent: 'names a property that does not exist: write one of ours, or a colour',
	circle: 'names itself, perhaps through others: write a colour',
	seeThrough: 'is see-through, so it depends on what lies under it: write one that is not',
	unreadable: 'cannot be computed here: write it as #rrggbb, rgb(), hsl(), lab(), lch(), oklab(), oklch() or color()'
};
/** The looks whose values apply in a look, in order of precedence. */
const FALLBACKS: Readonly<Record<ThemedScheme, readonly ThemedScheme[]>> = {
	light: ['light'],
	dark: ['dark', 'light'],
	crisis: ['crisis', 'dark', 'light']
};
const usedTokens = new Set(pairs.flatMap(({ front, ground }) => [front, ground]));

/** The colours of a theme that cannot be computed, each with its line: the program does not start with them. */
export function colourMistakes({ values, lines }: Pick<HouseTheme, 'values' | 'lines'>): readonly string[] {
	const schemes = schemesWith(values);
	const found = (['light', 'dark', 'crisis'] as const).flatMap((scheme) =>
		[...usedTokens].flatMap((token) => {
			const colour = readColour(token, schemes[scheme]);
			if (!isUnreadable(colour)) return [];
			const line =
				FALLBACKS[scheme].map((each) => lines[each].get(colour.token)).find((each) => each !== undefined) ?? 1;
			return [`line ${line}: the colour of ${colour.token} ${REASONS[colour.reason]}`];
		})
	);
	return [...new Set(found)];
}
