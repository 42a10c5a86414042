import { momentMinutes } from './steps';

/** What the authorities themselves did, with the number that it has in every chart. */
export interface NumberedAction {
	readonly number: number;
	/** ISO moment. */
	readonly at: string;
	/** Short, with its time: "NL-Alert 13.05". */
	readonly label: string;
}

/** The time that a chart shows, from its first step to the last moment that was measured. */
export interface TimeSpan {
	/** ISO moments. */
	readonly from: string;
	readonly until: string;
}

/** Where a moment lies: 0 at the beginning, 1 at the end; null outside. */
export function shareIn(at: string, { from, until }: TimeSpan): number | null {
	const share = momentMinutes(from, at) / Math.max(1, momentMinutes(from, until));
	return share >= 0 && share <= 1 ? share : null;
}

const lengths = [5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10_080] as const;

interface TimeTick {
	readonly at: string;
	/** As of {@link shareIn}. */
	readonly share: number;
	readonly text: string;
}
/** Letters of a time: "14.03". */
const USUAL = 5;

/**
 * Round times on the axis, and the end itself; those that would touch the end are left out.
 * @param most how many times of the usual length there is room for; where one says more, as in the hour that clocks show
 *   twice, there are fewer
 * @param say the words of a time
 */
export function timeTicks(span: TimeSpan, most: number, say: (at: string) => string): readonly TimeTick[] {
	const worded = (room: number): TimeTick[] => roundTimes(span, room).map((tick) => ({ ...tick, text: say(tick.at) }));
	const ticks = worded(most);
	const longest = Math.max(...ticks.map(({ text }) => text.length));
	return longest <= USUAL ? ticks : worded(Math.max(2, Math.floor((most * USUAL) / longest)));
}

function roundTimes(span: TimeSpan, most: number): Pick<TimeTick, 'at' | 'share'>[] {
	const minutes = Math.max(1, momentMinutes(span.from, span.until));
	const every = lengths.find((length) => minutes / length <= Math.max(1, most - 1)) ?? minutes;
	const first = Math.ceil(Date.parse(span.from) / 60_000 / every) * every;
	const ticks: Pick<TimeTick, 'at' | 'share'>[] = [];
	for (let at = first; ; at += every) {
		const share = (at * 60_000 - Date.parse(span.from)) / (minutes * 60_000);
		if (share > 1 - 0.8 / most) break;
		ticks.push({ at: new Date(at * 60_000).toISOString(), share });
	}
	return [...ticks, { at: span.until, share: 1 }];
}

/** The top of an axis of counts or shares, and its two or three lines. */
export function valueTicks(highest: number): { readonly top: number; readonly ticks: readonly number[] } {
	const rough = Math.max(highest, 1e-9) / 3;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
	const count = Math.max(1, Math.ceil(highest / step - 1e-9));
	return { top: count * step, ticks: Array.from({ length: count }, (_, at) => (at + 1) * step) };
}

/**
 * On which lane each word stands that ends at its own line: the later, the higher, so that no word is crossed by a line
 * and none touches another. In order of time.
 */
export function lanesFor(words: readonly { readonly at: number; readonly width: number }[]): readonly number[] {
	const lanes: number[] = [];
	words.forEach(({ at, width }, index) => {
		const crossed = lanes.filter((_, earlier) => (words[earlier]?.at ?? 0) > at - width);
		lanes[index] = crossed.length === 0 ? 0 : Math.max(...crossed) + 1;
	});
	return lanes;
}
