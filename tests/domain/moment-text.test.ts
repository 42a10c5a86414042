import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMoment, momentOfSerial, type DateOrder } from '$lib/domain/posts/moments/moment-text';
import { runs } from '../long';

const read = (text: string, order: DateOrder = 'dayFirst'): string | null => {
	const reading = readMoment(text, { order });
	return reading && new Date(reading.at).toISOString().replace('.000Z', 'Z');
};

describe('reading a moment', () => {
	test.each([
		['20-11-2026 14:03', '2026-11-20T13:03:00Z'],
		['20-11-2026 14:03:59', '2026-11-20T13:03:59Z'],
		['20/11/2026, 14:03', '2026-11-20T13:03:00Z'],
		['20.11.2026 14.03', '2026-11-20T13:03:00Z'],
		['20-11-26 14:03', '2026-11-20T13:03:00Z'],
		['1-7-2026 09:05', '2026-07-01T07:05:00Z'],
		['20 nov 2026 14:03', '2026-11-20T13:03:00Z'],
		['20 november 2026 om 14.03 uur', '2026-11-20T13:03:00Z'],
		['vr 20 nov. 2026 14u03', '2026-11-20T13:03:00Z'],
		['zaterdag 21 maart 2026', '2026-03-20T23:00:00Z'],
		['21 mrt 2026 08:00', '2026-03-21T07:00:00Z'],
		['3 mei 2026 08:00', '2026-05-03T06:00:00Z'],
		['20-okt-2026 10:00', '2026-10-20T08:00:00Z'],
		['2026-11-20', '2026-11-19T23:00:00Z'],
		['2026-11-20 14:03', '2026-11-20T13:03:00Z'],
		['2026/11/20 14:03', '2026-11-20T13:03:00Z'],
		['2026-11-20T14:03:00', '2026-11-20T13:03:00Z'],
		['2026-11-20T14:03:00.123456Z', '2026-11-20T14:03:00.123Z'],
		['2026-11-20T14:03:00+01:00', '2026-11-20T13:03:00Z'],
		['2026-11-20T14:03:00-0530', '2026-11-20T19:33:00Z'],
		['20261120T140300', '2026-11-20T13:03:00Z'],
		['20261120T140300Z', '2026-11-20T14:03:00Z'],
		['20261120T1403Z', '2026-11-20T14:03:00Z'],
		['20261120T140300.5+0100', '2026-11-20T13:03:00.500Z'],
		['20261120', '2026-11-19T23:00:00Z'],
		['Fri, 20 Nov 2026 07:45:00 +0100', '2026-11-20T06:45:00Z'],
		['Fri, 20 Nov 2026 07:45:00 GMT', '2026-11-20T07:45:00Z'],
		['Fri, 20 Nov 2026 07:45:00 CET', '2026-11-20T06:45:00Z'],
		['Fri, 20 Nov 26 07:45 EST', '2026-11-20T12:45:00Z'],
		['vr, 20 nov 2026 07:45:00 +0100', '2026-11-20T06:45:00Z'],
		['Fri, 20 Nov 2026 07:45:00 +0100 (CET)', '2026-11-20T06:45:00Z'],
		['20-Nov-2026 02:03PM', '2026-11-20T13:03:00Z'],
		['Nov 20, 2026 2:03 PM', '2026-11-20T13:03:00Z'],
		['November 20th, 2026 at 12:03 a.m.', '2026-11-19T23:03:00Z'],
		['Fri Nov 20 13:03:00 +0000 2026', '2026-11-20T13:03:00Z'],
		['2026-11-20 14:03 UTC', '2026-11-20T14:03:00Z'],
		['2026-11-20 14:03:00 UTC', '2026-11-20T14:03:00Z'],
		['2026-11-20 14:03:00.123 UTC', '2026-11-20T14:03:00.123Z'],
		['2026-11-20 14:03:00UTC', '2026-11-20T14:03:00Z'],
		['2026-11-20 14:03:00 +0000 UTC', '2026-11-20T14:03:00Z'],
		['20-11-2026 14.03 uur UTC', '2026-11-20T14:03:00Z'],
		['20-11-2026 14:03 (UTC)', '2026-11-20T14:03:00Z'],
		['20-11-2026 14:03 (Nederlandse tijd)', '2026-11-20T13:03:00Z'],
		['11/20/2026 02:03 PM UTC', null],
		['Nov 20, 2026 2:03 PM UTC', '2026-11-20T14:03:00Z'],
		['Fri, 20 Nov 2026 14:03:00 UTC', '2026-11-20T14:03:00Z'],
		['Fri Nov 20 14:03:00 UTC 2026', '2026-11-20T14:03:00Z'],
		['20 nov 2026 14:03 UT', '2026-11-20T14:03:00Z'],
		['vrijdag 20 november 2026 - 14:03', '2026-11-20T13:03:00Z'],
		['vrijdag 20 november 2026 – 14.03 uur', '2026-11-20T13:03:00Z'],
		['vrijdag 20 november 2026, om 14:03:09', '2026-11-20T13:03:09Z'],
		['Friday, November 20, 2026 - 2:03 PM', '2026-11-20T13:03:00Z'],
		['20-11-2026 | 14:03', '2026-11-20T13:03:00Z'],
		['Nov 20, 2026 @ 14:03:00', '2026-11-20T13:03:00Z'],
		['Nov 20, 2026 @ 14:03:00.123', '2026-11-20T13:03:00.123Z'],
		['2026-11-20 @14:03', '2026-11-20T13:03:00Z'],
		['1795179780', '2026-11-20T13:03:00Z'],
		['1795179780000', '2026-11-20T13:03:00Z'],
		['  20-11-2026\u00a014:03 ', '2026-11-20T13:03:00Z']
	])('%s', (text, expected) => {
		expect(read(text)).toBe(expected);
	});
	describe.each(['nl', 'en'])('with the names of months and days in %s', (language) => {
		test.each(Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 20, 14, 3, 9)))('%i', (at) => {
			const part = (options: Intl.DateTimeFormatOptions): string =>
				new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(at);
			for (const name of ['long', 'short'] as const) {
				const [day, month] = [part({ weekday: name }), part({ month: name, day: 'numeric' }).replace(/[\d ]/g, '')];
				for (const spelling of [
					`20 ${month} 2026 14:03:09`,
					`${month} 20, 2026 14:03:09`,
					`${day} 20 ${month} 2026 om 14.03.09 uur`,
					`${day}, ${month} 20, 2026 at 2:03:09 PM`,
					`${day}, 20 ${month} 2026 - 14:03:09`
				]) {
					expect(read(`${spelling} UTC`), spelling).toBe('2026-' + new Date(at).toISOString().slice(5, 19) + 'Z');
					expect(read(`${spelling.replace(/[.:]09/, '')} UTC`), spelling).toBe(
						'2026-' + new Date(at).toISOString().slice(5, 16) + ':00Z'
					);
				}
			}
		});
	});
	test('with the month first only where the file uses that order', () => {
		expect(read('3/4/2026 14:03')).toBe('2026-04-03T12:03:00Z');
		expect(read('3/4/2026 2:03 PM', 'monthFirst')).toBe('2026-03-04T13:03:00Z');
		expect(read('11/20/2026', 'monthFirst')).toBe('2026-11-19T23:00:00Z');
	});
	test('from the day number of a spreadsheet', () => {
		expect(new Date(momentOfSerial(46_346.585_416_666_7)?.at ?? 0).toISOString()).toBe('2026-11-20T13:03:00.000Z');
		expect(new Date(momentOfSerial(46_204.5)?.at ?? 0).toISOString()).toBe('2026-07-01T10:00:00.000Z');
		expect(momentOfSerial(NaN)).toBeNull();
		expect(momentOfSerial(-5)).toBeNull();
	});
});

test.each([
	'',
	'gisteren',
	'30-02-2026',
	'32-01-2026',
	'20-13-2026',
	'11/20/2026',
	'20-11-2026 25:00',
	'20-11-2026 14:61',
	'20 foo 2026',
	'2026-11-20T14:03 XYZ',
	'20-11-0026',
	'20-11-2126',
	'14:03',
	'13 PM',
	'20-11-2026 13:00 PM',
	'20-11-2026 14:03 TC',
	'2026-11-20 -05:30',
	'20261120T2503Z',
	'20261120T14',
	'20261120T14030Z',
	'1e9'
])('reads no moment from “%s”', (text) => {
	expect(read(text)).toBeNull();
});

describe('the nights when the clock changes', () => {
	test('in October the hour from two to three occurs twice: the first is used, and marked as doubtful', () => {
		expect(readMoment('25-10-2026 01:59')).toEqual({ at: Date.UTC(2026, 9, 24, 23, 59), doubt: null });
		expect(readMoment('25-10-2026 02:00')).toEqual({ at: Date.UTC(2026, 9, 25, 0, 0), doubt: 'twice' });
		expect(readMoment('Oct 25, 2026 @ 02:30:00')).toEqual({ at: Date.UTC(2026, 9, 25, 0, 30), doubt: 'twice' });
		expect(readMoment('20261025T023000')).toEqual({ at: Date.UTC(2026, 9, 25, 0, 30), doubt: 'twice' });
		expect(readMoment('25-10-2026 02:59')).toEqual({ at: Date.UTC(2026, 9, 25, 0, 59), doubt: 'twice' });
		expect(readMoment('25-10-2026 03:00')).toEqual({ at: Date.UTC(2026, 9, 25, 2, 0), doubt: null });
	});
	test('in March that hour is skipped: it is read as if the clock had not gone forward, and marked as doubtful', () => {
		expect(readMoment('29-03-2026 01:59')).toEqual({ at: Date.UTC(2026, 2, 29, 0, 59), doubt: null });
		expect(readMoment('29-03-2026 02:30')).toEqual({ at: Date.UTC(2026, 2, 29, 1, 30), doubt: 'skipped' });
		expect(readMoment('zondag 29 maart 2026 - 02:30')).toEqual({ at: Date.UTC(2026, 2, 29, 1, 30), doubt: 'skipped' });
		expect(readMoment('29-03-2026 03:00')).toEqual({ at: Date.UTC(2026, 2, 29, 1, 0), doubt: null });
	});
	test('with a time zone there is no doubt', () => {
		expect(readMoment('2026-10-25T02:30:00+02:00')).toEqual({ at: Date.UTC(2026, 9, 25, 0, 30), doubt: null });
		expect(readMoment('2026-10-25T02:30:00+01:00')).toEqual({ at: Date.UTC(2026, 9, 25, 1, 30), doubt: null });
		expect(readMoment('25-10-2026 02:30 CEST')).toEqual({ at: Date.UTC(2026, 9, 25, 0, 30), doubt: null });
		expect(readMoment('zondag 25 oktober 2026 - 02:30 CET')).toEqual({ at: Date.UTC(2026, 9, 25, 1, 30), doubt: null });
		expect(readMoment('20261025T023000Z')).toEqual({ at: Date.UTC(2026, 9, 25, 2, 30), doubt: null });
		expect(readMoment('29-03-2026 02:30 UTC')).toEqual({ at: Date.UTC(2026, 2, 29, 2, 30), doubt: null });
	});
	test('a moment written in Dutch local time is read back as that moment, or as the first of two', () => {
		const shown = new Intl.DateTimeFormat('nl-NL', {
			timeZone: 'Europe/Amsterdam',
			dateStyle: 'short',
			timeStyle: 'medium'
		});
		fc.assert(
			fc.property(
				fc.date({ min: new Date('1978-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
				(date) => {
					const second = Math.floor(date.getTime() / 1_000) * 1_000;
					const reading = readMoment(shown.format(second));
					expect([second, second - 3_600_000]).toContain(reading?.at);
					if (reading?.doubt === null) expect(reading.at).toBe(second);
				}
			)
		);
	});
});

test('any text is read or rejected without throwing', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9 :/.,TZapm+-]{0,30}$/)), (text) => {
			for (const order of ['dayFirst', 'monthFirst'] as const) {
				const at = readMoment(text, { order })?.at;
				if (at !== undefined) expect(Number.isNaN(new Date(at).getTime())).toBe(false);
			}
		}),
		{ numRuns: runs(600, 3_000) }
	);
});
