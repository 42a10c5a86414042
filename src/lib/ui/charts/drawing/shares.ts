import type { ChartConfiguration, Plugin } from 'chart.js';
import { fewest } from './steps';
import { font, line, write } from './drawing';
import { baseLine, ground, ink, softInk, type Palette } from './palette';
import type { Picture } from './picture';

interface SharePart {
	readonly id: string;
	readonly label: string;
	/** Custom property that holds its colour. */
	readonly colour: string;
}

interface ShareRow {
	readonly id: string;
	/** "13.00–13.30". */
	readonly label: string;
	/** Under it: what the authorities did in that time. */
	readonly note?: string;
	/** Shares (0-1), one for each part, in order. */
	readonly values: readonly number[];
	/** Of how many posts; under twenty no bar is drawn. */
	readonly n: number;
}

export interface ShareData {
	readonly parts: readonly SharePart[];
	readonly rows: readonly ShareRow[];
}

interface Words {
	readonly few: (n: number) => string;
	readonly percent: (share: number) => string;
}

const isNarrow = (width: number, palette: Palette): boolean => width < 35 * palette.rem;
const rowHeight = (width: number, palette: Palette): number => (isNarrow(width, palette) ? 5 : 3) * palette.rem;

/** Bars of shares, one a row, from left to right; the number stands inside, how many posts at the end. */
export function sharePicture(
	data: ShareData,
	palette: Palette,
	words: Words,
	width: number
): Picture<ChartConfiguration<'bar', (number | null)[]>> {
	const { parts, rows } = data;
	const narrow = isNarrow(width, palette);
	const left = narrow ? 0 : 9 * palette.rem;

	const around: Plugin<'bar'> = {
		id: 'around',
		afterDatasetsDraw(chart) {
			const { ctx, chartArea, scales } = chart;
			const x = scales['x'];
			const y = scales['y'];
			if (!x || !y) return;
			const high = rowHeight(width, palette);
			rows.forEach((row, index) => {
				const middle = y.getPixelForValue(index);
				const top = middle - high / 2;
				const name = { colour: palette.colour(ink), weight: 600 } as const;
				const soft = { colour: palette.colour(softInk) } as const;
				if (narrow) {
					const wide = write(ctx, row.label, 0, top + palette.size * 1.1, palette, name);
					if (row.note)
						write(ctx, row.note, wide + 8, top + palette.size * 1.1, palette, {
							...soft,
							max: width - wide - palette.size * 5
						});
					write(ctx, `n = ${row.n}`, width, top + palette.size * 1.1, palette, { ...soft, align: 'right' });
				} else {
					write(ctx, row.label, 0, row.note ? middle - palette.size * 0.15 : middle + palette.size * 0.35, palette, {
						...name,
						max: left - palette.rem
					});
					if (row.note)
						write(ctx, row.note, 0, middle + palette.size * 1.15, palette, { ...soft, max: left - palette.rem });
					write(ctx, `n = ${row.n}`, chartArea.right + 4 * palette.rem, middle + palette.size * 0.35, palette, {
						...soft,
						align: 'right'
					});
				}
				if (row.n < fewest) {
					for (const edge of [middle - palette.rem, middle + palette.rem])
						line(ctx, [chartArea.left, edge], [chartArea.right, edge], palette.colour(baseLine));
					write(ctx, words.few(row.n), chartArea.left + 12, middle + palette.size * 0.35, palette, soft);
					return;
				}
				let before = 0;
				row.values.forEach((share) => {
					const from = x.getPixelForValue(before);
					const to = x.getPixelForValue(before + share);
					before += share;
					const text = words.percent(share);
					ctx.font = font(palette, 600);
					if (ctx.measureText(text).width + 8 <= to - from)
						write(ctx, text, (from + to) / 2, middle + palette.size * 0.35, palette, {
							colour: palette.colour(ground),
							weight: 600,
							align: 'center'
						});
				});
			});
		}
	};

	const config: ChartConfiguration<'bar', (number | null)[]> = {
		type: 'bar',
		data: {
			labels: rows.map(({ label }) => label),
			datasets: parts.map((part, at) => ({
				label: part.label,
				data: rows.map(({ values, n }) => (n < fewest ? null : (values[at] ?? 0))),
				backgroundColor: palette.colour(part.colour),
				borderColor: palette.colour(ground),
				borderWidth: { left: at === 0 ? 0 : 2, right: 0, top: 0, bottom: 0 },
				borderSkipped: false,
				barThickness: 2 * palette.rem
			}))
		},
		options: {
			indexAxis: 'y',
			animation: false,
			events: [],
			responsive: true,
			maintainAspectRatio: false,
			layout: { padding: { left, right: narrow ? 0 : 4 * palette.rem } },
			scales: { x: { display: false, stacked: true, min: 0, max: 1 }, y: { display: false, stacked: true } }
		},
		plugins: [around]
	};
	return { config, height: rows.length * rowHeight(width, palette), numbered: false };
}
