import { millisecondsOf, momentOf, type Moment } from '../core/ids';

/** How many times as fast as the clock the player goes. */
export const playerSpeeds = [1, 10, 60, 300] as const;
export type PlayerSpeed = (typeof playerSpeeds)[number];

/** Between which moments one can look back. */
interface Span {
	readonly from: Moment;
	readonly until: Moment;
}

/** So many milliseconds on, or back; never outside the incident. */
export const movedBy = (moment: Moment, milliseconds: number, span: Span): Moment =>
	within(momentOf(millisecondsOf(moment) + milliseconds), span);

export const within = (moment: Moment, { from, until }: Span): Moment =>
	moment < from ? from : moment > until ? until : moment;

/** The slider's places are whole minutes after the beginning; the last is the end itself. */
export const minutesOf = (moment: Moment, { from }: Pick<Span, 'from'>): number =>
	Math.ceil((millisecondsOf(moment) - millisecondsOf(from)) / 60_000);
export const atMinute = (minutes: number, span: Span): Moment => movedBy(span.from, minutes * 60_000, span);
