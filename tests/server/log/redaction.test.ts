import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CommandId, FindingId, IncidentId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { Executor } from '$lib/server/log/execute/execute';
import { append, lockHead } from '$lib/server/log/append';
import { linesForState } from '$lib/server/log/lines';
import { verifyLog } from '$lib/server/log/verify';
import { Refusal } from '$lib/domain/core/refusal';
import { Logs } from '$lib/server/log/logs';
import { bram, carla, fresh, opening, person } from '../../domain/in-memory-incident';
import { asOwner } from '../anchor/owner';
import { freshDatabase, type FreshDatabase } from '../database';

let database: FreshDatabase;
let executor: Executor;
let logs: Logs;
/** Reading whole logs waits for this, so that a test controls what happens before and after it. */
let gate = Promise.resolve();

beforeAll(async () => {
	database = await freshDatabase();
	const gated = new Proxy(database.sql, {
		apply: async (sql, _this, [text, ...values]: Parameters<typeof database.sql>) => {
			if (text.join('').includes("type <> 'posts.arrived'")) await gate;
			return sql(text, ...values);
		}
	});
	logs = new Logs(gated);
	await logs.start();
	executor = new Executor(database.sql, logs, null);
});
afterAll(async () => {
	await logs.stop();
	await database.drop();
});

const send = (log: IncidentId, type: string, input: unknown, by: Actor = bram) =>
	executor.execute(log, { id: fresh(CommandId), type, input }, by, 'test');
const ask = (log: IncidentId, text: string) =>
	send(log, 'need.raise', { id: fresh(FindingId), text, offline: 'balie', seenIn: null });
const needTexts = (log: IncidentId): string[] => [...(logs.state(log)?.needs.values() ?? [])].map(({ text }) => text);

/** Lines 3, 4 and 5 each ask where somebody lives. */
async function withNames(): Promise<IncidentId> {
	const log = fresh(IncidentId);
	await send(log, 'incident.open', opening({}));
	for (const name of ['Jan', 'Piet', 'Klaas']) await ask(log, `Waar woont ${name}?`);
	return log;
}
const redact = (log: IncidentId, ...numbers: number[]) =>
	send(log, 'log.redact', { numbers, why: 'recht op verwijdering' }, carla);
const stored = (log: IncidentId) =>
	database.sql`select seq, data, salt, word_proof, hidden from event where log_id = ${log} and seq between 2 and 4 order by seq`;
const other = person('coordinator');

test('hidden words are removed from every cache, also when others write while the log is read again', async () => {
	const log = await withNames();
	let open = (): void => undefined;
	gate = new Promise((done) => (open = done));
	const first = redact(log, 3);
	const others = [ask(log, 'Is er water?'), redact(log, 4), ask(log, 'Is er stroom?')];
	open();
	await Promise.all([first, ...others]);
	expect(needTexts(log)).toEqual(['Waar woont Jan?', '…', '…', 'Is er water?', 'Is er stroom?']);
});

test('a command after a redaction does not copy its words, also while the log is still read again', async () => {
	const log = await withNames();
	const [need] = logs.state(log)?.needs.keys() ?? [];
	let open = (): void => undefined;
	gate = new Promise((done) => (open = done));
	const first = redact(log, 2);
	const waits = new Promise((done) => {
		const readAgain = logs.readAgain.bind(logs);
		vi.spyOn(logs, 'readAgain').mockImplementationOnce((which) => (done(which), readAgain(which)));
	});
	const answered = send(log, 'need.answer', { need, text: 'Hier', fact: null, channel: 'balie', at: null });
	await Promise.race([waits, answered]);
	open();
	await first;
	const { from } = await answered;
	const [line] = await database.sql<
		{ data: unknown }[]
	>`select data from event where log_id = ${log} and seq = ${from}`;
	expect(line?.data).toMatchObject({ answer: { text: 'Hier', question: '…' } });
});

test('words are hidden when the request is answered, come back as they were, and go for good by other eyes', async () => {
	const log = await withNames();
	const before = await stored(log);
	const request = await redact(log, 2, 4);
	expect(needTexts(log)).toEqual(['…', 'Waar woont Piet?', '…']);
	expect(JSON.stringify(await database.sql`select data from event where log_id = ${log}`)).not.toMatch(/Jan|Klaas/);
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true, masked: 2, redacted: 0 });
	const settle = { request: request.from };
	await expect(send(log, 'log.confirmRedaction', settle, carla)).rejects.toEqual(new Refusal('review.own'));
	await expect(redact(log, 4)).rejects.toEqual(new Refusal('log.waiting'));
	await expect(redact(log, 99)).rejects.toEqual(new Refusal('log.number'));

	await send(log, 'log.declineRedaction', { ...settle, why: 'Geen grond' }, carla);
	expect(needTexts(log)).toEqual(['Waar woont Jan?', 'Waar woont Piet?', 'Waar woont Klaas?']);
	expect(await stored(log)).toEqual(before);
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true, masked: 0 });
	await expect(send(log, 'log.confirmRedaction', settle, other)).rejects.toEqual(new Refusal('log.noRequest'));

	const again = await redact(log, 2, 4);
	await send(log, 'log.confirmRedaction', { request: again.from }, other);
	expect(await stored(log)).toMatchObject([
		{ seq: 2, salt: null, hidden: null, data: { text: '…' } },
		before[1],
		{ seq: 4, salt: null, hidden: null, data: { text: '…' } }
	]);
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true, masked: 2, ahead: [] });
	const [word] = await database.sql`select 1 from event where log_id = ${log} and event::text ~ 'Jan|Klaas'`;
	expect(word).toBeUndefined();
});

test('a line without words is refused, and so is the search profile in use', async () => {
	const log = await withNames();
	await send(log, 'profile.change', { terms: ['rook'], hashtags: [], places: [], excluded: [], accounts: [] });
	await send(log, 'profile.change', { terms: ['brand'], hashtags: [], places: [], excluded: [], accounts: [] });
	const { from } = await send(log, 'incident.setFeeds', { feeds: true }, carla);
	await expect(redact(log, from)).rejects.toEqual(new Refusal('log.noWords'));
	await expect(redact(log, from - 1)).rejects.toEqual(new Refusal('log.profile'));
	await redact(log, from - 2);
	expect(logs.state(log)?.profile?.terms).toEqual(['brand']);
});

test('masked and hidden lines are verified: a mark without a request, or after it was declined, is found', async () => {
	const log = await withNames();
	const { from } = await redact(log, 2);
	const masked = await stored(log);
	await send(log, 'log.declineRedaction', { request: from, why: 'Geen grond' }, carla);
	const verified = await asOwner(database.sql, async (tx) => {
		const [line] = masked;
		await tx`update event set data = ${JSON.stringify(line?.['data'])}::text::jsonb, salt = null,
			word_proof = ${JSON.stringify(line?.['word_proof'])}::text::jsonb
			where log_id = ${log} and seq = 2`;
		return verifyLog(tx, log);
	});
	expect(verified).toMatchObject({ ok: false, line: 2, why: 'changed' });
});

test('a line that an earlier version blanked stays skipped and verifiable', async () => {
	const log = await withNames();
	const found = await asOwner(database.sql, async (tx) => {
		await tx`update event set data = 'null', salt = null, word_proof = null where log_id = ${log} and seq = 3`;
		const head = await lockHead(tx, log);
		if (!head) throw new Error('no log');
		await append(tx, head, [{ type: 'log.redacted', data: { numbers: [3], why: 'Een rechter' } }], carla.id, null);
		return { verified: await verifyLog(tx, log), lines: await linesForState(tx, log, 99) };
	});
	expect(found.verified).toMatchObject({ ok: true, redacted: 1, masked: 0 });
	expect(found.lines.filter(({ redacted }) => redacted)).toHaveLength(1);
});
