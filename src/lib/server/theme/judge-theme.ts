import { tooClose } from '$lib/ui/look/contrast';
import { blocks, looksWith } from '$lib/ui/look/own-looks';
import type { Theme } from './read-theme';

/** More of the same in the log help nobody. */
const mostTold = 8;

/** What the person who made a theme should know before people work with it: text that cannot be read, names that this program does not have. */
export function judgeTheme({ values }: Pick<Theme, 'values'>): readonly string[] {
	const looks = looksWith(values);
	const close = (['light', 'dark', 'crisis'] as const).flatMap((look) =>
		tooClose(looks[look]).map(
			({ front, ground, least, ratio }) =>
				`THEME_CSS, ${look}: ${front} on ${ground} has contrast ${ratio?.toFixed(1) ?? 'that cannot be computed'}, it needs ${least}`
		)
	);
	const names = new Set(Object.values(values).flatMap((of) => [...of.keys()]));
	const unknown = [...names].filter((name) => !blocks.light.has(name));
	return [
		...close.slice(0, mostTold),
		...(close.length > mostTold ? [`THEME_CSS: ${close.length - mostTold} more pairs are too close`] : []),
		...(unknown.length > 0
			? [`THEME_CSS: this program has no use for ${unknown.slice(0, mostTold).join(', ')}${unknown.length > mostTold ? ' …' : ''}`]
			: [])
	];
}
