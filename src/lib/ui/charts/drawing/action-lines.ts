import type { Plugin } from 'chart.js';
import { shareOf, type ChartAction, type Steps } from './steps';
import { font, line, write } from './drawing';
import { ink, type Palette } from './palette';
import { levelsFor } from './placing';

/** At most this many rows of words above a chart. */
const most = 3;
const rowHeight = (palette: Palette): number => palette.size * 1.45;

/** How own actions stand above a chart. */
interface Arrangement {
	readonly lines: readonly { readonly share: number; readonly text: string; readonly level: number }[];
	/** True where words did not fit and numbers stand there: then a list belongs beside the chart. */
	readonly numbered: boolean;
	/** Room they need above the chart, in pixels. */
	readonly room: number;
}

/** @param left left edge of the chart's area in pixels @param right its right edge */
export function arrange(
	actions: readonly ChartAction[],
	steps: Steps,
	palette: Palette,
	left: number,
	right: number
): Arrangement {
	const shown = actions.flatMap(({ at, label }, index) => {
		const share = shareOf(at, steps);
		return share === null ? [] : [{ share, label, number: String(index + 1) }];
	});
	const ctx = document.createElement('canvas').getContext('2d');
	if (ctx) ctx.font = font(palette);
	const at = (share: number): number => left + share * (right - left);
	const place = (text: (one: (typeof shown)[number]) => string, between: number): readonly number[] | null =>
		levelsFor(
			shown.map((one) => ({ at: at(one.share) - 6, width: ctx?.measureText(text(one)).width ?? 0 })),
			0,
			most,
			between
		);
	const words = place(({ label }) => label, 12);
	const levels = words ?? place(({ number }) => number, 2) ?? shown.map((_, index) => index % most);
	return {
		lines: shown.map(({ share, label, number }, index) => ({
			share,
			text: words ? label : number,
			level: levels[index] ?? 0
		})),
		numbered: words === null,
		room: shown.length === 0 ? palette.size / 2 : (Math.max(...levels) + 1) * rowHeight(palette) + 4
	};
}

/** Own actions as dashed lines from top to bottom, each with its words or its number. */
export const actionLines = ({ lines, numbered }: Arrangement, palette: Palette): Plugin => ({
	id: 'actionLines',
	afterDatasetsDraw({ ctx, chartArea }) {
		for (const { share, text, level } of lines) {
			const x = Math.round(chartArea.left + share * (chartArea.right - chartArea.left));
			const top = chartArea.top - 4 - (level + 1) * rowHeight(palette);
			line(ctx, [x, top], [x, chartArea.bottom], palette.colour('--voelspriet-chart-action-line'), 1.5, [3, 2]);
			write(ctx, text, x - 6, top + palette.size, palette, {
				colour: palette.colour(ink),
				align: 'right',
				weight: numbered ? 600 : 400
			});
		}
	}
});
