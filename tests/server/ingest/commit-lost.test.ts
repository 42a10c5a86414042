import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refused as responseTo } from '$lib/server/out/api/refusal-response';
import { NotAnswered } from '$lib/server/ingest/pipeline/delivery';
import { verifyLog } from '$lib/server/log/verify';
import { post, Stage } from '../stage';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';
import { openOn, textsOf, whileNothingIsStored } from './processes';

/* A process loses its session at the worst moment: nobody gets a wrong answer, and each post is stored once. */

let proxy: TcpProxy;
/** The one that loses: its database is behind a proxy that breaks. */
let one: Stage;
let two: Stage;
beforeEach(async () => {
	const stage = await Stage.set();
	proxy = await startTcpProxy(stage.database.url);
	one = await Stage.beside({ ...stage.database, url: proxy.url }, () => stage.strike());
	two = await Stage.beside(stage.database);
});
afterEach(async () => {
	await two.strike();
	await one.strike();
	await proxy.stop();
});

describe.each([
	['was done', 'answer', ['brand']],
	['was not done', 'question', []]
] as const)('the connection is lost after COMMIT was sent, and it %s', (_, part, stored) => {
	test('the sender learns that the outcome is unknown, and may send again, here or to another process', async () => {
		const { log, source } = await openOn(one, two);
		const own = post('brand');
		proxy.lose(part, 'commit and chain');
		const error: unknown = await one.ingest.ingest(log, source, [own]).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NotAnswered);
		const response = responseTo(error);
		expect([response?.status, response?.headers.get('retry-after')]).toEqual([503, '5']);
		const { code, detail } = (await response?.json()) as { code: string; detail: string };
		expect(code).toBe('posts.notAnswered');
		expect(detail).not.toMatch(/nothing/i);
		expect(await textsOf(one, log)).toEqual(stored);
		proxy.lose(null);
		const [here, there] = [await one.ingest.ingest(log, source, [own]), await two.ingest.ingest(log, source, [own])];
		expect(here.outcomes).toEqual([stored.length > 0 ? 'known' : 'stored']);
		expect(there.outcomes).toEqual(['known']);
		expect(await textsOf(one, log)).toEqual(['brand']);
	});
});

test('the session of a process that freezes while it stores is ended: another continues, and what was not committed is not stored', async () => {
	const { log, source } = await openOn(one, two);
	await one.ingest.ingest(log, source, [post('rook')]);
	const [brand, vuur] = [post('brand'), post('vuur')];
	let storing: Promise<unknown> = Promise.resolve();
	let others: Promise<unknown> = Promise.resolve();
	await whileNothingIsStored(one, log, async () => {
		storing = one.ingest.ingest(log, source, [brand]).catch((error: unknown) => error);
		const holders = () => one.database.sql<{ pid: number }[]>`
			select pid from pg_locks where granted and locktype = 'advisory' and classid = 7310020::oid
				and database = (select oid from pg_database where datname = current_database())`;
		await expect.poll(async () => (await holders()).length).toBe(1);
		others = Promise.all([one.ingest.ingest(log, source, [vuur]), two.ingest.ingest(log, source, [post('gas')])]);
		// What PostgreSQL does after `SILENCE`.
		for (const { pid } of await holders()) await one.database.sql`select pg_terminate_backend(${pid}, 5000)`;
		expect(responseTo(await storing)?.status).toBe(503);
	});
	expect(await others).toMatchObject([{ stored: 1 }, { stored: 1 }]);
	expect(await textsOf(one, log)).toEqual(['gas', 'rook', 'vuur']);
	expect(await one.ingest.ingest(log, source, [brand, vuur])).toMatchObject({ stored: 1, known: 1 });
	expect(await verifyLog(two.sql, log)).toMatchObject({ ok: true });
});
