import type { TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect } from '$lib/server/platform/database/connect';
import { freshDatabase } from '../database';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';

const database = await freshDatabase();
await database.sql`create table item (id integer primary key)`;
afterAll(() => database.drop());

let proxy: TcpProxy;
let pools: ReturnType<typeof connect>[];
beforeEach(async () => {
	proxy = await startTcpProxy(database.owner);
	pools = [];
	await database.sql`truncate item`;
});
afterEach(async () => {
	await Promise.all(pools.map((pool) => pool.end({ timeout: 1 })));
	await proxy.stop();
});
function open(max: number): ReturnType<typeof connect> {
	const sql = connect(proxy.url, { max, name: 'test way' });
	pools.push(sql);
	return sql;
}

/** A transaction that stays open while the test goes on with its handle. */
async function holdOpen(
	sql: ReturnType<typeof connect>
): Promise<{ tx: TransactionSql; ended: Promise<unknown>; finish: () => void }> {
	let finish = (): void => undefined;
	const released = new Promise<void>((done) => (finish = done));
	let resolveStarted: (tx: TransactionSql) => void = () => undefined;
	const started = new Promise<TransactionSql>((done) => (resolveStarted = done));
	const ended = sql
		.begin(async (tx) => {
			await tx`select 1`;
			resolveStarted(tx);
			await released;
		})
		.then(
			() => 'committed',
			(error: unknown) => error
		);
	return { tx: await started, ended, finish };
}

test.each(['reset', 'end'] as const)(
	'a statement in a transaction whose connection is gone (%s) is rejected',
	async (how) => {
		const { tx, ended, finish } = await holdOpen(open(1));
		proxy.cut(how);
		expect(await ended).toMatchObject({ code: expect.stringMatching(/^(CONNECTION_CLOSED|ECONNRESET)$/) as string });
		await expect(tx`insert into item values (1)`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
		finish();
	}
);

test('work left over from a lost transaction never reaches the session that replaces it', async () => {
	const sql = open(1);
	const lost = await holdOpen(sql);
	proxy.cut();
	await lost.ended;
	const next = await holdOpen(sql);
	await next.tx`insert into item values (2)`;
	await expect(lost.tx`insert into item values (1)`).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
	lost.finish(); // the driver would now send its commit
	await next.tx`insert into item values (3)`;
	next.finish();
	expect(await next.ended).toBe('committed');
	expect((await database.sql`select id from item order by id`).map(({ id }) => id as number)).toEqual([2, 3]);
});

test('statements that were queued in a lost transaction are rejected too', async () => {
	const { tx, finish } = await holdOpen(open(1));
	const waiting = Array.from({ length: 300 }, (_, i) =>
		tx`select pg_sleep(1), ${i}::int`.then(() => 'done').catch(() => 'rejected')
	);
	await vi.waitFor(async () => {
		const [row] =
			await database.sql`select count(*)::int as sleeping from pg_stat_activity where application_name = 'test way' and wait_event = 'PgSleep'`;
		expect(row?.['sleeping']).toBe(1);
	});
	proxy.cut();
	expect(new Set(await Promise.all(waiting))).toEqual(new Set(['rejected']));
	finish();
});

test('when connections are cut again and again under load, every statement is answered, and the pool works at once afterwards', async () => {
	const sql = open(4);
	for (let round = 0; round < 8; round += 1) {
		const answers = Array.from({ length: 40 }, (_, i) =>
			(i % 2
				? sql`select ${i}::int as i, repeat('x', 20000) as padding`
				: sql.begin((tx) => tx`select ${i}::int as i`)
			).then(
				(rows) => expect(rows[0]?.['i']).toBe(i),
				() => undefined
			)
		);
		await sql`select ${round}::int`.catch(() => undefined);
		proxy.cut(round % 2 ? 'end' : 'reset');
		await Promise.all(answers);
		const began = performance.now();
		await vi.waitFor(() => Promise.all([sql`select 1`, sql`select 2`, sql`select 3`, sql`select 4`]), {
			timeout: 5_000,
			interval: 20
		});
		expect(performance.now() - began).toBeLessThan(3_000);
	}
});

test('when connections are refused all waiting statements fail at once, and work resumes within two seconds once they are accepted', async () => {
	const sql = open(2);
	await sql`select 1`;
	await proxy.refuse();
	for (let round = 0; round < 5; round += 1) {
		const outcomes = await Promise.all(
			Array.from({ length: 100 }, () => sql`select 1`.then(() => 'done').catch(() => 'rejected'))
		);
		expect(new Set(outcomes)).toEqual(new Set(['rejected']));
	}
	await proxy.accept();
	await vi.waitFor(() => sql`select 1`, { timeout: 2_000, interval: 20 });
});

test('each of several hosts is tried: statements go to the one that accepts, and fail at once when none does', async () => {
	const other = await startTcpProxy(database.owner);
	const one = new URL(proxy.url);
	const [host, second] = [one.host, new URL(other.url).host];
	const sql = connect(proxy.url.replace(host, `${host},${second}`), { max: 2 });
	pools.push(sql);
	await sql`select 1`;
	await proxy.refuse();
	await vi.waitFor(() => sql`select 1`, { timeout: 2_000, interval: 20 });
	await other.refuse();
	const outcomes = await Promise.all(
		Array.from({ length: 100 }, () => sql`select 1`.then(() => 'done').catch(() => 'rejected'))
	);
	expect(new Set(outcomes)).toEqual(new Set(['rejected']));
	// A new connection begins with the first host, which stays away.
	await other.accept();
	const fresh = connect(proxy.url.replace(host, `${host},${second}`), { max: 1 });
	pools.push(fresh);
	expect(await fresh`select 1 as one`).toEqual([{ one: 1 }]);
	await vi.waitFor(() => sql`select 1`, { timeout: 2_000, interval: 20 });
	await other.refuse();
});

test('it listens again after the connection was broken', async () => {
	const sql = open(2);
	const received: string[] = [];
	let listening = 0;
	await sql.listen(
		'test_way',
		(payload) => received.push(payload),
		() => (listening += 1)
	);
	for (let round = 1; round <= 3; round += 1) {
		await proxy.refuse();
		await proxy.accept();
		await vi.waitFor(() => expect(listening).toBe(round + 1), { timeout: 5_000, interval: 20 });
		await database.sql`select pg_notify('test_way', ${String(round)})`;
		await vi.waitFor(() => expect(received).toContain(String(round)), { timeout: 2_000, interval: 20 });
	}
});
