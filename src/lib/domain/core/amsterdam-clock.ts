/** Created at its first use, because that takes a browser milliseconds. */
let format: Intl.DateTimeFormat | undefined;

/** Minutes that the Netherlands' clock is ahead of UTC at a moment (milliseconds since 1970). */
export function minutesAhead(at: number): number {
	format ??= new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Amsterdam', timeZoneName: 'longOffset' });
	const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	const [, hours = '0', minutes = '0'] = /GMT\+(\d+):(\d+)/.exec(name) ?? [];
	return Number(hours) * 60 + Number(minutes);
}
