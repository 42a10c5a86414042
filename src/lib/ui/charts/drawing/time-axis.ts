import { momentAt, type Moments } from '$lib/i18n/moments';
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

const tickIntervals = [5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10_080] as const;

interface TimeTick {
	readonly at: string;
	/** As of {@link shareIn}. */
	readonly share: number;
	readonly text: string;
}
type TickWords = Pick<Moments, 'clock' | 'clockField' | 'dayKey' | 'shortDay'>;
/** The usual number of characters of a time or a day: "14.03", "21 nov". */
const USUAL_LENGTH = 6;
const HOUR = 60;
const DAY = 1440;

/**
 * Round times on the axis, and the end itself; those that would touch the end are left out. If the span has several
 * days, midnight is shown as the day that begins.
 * @param maxTicks how many times of the usual length fit; fewer when a time has a longer text, as in the hour that
 *   occurs twice when the clocks change
 */
export function timeTicks(span: TimeSpan, maxTicks: number, words: TickWords): readonly TimeTick[] {
	const { clock, clockField, dayKey, shortDay } = words;
	const isOneDay = dayKey(span.from) === dayKey(span.until);
	const say = (at: string): string => (!isOneDay && clockField(at) === '00:00' ? shortDay(at) : clock(at));
	const worded = (room: number): TimeTick[] => {
		const times = roundTimes(span, room, dayKey).map((at) => ({ at, share: shareIn(at, span) ?? 0, text: say(at) }));
		const end = { at: span.until, share: 1, text: clock(span.until) };
		return [...times.filter(({ share }) => share <= 1 - 0.8 / room), end];
	};
	const ticks = worded(maxTicks);
	const longest = Math.max(...ticks.map(({ text }) => text.length));
	return longest <= USUAL_LENGTH ? ticks : worded(Math.max(2, Math.floor((maxTicks * USUAL_LENGTH) / longest)));
}

/** Times at the shortest interval that fits. Intervals over an hour start at midnight, local time. */
function roundTimes(span: TimeSpan, maxTicks: number, dayKey: TickWords['dayKey']): string[] {
	const { from, until } = span;
	const minutes = Math.max(1, momentMinutes(from, until));
	const every = tickIntervals.find((length) => minutes / length <= Math.max(1, maxTicks - 1)) ?? minutes;
	const times: string[] = [];
	if (every <= HOUR) {
		const first = Math.ceil(Date.parse(from) / 60_000 / every) * every;
		for (let at = first; at * 60_000 <= Date.parse(until); at += every) times.push(new Date(at * 60_000).toISOString());
		return times;
	}
	const days = Math.max(1, Math.ceil(every / DAY));
	// Noon stays on the same day when the clocks change.
	for (let noon = Date.parse(`${dayKey(from)}T12:00Z`); dayKey(noon) <= dayKey(until); noon += days * DAY * 60_000)
		for (let hour = 0; hour < 24; hour += every / HOUR) {
			const at = momentAt(dayKey(noon), `${String(hour).padStart(2, '0')}:00`);
			if (at !== null && shareIn(at, span) !== null) times.push(at);
		}
	return times;
}

/** The top of an axis of counts or shares, and its two or three lines. */
export function valueTicks(highest: number): { readonly top: number; readonly ticks: readonly number[] } {
	const rough = Math.max(highest, 1e-9) / 3;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
	const count = Math.max(1, Math.ceil(highest / step - 1e-9));
	return { top: count * step, ticks: Array.from({ length: count }, (_, at) => (at + 1) * step) };
}

/** The room that the numbers of an axis need beside the plot, so that none lies over a bar or a line. */
export const axisWidth = (texts: readonly string[], letter: number): number =>
	Math.max(0, ...texts.map((text) => text.length)) * letter + 8;

/**
 * The lane of each label, which ends at its own line: later labels are higher, so that no label is crossed by a line or
 * touches another. In order of time.
 */
export function lanesFor(words: readonly { readonly at: number; readonly width: number }[]): readonly number[] {
	const lanes: number[] = [];
	words.forEach(({ at, width }, index) => {
		const crossed = lanes.filter((_, earlier) => (words[earlier]?.at ?? 0) > at - width);
		lanes[index] = crossed.length === 0 ? 0 : Math.max(...crossed) + 1;
	});
	return lanes;
}
