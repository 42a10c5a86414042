import { expect, test } from 'vitest';
import { clockField, momentOfClock } from '../../src/routes/incidents/[id]/findings/moment-field';

const now = Date.parse('2026-11-20T13:46:30.000Z');

test('a time is the last moment at which clocks showed it: what is still to come today was yesterday', () => {
	expect(momentOfClock('14:44', now)).toBe('2026-11-20T13:44:00.000Z');
	expect(momentOfClock('14:46', now)).toBe('2026-11-20T13:46:00.000Z');
	expect(momentOfClock('23:50', now)).toBe('2026-11-19T22:50:00.000Z');
	expect(momentOfClock('', now)).toBeNull();
	expect(clockField('2026-11-20T13:44:31.000Z')).toBe('14:44');
});
