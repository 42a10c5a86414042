import type { ChartConfiguration, Plugin } from 'chart.js';
import { actionLines, arrange } from './action-lines';
import { fewest, gapsOf, stepAt, type ChartAction, type Steps } from './steps';
import { hatch, line, write } from './drawing';
import { baseLine, gridLine, ground, ink, softInk, type Palette } from './palette';
import type { Picture } from './picture';
import { spread } from './placing';

export type PointStyle = 'circle' | 'rect' | 'triangle' | 'rectRot' | 'crossRot' | 'star' | 'rectRounded';

export interface LineSeries {
	readonly id: string;
	readonly label: string;
	/** Custom property that holds its colour. */
	readonly colour: string;
	readonly point: PointStyle;
	/** The one that matters most is drawn wider. */
	readonly main?: boolean;
	/** Shares (0-1) per step; null where there is none. */
	readonly values: readonly (number | null)[];
}

export interface LineData {
	readonly steps: Steps;
	/** Of how many posts each step's shares are; under twenty nothing is drawn there. */
	readonly n: readonly number[];
	readonly series: readonly LineSeries[];
	readonly actions: readonly ChartAction[];
}

interface Words {
	readonly few: (n: number) => string;
	readonly clock: (at: string) => string;
	readonly percent: (share: number) => string;
}

/** Values with every step of too few posts left out: a line through seven posts would be a lie. */
export const drawable = (values: readonly (number | null)[], n: readonly number[]): (number | null)[] =>
	values.map((value, at) => ((n[at] ?? 0) < fewest ? null : value));

/** Lines that differ in shape as well as colour, with their name at the end. */
export function linePicture(
	data: LineData,
	palette: Palette,
	words: Words,
	width: number
): Picture<ChartConfiguration<'line', (number | null)[]>> {
	const { steps, n, series, actions } = data;
	const narrow = width < 35 * palette.rem;
	const names = narrow ? 2 : palette.size * 10.5;
	const arrangement = arrange(actions, steps, palette, palette.size * 3.2, width - names);
	const height = arrangement.room + 16.5 * palette.rem + palette.size * 3.4;
	const highest = Math.max(0.1, ...series.flatMap(({ values }) => drawable(values, n)).map((value) => value ?? 0));
	const top = [0.25, 0.5, 0.75, 1].find((edge) => edge >= highest) ?? 1;

	const around: Plugin<'line'> = {
		id: 'around',
		beforeDatasetsDraw({ ctx, chartArea }) {
			const each = (chartArea.right - chartArea.left) / Math.max(1, steps.count);
			for (const [from, to] of gapsOf(n.map((count) => (count < fewest ? null : count)))) {
				const box = {
					left: chartArea.left + from * each,
					right: chartArea.left + to * each,
					top: chartArea.top,
					bottom: chartArea.bottom
				};
				hatch(ctx, box, palette);
				const style = { colour: palette.colour(ink), align: 'center', behind: palette.colour(ground) } as const;
				const middle = (box.left + box.right) / 2;
				const text = words.few(Math.max(...n.slice(from, to)));
				ctx.font = `${palette.size}px ${palette.family}`;
				if (ctx.measureText(text).width <= box.right - box.left + palette.rem) {
					write(ctx, text, Math.max(middle, ctx.measureText(text).width / 2), (box.top + box.bottom) / 2, palette, {
						...style,
						baseline: 'middle'
					});
				} else {
					ctx.save();
					ctx.translate(middle, (box.top + box.bottom) / 2);
					ctx.rotate(-Math.PI / 2);
					write(ctx, text, 0, 0, palette, { ...style, baseline: 'middle' });
					ctx.restore();
				}
			}
		},
		afterDatasetsDraw(chart) {
			const { ctx, chartArea, scales } = chart;
			const each = (chartArea.right - chartArea.left) / Math.max(1, steps.count);
			const skip = Math.max(1, Math.ceil((palette.size * 3.6) / each));
			n.forEach((count, at) => {
				if ((n.length - 1 - at) % skip !== 0) return;
				const x = chartArea.left + (at + 0.5) * each;
				const style = { colour: palette.colour(softInk), align: 'center' } as const;
				write(ctx, words.clock(stepAt(steps, at)), x, chartArea.bottom + palette.size * 1.5, palette, style);
				write(ctx, `n = ${count}`, x, chartArea.bottom + palette.size * 2.9, palette, style);
			});
			if (narrow) return;
			const y = scales['y'];
			const ends = series
				.map((one) => ({ ...one, last: drawable(one.values, n).at(-1) ?? null }))
				.flatMap((one) =>
					one.last === null || !y ? [] : [{ ...one, last: one.last, at: y.getPixelForValue(one.last) }]
				);
			const places = spread(
				ends.map(({ at }) => at),
				palette.size * 1.4,
				chartArea.top,
				chartArea.bottom - palette.size / 2
			);
			const from = chartArea.right - each / 2;
			ends.forEach(({ label, colour, last, at }, index) => {
				const place = places[index] ?? at;
				line(ctx, [from + 8, at], [chartArea.right + 8, place], palette.colour(colour), 1);
				write(ctx, `${label} ${words.percent(last)}`, chartArea.right + 12, place, palette, {
					colour: palette.colour(ink),
					baseline: 'middle'
				});
			});
		}
	};

	const config: ChartConfiguration<'line', (number | null)[]> = {
		type: 'line',
		data: {
			labels: Array.from({ length: steps.count }, (_, at) => stepAt(steps, at)),
			datasets: series.map(({ label, colour, point, main, values }) => ({
				label,
				data: drawable(values, n),
				borderColor: palette.colour(colour),
				backgroundColor: palette.colour(colour),
				borderWidth: main ? 3 : 2,
				tension: 0,
				spanGaps: false,
				pointStyle: point,
				pointRadius: main ? 5 : 4.5,
				pointBorderWidth: point === 'crossRot' || point === 'star' ? 2 : 1,
				pointBorderColor: point === 'crossRot' || point === 'star' ? palette.colour(colour) : palette.colour(ground),
				clip: false
			}))
		},
		options: {
			animation: false,
			events: [],
			responsive: true,
			maintainAspectRatio: false,
			layout: { padding: { top: arrangement.room, bottom: palette.size * 3.4, right: names } },
			scales: {
				x: { display: false, offset: true },
				y: {
					min: 0,
					max: top,
					border: { display: false },
					grid: { color: ({ tick }) => palette.colour(tick.value === 0 ? baseLine : gridLine), drawTicks: false },
					ticks: {
						stepSize: top / 2,
						padding: 8,
						color: palette.colour(softInk),
						font: { family: palette.family, size: palette.size },
						callback: (value) => words.percent(Number(value))
					}
				}
			}
		},
		plugins: [around, actionLines(arrangement, palette)]
	};
	return { config, height, numbered: arrangement.numbered };
}
