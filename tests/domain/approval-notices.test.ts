import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Moment, momentOf, PersonId } from '$lib/domain/core/ids';
import { isQuiet, QuietHours } from '$lib/domain/installation/quiet-hours';
import { PushMessage } from '$lib/domain/installation/push-message';
import type { ApprovalNotice } from '$lib/domain/official-text/official-text';
import {
	escalatedSince,
	isReached,
	noticesToTakeBack,
	reminderAt,
	wasNotified
} from '$lib/domain/overview/approval-notices';
import { fresh, noon } from './in-memory-incident';

const [duty, next] = [fresh(PersonId), fresh(PersonId)];
const after = (minutes: number): Moment => momentOf(Date.parse(noon) + minutes * 60_000);
const version = { number: 1, at: after(0) };
type TextWithNotices = Parameters<typeof escalatedSince>[1];
const textWith = (...notices: Partial<ApprovalNotice>[]): TextWithNotices => ({
	approvalWithdrawn: null,
	publications: [],
	versions: [
		{
			...version,
			by: duty,
			requestedFrom: duty,
			basis: '',
			wordings: []
		} as unknown as TextWithNotices['versions'][number]
	],
	notices: notices.map((notice) => ({
		version: 1,
		to: duty,
		outcome: 'sent',
		tries: 1,
		push: 'none',
		at: after(0),
		reminder: 0,
		settled: false,
		...notice
	}))
});
const to = (person: PersonId | null, minutes = 15) => ({ escalation: { next: person, minutes } });

test('the next person on duty is asked after the set time, and not before', () => {
	const text = textWith({ push: 'sent' });
	expect(escalatedSince(to(next), text, after(14))).toBeNull();
	expect(escalatedSince(to(next), text, after(15))).toBe(after(15));
	expect(escalatedSince(to(null), text, after(60))).toBeNull();
});

test('the next person on duty is asked at once when nobody who was asked first could be reached', () => {
	const at = after(1);
	expect(escalatedSince(to(next), textWith({ outcome: 'failed', push: 'failed', at }), after(2))).toBe(at);
	expect(escalatedSince(to(next), textWith({ push: 'quiet', at }), after(2))).toBe(at);
	expect(escalatedSince(to(next), textWith({ push: 'quiet', at }, { to: fresh(PersonId), at }), after(2))).toBeNull();
	// A mail that is sent again in a minute may still reach them.
	expect(escalatedSince(to(next), textWith({ outcome: 'later', at }), after(2))).toBeNull();
	// A notice of another version does not count.
	expect(escalatedSince(to(next), textWith({ outcome: 'failed', version: 2 }), after(2))).toBeNull();
});

test('a mail that was refused for now is due again within two minutes, and is no reminder', () => {
	const text = textWith({ outcome: 'later', at: after(0) });
	const notice = { version: 1, to: duty, reminder: 0 };
	expect(wasNotified(text, notice, after(1))).toBe(true);
	expect(wasNotified(text, notice, after(2))).toBe(false);
	expect(wasNotified(textWith({ outcome: 'failed' }), notice, after(2))).toBe(true);
});

test('mail respects a person’s quiet hours, a device notification does not', () => {
	const notice = textWith({}).notices[0] as ApprovalNotice;
	expect(isReached(notice)).toBe(true);
	expect(isReached({ ...notice, push: 'failed' })).toBe(true);
	expect(isReached({ ...notice, push: 'quiet' })).toBe(false);
	expect(isReached({ ...notice, outcome: 'noMail', push: 'sent' })).toBe(true);
	expect(isReached({ ...notice, outcome: 'noMail' })).toBe(false);
});

test('sends six notices, ten minutes apart', () => {
	expect([0, 9, 10, 59, 60].map((minutes) => reminderAt(after(0), after(minutes)))).toEqual([0, 0, 1, 5, null]);
});

test('quiet hours follow Dutch local time, across midnight and in summer and winter', () => {
	const fixture = { from: '22:00', to: '07:00' };
	const at = (moment: string): boolean => isQuiet(fixture, Moment.parse(moment));
	// Winter: an hour ahead of UTC.
	expect([at('2026-11-20T20:59:00.000Z'), at('2026-11-20T21:00:00.000Z')]).toEqual([false, true]);
	expect([at('2026-11-20T05:59:59.000Z'), at('2026-11-20T06:00:00.000Z')]).toEqual([true, false]);
	// Summer: two hours ahead.
	expect([at('2026-07-20T19:59:00.000Z'), at('2026-07-20T20:00:00.000Z')]).toEqual([false, true]);
	expect(isQuiet({ from: '12:00', to: '13:00' }, Moment.parse('2026-11-20T11:30:00.000Z'))).toBe(true);
});

test('at any moment either the quiet hours or their complement apply, never both', () => {
	const clock = fc
		.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
		.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
	const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(clock, clock, moment, (from, to, date) => {
			fc.pre(from !== to);
			const at = momentOf(date.getTime());
			return isQuiet({ from, to }, at) !== isQuiet({ from: to, to: from }, at);
		})
	);
	expect(QuietHours.safeParse({ from: '22:00', to: '22:00' }).success).toBe(false);
	expect(QuietHours.safeParse({ from: '24:00', to: '07:00' }).success).toBe(false);
});

test('a notification links to one of our own pages', () => {
	const message = { title: 'Geef uw akkoord', body: '', path: '/incidents/1', topic: 'a' };
	expect(PushMessage.safeParse(message).success).toBe(true);
	for (const path of ['https://elders.example', '//elders.example', 'incidents/1', ''])
		expect(PushMessage.safeParse({ ...message, path }).success).toBe(false);
});

test('only the last notification is taken back from people for whom nothing waits, once, and only within a day', () => {
	const waiting = { channel: 'x', checksum: 'a', submitted: 1, approved: null, edited: { by: next } };
	const text = (variants: object[], ...notices: Partial<ApprovalNotice>[]) =>
		({ ...textWith(...notices), paused: null, withdrawn: null, variants }) as unknown as Parameters<
			typeof noticesToTakeBack
		>[0];
	const sent = { push: 'sent' } as const;
	const of = (variants: object[], at: Moment, ...notices: Partial<ApprovalNotice>[]) =>
		noticesToTakeBack(text(variants, ...notices), at).map(({ to: person, reminder }) => [person, reminder]);
	expect(of([waiting], after(1), sent)).toEqual([]);
	expect(of([], after(1), sent, { ...sent, reminder: 1 })).toEqual([[duty, 1]]);
	expect(of([], after(1), sent, { ...sent, to: next })).toEqual([
		[duty, 0],
		[next, 0]
	]);
	// What waits for a colleague of the last editor does not wait for the editor.
	expect(of([waiting], after(1), sent, { ...sent, to: next })).toEqual([[next, 0]]);
	expect(of([], after(1), { ...sent, settled: true })).toEqual([]);
	expect(of([], after(1), { push: 'failed' }, { push: 'quiet', to: next })).toEqual([]);
	expect(of([], after(25 * 60), sent)).toEqual([]);
	const paused = { ...text([waiting], sent), paused: { by: next, at: after(1), why: 'stop', asSpokesperson: false } };
	expect(noticesToTakeBack(paused, after(2))).toHaveLength(1);
});
