import type { TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, type IncidentId } from '$lib/domain/core/ids';
import { signHeads } from '$lib/server/log/anchor/sign-heads';
import { SigningKey } from '$lib/server/log/anchor/signed-head';
import { faultOfOutsideHead, readSignedHeads, verifyHeads } from '$lib/server/log/anchor/verify-heads';
import { verifyLog } from '$lib/server/log/verify';
import { bram, fresh } from '../../domain/in-memory-incident';
import { Stage } from '../stage';
import { asOwner, cut, rewrite, signAt } from './owner';

const key = new SigningKey('5a'.repeat(32));
const isKnown = (each: string) => each === key.publicKey;
let stage: Stage;
let log: IncidentId;
/** The number of lines of the log. */
const LINES = 5;
beforeAll(async () => {
	stage = await Stage.set();
	({ log } = await stage.open());
	for (const text of ['Is er water?', 'Is er gas?'])
		await stage.send(log, 'need.raise', { id: fresh(FindingId), text, offline: 'balie', seenIn: null }, bram);
});
afterAll(() => stage.strike());

interface Days {
	when: string;
	/** The moments of the log's lines; the last one is that of the rest. */
	lines: readonly string[];
	/** Up to which line was signed, and when. */
	signed?: readonly (readonly [seq: number, at: string])[];
	/** The day of which the head is missing or late; none when all is right. */
	gap?: string;
	why?: 'unsigned' | 'late';
}

const cases: readonly Days[] = [
	{ when: 'nothing was signed of a day before the program was off', lines: ['2026-03-02T09:00:00Z'] },
	{
		when: 'a day ended, and the program ran on without signing',
		lines: ['2026-03-02T09:00:00Z', '2026-03-03T12:00:00Z'],
		gap: '2026-03-02',
		why: 'unsigned'
	},
	{
		when: 'the day was signed after midnight',
		lines: ['2026-03-02T09:00:00Z', '2026-03-03T12:00:00Z'],
		signed: [[1, '2026-03-03T00:05:00Z']]
	},
	{
		when: 'the program was off at midnight and signed when it started',
		lines: ['2026-03-02T09:00:00Z', '2026-03-05T08:00:30Z'],
		signed: [[1, '2026-03-05T08:00:20Z']]
	},
	{
		when: 'the program was off at midnight, and one process wrote a line before another signed',
		lines: ['2026-03-02T09:00:00Z', '2026-03-05T08:00:30Z'],
		signed: [[2, '2026-03-05T08:10:30Z']]
	},
	{
		when: 'lines were written in the first minutes of a day, and then the program was off',
		lines: ['2026-03-02T23:00:00Z', '2026-03-03T00:04:00Z']
	},
	{
		when: 'the day was signed a day after the program ran again',
		lines: ['2026-03-02T09:00:00Z', '2026-03-03T12:00:00Z'],
		signed: [[LINES, '2026-03-04T00:05:00Z']],
		gap: '2026-03-02',
		why: 'late'
	},
	{
		when: 'a line was stored just before midnight, while another process signed just after',
		lines: ['2026-03-02T09:00:00Z', '2026-03-02T23:59:59.999Z', '2026-03-03T12:00:00Z'],
		signed: [
			[1, '2026-03-03T00:00:00.001Z'],
			[2, '2026-03-03T00:10:00Z']
		]
	},
	{
		when: 'such a line was left unsigned',
		lines: ['2026-03-02T09:00:00Z', '2026-03-02T23:59:59.999Z', '2026-03-03T12:00:00Z'],
		signed: [[1, '2026-03-03T00:00:00.001Z']],
		gap: '2026-03-02',
		why: 'unsigned'
	},
	{
		when: 'a line was stored at midnight exactly: it is of the new day',
		lines: ['2026-03-02T09:00:00Z', '2026-03-03T00:00:00.000Z'],
		signed: [[1, '2026-03-03T00:00:00.001Z']]
	},
	// In Amsterdam the clock goes forward on 29 March and back on 25 October: days of 23 and 25 hours there, not here.
	{
		when: 'the clock went forward in the night',
		lines: ['2026-03-28T22:30:00Z', '2026-03-29T00:50:00Z'],
		signed: []
	},
	{
		when: 'the clock went forward, and the day was signed after midnight in UTC',
		lines: ['2026-03-28T23:30:00Z', '2026-03-29T12:00:00Z'],
		signed: [[1, '2026-03-29T00:09:00Z']]
	},
	{
		when: 'the clock went back, and lines of the last hour in UTC were signed',
		lines: ['2026-10-25T00:30:00Z', '2026-10-25T23:30:00Z', '2026-10-26T12:00:00Z'],
		signed: [[2, '2026-10-26T00:09:00Z']]
	},
	{
		when: 'the clock went back, and lines of the last hour in UTC were not signed',
		lines: ['2026-10-25T00:30:00Z', '2026-10-25T23:30:00Z', '2026-10-26T12:00:00Z'],
		signed: [[1, '2026-10-25T23:09:00Z']],
		gap: '2026-10-25',
		why: 'unsigned'
	}
];

const age = (tx: TransactionSql, lines: readonly string[]) =>
	rewrite(tx, log, ({ seq }) => ({ at: new Date(lines[seq - 1] ?? lines.at(-1) ?? 0) }));

test.each(cases)('$when', async ({ lines, signed = [], gap, why }) => {
	for (const zone of ['UTC', 'Europe/Amsterdam']) {
		const found = await asOwner(stage.database.sql, async (tx) => {
			await tx`select set_config('timezone', ${zone}, true)`;
			await age(tx, lines);
			for (const [seq, at] of signed) await signAt(tx, key, { log, seq, at });
			return verifyHeads(tx, log, isKnown);
		});
		expect(found, zone).toMatchObject(gap ? { ok: false, gap: { of: { day: gap }, why } } : { ok: true });
	}
});

test('when the owner removes the last days, missing heads show it; if the lines go too, only a head from outside does', async () => {
	const { log: other } = await stage.open();
	const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
	const found = await asOwner(stage.database.sql, async (tx) => {
		await age(tx, [...days.map((day) => `${day}T09:00:00Z`), '2026-03-05T09:00:00Z']);
		await rewrite(tx, other, () => ({ at: new Date('2026-03-05T12:00:00Z') }));
		for (const [day, at] of ['2026-03-03', '2026-03-04', '2026-03-05'].entries())
			await signAt(tx, key, { log, seq: day + 1, at: `${at}T00:05:00Z` });
		const newest = (await readSignedHeads(tx, log)).at(-1);
		const whole = await verifyHeads(tx, log, isKnown);
		await tx`delete from signed_head where log_id = ${log} and seq > 1`;
		const withoutHeads = await verifyHeads(tx, log, isKnown);
		await cut(tx, log, 1);
		return {
			whole,
			withoutHeads,
			chain: (await verifyLog(tx, log)).ok,
			cut: await verifyHeads(tx, log, isKnown),
			fromOutside: newest && (await faultOfOutsideHead(tx, newest))
		};
	});
	expect(found).toMatchObject({
		whole: { ok: true },
		withoutHeads: { ok: false, gap: { of: { day: '2026-03-03' }, why: 'unsigned' } },
		chain: true,
		cut: { ok: true },
		fromOutside: 'absent'
	});
});

test('a day that has not ended needs no head', async () => {
	expect(await verifyHeads(stage.sql, log, isKnown)).toMatchObject({ ok: true, heads: 0, unsigned: LINES });
});

test('a head of another log shows that the program was running', async () => {
	const { log: second } = await stage.open();
	const found = await asOwner(stage.database.sql, async (tx) => {
		await age(tx, ['2026-03-02T09:00:00Z']);
		await rewrite(tx, second, () => ({ at: new Date('2026-03-02T10:00:00Z') }));
		const before = await verifyHeads(tx, log, isKnown);
		await signAt(tx, key, { log: second, seq: 2, at: '2026-03-03T08:00:00Z' });
		return [before, await verifyHeads(tx, log, isKnown)];
	});
	expect(found).toMatchObject([{ ok: true }, { ok: false, gap: { of: { day: '2026-03-02' }, why: 'unsigned' } }]);
});

test('events stored before midnight are signed at the next check, even when a head was signed since', async () => {
	const { log: third } = await stage.open();
	const midnight = new Date();
	midnight.setUTCHours(0, 0, 0, 0);
	const before = new Date(midnight.getTime() - 1);
	const { sql } = stage.database;
	await sql.begin(async (tx) => {
		for (const table of ['event', 'command']) await tx.unsafe(`alter table ${table} disable trigger user`);
		await rewrite(tx, third, () => ({ at: before }));
		for (const table of ['event', 'command']) await tx.unsafe(`alter table ${table} enable trigger user`);
		await signAt(tx, key, { log: third, seq: 1, at: new Date(midnight.getTime() + 10).toISOString() });
	});
	await signHeads(stage.sql, key, 'day');
	expect((await readSignedHeads(sql, third)).map(({ seq }) => seq)).toEqual([1, 3]);
});
