import type { ChartConfiguration, Plugin } from 'chart.js';
import { actionLines, arrange } from './action-lines';
import { gapsOf, stepAt, type ChartAction, type Steps } from './steps';
import type { Picture } from './picture';
import { hatch, line, write } from './drawing';
import { baseLine, ground, ink, softInk, type Palette } from './palette';

interface VolumeRow {
	readonly id: string;
	readonly label: string;
	/** Under the name: "hoogste 167", "0, gemeten". */
	readonly note: string;
	/** Counts per step; null = no measurement. */
	readonly values: readonly (number | null)[];
}

export interface VolumeData {
	readonly steps: Steps;
	/** The first row (all together) is drawn higher than the rest. */
	readonly rows: readonly VolumeRow[];
	readonly actions: readonly ChartAction[];
}

interface Words {
	readonly noMeasurement: string;
	readonly clock: (at: string) => string;
}

const tall = 8;
const low = 2.75;

/**
 * One bar chart a source, one under the other on one axis of time, each with a height of its own (stacked areas hide
 * silence).
 */
export function volumePicture(
	data: VolumeData,
	palette: Palette,
	words: Words,
	width: number,
	/** Called with the step that was pointed at. */
	onpick?: (step: number) => void
): Picture<ChartConfiguration<'bar', (number | null)[]>> {
	const { steps, rows, actions } = data;
	const narrow = width < 35 * palette.rem;
	const left = (narrow ? 5.75 : 9) * palette.rem;
	const arrangement = arrange(actions, steps, palette, left, width);
	const height = arrangement.room + (tall + low * Math.max(0, rows.length - 1)) * palette.rem + palette.size * 2.2;
	const bar = palette.colour('--voelspriet-chart-bar');
	const now = palette.colour('--voelspriet-chart-bar-now');

	const names: Plugin<'bar'> = {
		id: 'names',
		afterDraw({ ctx, scales, chartArea }) {
			rows.forEach(({ id, label, note, values }) => {
				const scale = scales[`y-${id}`];
				if (!scale) return;
				line(ctx, [chartArea.left, scale.bottom], [chartArea.right, scale.bottom], palette.colour(baseLine));
				const max = left - 0.75 * palette.rem;
				write(ctx, label, 0, scale.bottom - palette.size * 1.55, palette, {
					colour: palette.colour(ink),
					weight: 600,
					max
				});
				write(ctx, note, 0, scale.bottom - palette.size * 0.25, palette, { colour: palette.colour(softInk), max });
				const step = (chartArea.right - chartArea.left) / Math.max(1, steps.count);
				for (const [from, to] of gapsOf(values)) {
					const box = {
						left: chartArea.left + from * step,
						right: chartArea.left + to * step,
						top: scale.top + 2,
						bottom: scale.bottom - 1
					};
					hatch(ctx, box, palette);
					if (narrow) continue; // there the words would hide more than they say
					const style = { colour: palette.colour(softInk), behind: palette.colour(ground) };
					const fits = box.right + palette.size * 6.5 < chartArea.right;
					write(ctx, words.noMeasurement, fits ? box.right + 6 : box.left - 6, box.top + palette.size, palette, {
						...style,
						align: fits ? 'left' : 'right'
					});
				}
			});
			// Times at whole steps, as many as fit.
			const each = (chartArea.right - chartArea.left) / Math.max(1, steps.count);
			const every = [1, 2, 3, 6, 12, 24, 48, 96].find((count) => count * each >= palette.size * 4.5) ?? steps.count;
			for (let at = 0; at <= steps.count; at += every) {
				const align = at === 0 ? 'left' : at === steps.count ? 'right' : 'center';
				const x = chartArea.left + at * each;
				line(ctx, [x, chartArea.bottom], [x, chartArea.bottom + 4], palette.colour(baseLine));
				write(ctx, words.clock(stepAt(steps, at)), x, chartArea.bottom + palette.size * 1.5, palette, {
					colour: palette.colour(softInk),
					align
				});
			}
		}
	};

	const config: ChartConfiguration<'bar', (number | null)[]> = {
		type: 'bar',
		data: {
			labels: Array.from({ length: steps.count }, (_, at) => stepAt(steps, at)),
			datasets: rows.map(({ id, label, values }) => ({
				label,
				data: [...values],
				yAxisID: `y-${id}`,
				backgroundColor: values.map((_, at) => (at === values.length - 1 ? now : bar)),
				categoryPercentage: 1,
				barPercentage: 0.82,
				grouped: false
			}))
		},
		options: {
			animation: false,
			events: onpick ? ['click'] : [],
			onClick({ x }, _, { chartArea: { left: from, right: to } }) {
				const step = x === null ? -1 : Math.floor(((x - from) / Math.max(1, to - from)) * steps.count);
				if (step >= 0 && step < steps.count) onpick?.(step);
			},
			responsive: true,
			maintainAspectRatio: false,
			layout: { padding: { left, top: arrangement.room, bottom: palette.size * 2.2, right: 1 } },
			scales: {
				x: { display: false, offset: true },
				// Chart.js lays stacked axes from below upwards.
				...Object.fromEntries(
					[...rows].reverse().map(({ id, values }) => [
						`y-${id}`,
						{
							type: 'linear' as const,
							stack: 'rows',
							stackWeight: id === rows[0]?.id ? tall : low,
							min: 0,
							max: Math.max(1, ...values.map((value) => value ?? 0)) * 1.12,
							ticks: { display: false },
							grid: { display: false, drawTicks: false },
							border: { display: false }
						}
					])
				)
			}
		},
		plugins: [names, actionLines(arrangement, palette)]
	};
	return { config, height, numbered: arrangement.numbered };
}
