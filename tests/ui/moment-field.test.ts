import { expect, test } from 'vitest';
import { momentOfClock } from '$lib/desk/findings/moment-field';

const now = Date.parse('2026-11-20T13:46:30.000Z');

test('a time means its last occurrence: one still to come today means yesterday', () => {
	expect(momentOfClock('14:44', now)).toBe('2026-11-20T13:44:00.000Z');
	expect(momentOfClock('14:46', now)).toBe('2026-11-20T13:46:00.000Z');
	expect(momentOfClock('23:50', now)).toBe('2026-11-19T22:50:00.000Z');
	expect(momentOfClock('', now)).toBeNull();
});

test('on the night of the 25-hour day a repeated time means the latest one, and never one in the future', () => {
	const second = Date.parse('2026-10-25T01:40:00.000Z'); // 02:40, winter time
	expect(momentOfClock('02:30', second)).toBe('2026-10-25T01:30:00.000Z');
	expect(momentOfClock('02:50', second)).toBe('2026-10-25T00:50:00.000Z');
	expect(momentOfClock('02:30', Date.parse('2026-10-25T00:40:00.000Z'))).toBe('2026-10-25T00:30:00.000Z');
	expect(momentOfClock('23:50', Date.parse('2026-10-25T22:30:00.000Z'))).toBe('2026-10-24T21:50:00.000Z');
	expect(momentOfClock('23:50', Date.parse('2026-03-29T21:30:00.000Z'))).toBe('2026-03-28T22:50:00.000Z');
});
