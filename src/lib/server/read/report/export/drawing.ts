import { chartBars, sparkPoints } from '$lib/report/chart-shapes';
import type { ActionChart } from '$lib/report/write/document';
import { icons, type IconName } from '$lib/ui/display/icons';

/** What is drawn in a file, as paths of SVG on a field of its own. */
export interface VectorDrawing {
	readonly name: string;
	readonly width: number;
	readonly height: number;
	readonly paths: readonly Path[];
}
interface Path {
	readonly d: string;
	readonly fill?: string;
	readonly line?: { readonly colour: string; readonly width: number; readonly dash?: readonly number[] };
}

export const colours = {
	ink: '#1a1a1a',
	soft: '#555555',
	warning: '#724a00',
	low: '#4c5865',
	middle: '#7d4f00',
	unjudged: '#1a1a1a',
	high: '#b12d10',
	/** White, on its own ground. */
	danger: '#ffffff',
	dangerGround: '#a3140f',
	panel: '#f1f3f5',
	rule: '#b8b8b8',
	bar: '#808ea0',
	lastBar: '#43536a',
	plate: '#ffd23f'
} as const;

/** @param ground the colour behind it, in which a glyph in a filled shape is drawn */
export const iconDrawing = (name: IconName, colour: string, ground: string): VectorDrawing => ({
	name,
	width: 20,
	height: 20,
	paths: icons[name].map(({ paint, d, width = 1.5, dash }): Path => {
		if (paint === 'fill') return { d, fill: colour };
		const line = { colour: paint === 'knock' ? ground : colour, width };
		return { d, line: dash === undefined ? line : { ...line, dash: dash.split(' ').map(Number) } };
	})
});

/** Null where there is no course to draw: it needs two moments. */
export function sparkDrawing(counts: readonly number[]): VectorDrawing | null {
	const points = sparkPoints(counts);
	const last = points.at(-1);
	if (!last || points.length < 2) return null;
	const line = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${String(x)} ${String(y)}`).join('');
	const dot = `M${String(last.x - 2.2)} ${String(last.y)}a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0Z`;
	return {
		name: 'spark',
		width: 66,
		height: 22,
		paths: [
			{ d: line, line: { colour: colours.lastBar, width: 1.6 } },
			{ d: dot, fill: colours.lastBar }
		]
	};
}

/** The bars of a chart with a dashed line for each mark, as wide and high as given. */
export function chartDrawing({ bars, marks }: ActionChart, width: number, height: number): VectorDrawing {
	const scaled = chartBars(bars).map((bar) => {
		const [left, high, wide] = [(bar.x * width) / 100, (bar.height * height) / 100, (bar.width * width) / 100];
		return `M${left.toFixed(2)} ${(height - high).toFixed(2)}h${wide.toFixed(2)}v${high.toFixed(2)}h${(-wide).toFixed(2)}Z`;
	});
	const lines = marks.map(({ at }) => `M${((at * width) / 100).toFixed(2)} 0V${height.toFixed(2)}`);
	return {
		name: 'chart',
		width,
		height,
		paths: [
			{ d: scaled.slice(0, -1).join(''), fill: colours.bar },
			{ d: scaled.slice(-1).join(''), fill: colours.lastBar },
			{ d: lines.join(''), line: { colour: colours.ink, width: 0.8, dash: [2, 1.5] } },
			{ d: `M0 ${height.toFixed(2)}H${width.toFixed(2)}`, line: { colour: colours.rule, width: 0.5 } }
		].filter(({ d }) => d !== '')
	};
}
