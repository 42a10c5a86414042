import * as m from '$lib/messages';
import type { Desk } from '$lib/desk/desk.svelte';
import { allPosts, busiest, endOf, lastUnfinished } from '$lib/desk/views/chart-periods';
import { plainLetters } from '$lib/domain/core/plain-letters';
import type { TimeSeries } from '$lib/domain/overview/figures';
import type { Words } from '$lib/i18n/words';
import {
	axisWidth,
	lanesFor,
	shareIn,
	timeTicks,
	valueTicks,
	type NumberedAction
} from '$lib/ui/charts/drawing/time-axis';
import { momentMinutes } from '$lib/ui/charts/drawing/steps';
import { situationLines } from './situation';

/** What the picture of the situation says. */
export interface SituationPicture {
	readonly fileName: string;
	readonly title: string;
	/** GRIP, phase and the moment. */
	readonly note: string;
	/** The word of an exercise; null for a real incident. */
	readonly exercise: string | null;
	readonly lines: readonly string[];
	readonly chart: { readonly title: string; readonly says: string };
	/** What limits the figures. */
	readonly foot: string;
	readonly words: Pick<Words, 'clock' | 'clockField' | 'dayKey' | 'shortDay'>;
}

export function situationPicture(
	desk: Pick<Desk, 'store' | 'clock'>,
	words: Pick<
		Words,
		| 't'
		| 'time'
		| 'clock'
		| 'clockField'
		| 'during'
		| 'stepLength'
		| 'longDate'
		| 'dayKey'
		| 'shortDay'
		| 'moment'
		| 'when'
		| 'list'
	>,
	series: TimeSeries
): SituationPicture {
	const { t, time, clock, stepLength, longDate, dayKey, during } = words;
	const { incident } = desk.store.state;
	const now = new Date(desk.clock.now);
	const word = incident?.exercise ? t(m.exercise.word) : null;
	const parts = [incident?.title ?? '', t(m.situation.picture.file), dayKey(now), clock(now), word ?? ''];
	const top = busiest(series);
	const length = stepLength(series.step);
	return {
		fileName: `${plainLetters(parts.join(' '))
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 150)}.png`,
		title: incident?.title ?? '',
		note: [
			incident && incident.grip > 0 ? t(m.incident.grip, { grip: incident.grip }) : '',
			t(m.incident.phases[incident?.phase ?? 'watch']),
			t(m.situation.picture.moment, { day: longDate(now), time: time(now) })
		]
			.filter(Boolean)
			.join(' · '),
		exercise: word,
		lines: situationLines(desk, words).slice(1),
		chart: {
			title: t(m.charts.volume, { length }),
			says: top
				? t(m.charts.busiestOnly, { when: during(top.at, top.to, series.until), count: top.peak })
				: t(m.charts.none)
		},
		foot: t(m.situation.picture.foot, { time: time(series.until) }),
		words
	};
}

/** Pixels of the picture, and how many of a screen with fine dots each is drawn with. */
const [WIDTH, EDGE, FINE] = [1200, 40, 2] as const;
/** A picture leaves the program: it is light in every look, and reads on paper. */
const ink = { ground: '#ffffff', text: '#17202a', soft: '#4d5964', line: '#c6ccd2', bar: '#8592a3', now: '#3d4b61' };
const stripes = { yellow: '#ffd034', black: '#111111' };
const family = "'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif";
const font = (size: number, weight: 400 | 600 = 400): string => `${weight} ${size}px ${family}`;

/** Draws the picture; its height follows from its words. */
export function drawSituation(
	canvas: HTMLCanvasElement,
	picture: SituationPicture,
	series: TimeSeries,
	actions: readonly NumberedAction[]
): void {
	const context = canvas.getContext('2d');
	if (!context) return;
	const room = WIDTH - 2 * EDGE;
	const wrapped = (text: string, size: number): string[] => {
		context.font = font(size);
		return wrap(text, room, (words) => context.measureText(words).width);
	};
	const band = picture.exercise === null ? 0 : 32;
	const shown = actions.filter(({ at }) => shareIn(at, series) !== null);
	const legend =
		shown.length === 0 ? [] : wrapped(shown.map(({ number, label }) => `${number} ${label}`).join(' · '), 18);
	const title = wrapped(picture.title, 34).slice(0, 2);
	const lines = picture.lines.flatMap((line) => wrapped(line, 22));
	const words = { says: wrapped(picture.chart.says, 20), foot: wrapped(picture.foot, 16) };
	context.font = font(16, 600);
	const scale = valueTicks(Math.max(1, ...allPosts(series)));
	const left = EDGE + axisWidth(scale.ticks.map(String), 9);
	const plot = { left, room: WIDTH - EDGE - left, ...scale };
	const lanes = lanesFor(shown.map(({ at }) => ({ at: (shareIn(at, series) ?? 0) * plot.room, width: 24 })));
	const over = shown.length === 0 ? 12 : (Math.max(...lanes) + 1) * 22 + 8;
	const high = 220;
	const textHeight = title.length * 42 + 36 + lines.length * 32 + 60 + words.says.length * 28;
	const height = 2 * band + 2 * EDGE + textHeight + over + high + 40 + legend.length * 26 + 20 + words.foot.length * 24;

	canvas.width = WIDTH * FINE;
	canvas.height = height * FINE;
	context.scale(FINE, FINE);
	context.fillStyle = ink.ground;
	context.fillRect(0, 0, WIDTH, height);
	context.textBaseline = 'alphabetic';
	let y = band + EDGE;
	const write = (text: string, size: number, step: number, colour: string, weight: 400 | 600 = 400): void => {
		context.font = font(size, weight);
		context.fillStyle = colour;
		context.textAlign = 'left';
		context.fillText(text, EDGE, y + size);
		y += step;
	};
	for (const line of title) write(line, 34, 42, ink.text, 600);
	write(picture.note, 20, 36, ink.soft);
	for (const line of lines) write(line, 22, 32, ink.text);
	y += 24;
	write(picture.chart.title, 22, 36, ink.text, 600);
	for (const line of words.says) write(line, 20, 28, ink.text);
	drawBars(context, { upper: y + over, high, ...plot }, picture, series, shown, lanes);
	y += over + high + 40;
	for (const line of legend) write(line, 18, 26, ink.text);
	y += 20;
	for (const line of words.foot) write(line, 16, 24, ink.soft);
	if (picture.exercise !== null)
		for (const at of [0, height - band]) drawStripes(context, at, band, picture.exercise.toUpperCase());
}

function drawBars(
	context: CanvasRenderingContext2D,
	{
		upper,
		high,
		left,
		room,
		top,
		ticks
	}: Readonly<Record<'upper' | 'high' | 'left' | 'room' | 'top', number>> & {
		readonly ticks: readonly number[];
	},
	{ words }: SituationPicture,
	series: TimeSeries,
	actions: readonly NumberedAction[],
	lanes: readonly number[]
): void {
	const values = allPosts(series);
	const unfinished = lastUnfinished(series) ? values.length - 1 : null;
	const bottom = upper + high;
	const step = momentMinutes(series.from, endOf(series)) / Math.max(1, series.steps);
	const each = (room * step) / Math.max(step, momentMinutes(series.from, series.until));
	context.lineWidth = 1;
	context.font = font(16);
	for (const tick of ticks) {
		const at = bottom - (tick / top) * high;
		context.strokeStyle = ink.line;
		line(context, left, at, left + room, at);
		context.fillStyle = ink.soft;
		context.textAlign = 'right';
		context.fillText(String(tick), left - 8, at + 5);
	}
	values.forEach((value, index) => {
		if (value === 0) return;
		const tall = Math.max(2, (value / top) * high);
		const x = left + index * each + each * 0.06;
		const wide = Math.min(each * 0.88, left + room - x);
		if (index === unfinished) {
			context.setLineDash([4, 3]);
			context.strokeStyle = ink.now;
			context.strokeRect(x, bottom - tall, Math.max(2, wide), tall);
			context.setLineDash([]);
			return;
		}
		context.fillStyle = index === (unfinished ?? values.length) - 1 ? ink.now : ink.bar;
		context.fillRect(x, bottom - tall, wide, tall);
	});
	context.strokeStyle = ink.text;
	line(context, left, bottom, left + room, bottom);
	for (const { share, text } of timeTicks(series, 9, words)) {
		context.fillStyle = ink.soft;
		context.textAlign = share === 1 ? 'right' : share < 0.03 ? 'left' : 'center';
		context.fillText(text, left + share * room, bottom + 24);
	}
	actions.forEach(({ at, number }, index) => {
		const x = left + (shareIn(at, series) ?? 0) * room;
		const from = upper - ((lanes[index] ?? 0) + 1) * 22;
		context.setLineDash([5, 4]);
		context.strokeStyle = ink.text;
		context.lineWidth = 1.5;
		line(context, x, from, x, bottom);
		context.setLineDash([]);
		context.font = font(16, 600);
		context.fillStyle = ink.text;
		context.textAlign = x < left + 16 ? 'left' : 'right';
		context.fillText(String(number), x + (x < left + 16 ? 5 : -5), from + 14);
	});
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
	context.beginPath();
	context.moveTo(x1, y1);
	context.lineTo(x2, y2);
	context.stroke();
}

/** The band of an exercise, as on every screen and page. */
function drawStripes(context: CanvasRenderingContext2D, top: number, high: number, word: string): void {
	context.save();
	context.beginPath();
	context.rect(0, top, WIDTH, high);
	context.clip();
	context.fillStyle = stripes.yellow;
	context.fillRect(0, top, WIDTH, high);
	context.strokeStyle = stripes.black;
	context.lineWidth = 16;
	for (let x = -high; x < WIDTH + high; x += 44) line(context, x, top + high + 8, x + high + 16, top - 8);
	context.font = font(20, 600);
	context.textAlign = 'center';
	for (const at of [1 / 6, 1 / 2, 5 / 6]) {
		const wide = context.measureText(word).width + 40;
		context.fillStyle = stripes.yellow;
		context.fillRect(WIDTH * at - wide / 2, top, wide, high);
		context.fillStyle = stripes.black;
		context.fillText(word, WIDTH * at, top + high / 2 + 7);
	}
	context.restore();
}

/** As many words on each line as fit; a word that is too long stays whole. */
export function wrap(text: string, room: number, widthOf: (words: string) => number): string[] {
	const lines: string[] = [];
	for (const word of text.split(/[ \n]+/)) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : `${last} ${word}`;
		if (last === undefined || widthOf(longer) > room) lines.push(word);
		else lines[lines.length - 1] = longer;
	}
	return lines;
}
