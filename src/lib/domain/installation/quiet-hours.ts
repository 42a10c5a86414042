import { z } from 'zod';
import { millisecondsOf, type Moment } from '../core/ids';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** When a person's devices do not ring, each day, on the clocks of the Netherlands: `22:00` to `07:00`. */
export const QuietHours = z
	.strictObject({ from: Clock, to: Clock })
	.refine(({ from, to }) => from !== to, 'hours that are never quiet, or always');
export type QuietHours = z.infer<typeof QuietHours>;

/** Made at its first use. */
let dutchClock: Intl.DateTimeFormat | undefined;

/** `from` itself is quiet, `to` is not; the hours may pass midnight. */
export function isQuiet({ from, to }: QuietHours, wall: Moment): boolean {
	dutchClock ??= new Intl.DateTimeFormat('en-GB', {
		timeZone: 'Europe/Amsterdam',
		hourCycle: 'h23',
		hour: '2-digit',
		minute: '2-digit'
	});
	const clock = dutchClock.format(millisecondsOf(wall));
	return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}
