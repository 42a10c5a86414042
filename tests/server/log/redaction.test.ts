import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FindingId, IncidentId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { Executor } from '$lib/server/log/execute/execute';
import { Logs } from '$lib/server/log/logs';
import { bram, carla, fresh, opening } from '../../domain/in-memory-incident';
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

test('what was redacted is removed from every cache, also when others write while the log is read again', async () => {
	const log = fresh(IncidentId);
	await send(log, 'incident.open', opening({}));
	for (const name of ['Jan', 'Piet', 'Klaas']) await ask(log, `Waar woont ${name}?`);
	let open = (): void => undefined;
	gate = new Promise((done) => (open = done));
	await send(log, 'log.redact', { numbers: [3], why: 'recht op verwijdering' }, carla);
	await ask(log, 'Is er water?');
	await send(log, 'log.redact', { numbers: [4], why: 'recht op verwijdering' }, carla);
	await ask(log, 'Is er stroom?');
	open();
	await expect.poll(() => needTexts(log)).toEqual(['Waar woont Jan?', 'Is er water?', 'Is er stroom?']);
});
