import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '$lib/server/platform/database/connect';
import { isDatabaseUnavailable } from '$lib/server/platform/database/failure';
import { Pulse } from '$lib/server/platform/database/pulse';
import { freshDatabase, type FreshDatabase } from '../database';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';

let database: FreshDatabase;
let proxy: TcpProxy;
let pulse: Pulse;
const open = (isPulse = false) => connect(proxy.url, { max: isPulse ? 1 : 2, isPulse });
let pools: ReturnType<typeof connect>[];

beforeAll(async () => {
	database = await freshDatabase();
	proxy = await startTcpProxy(database.url);
	pools = [open(), open(true)];
	pulse = Pulse.of(proxy.url);
	if (pools[1]) pulse.start(pools[1]);
});
afterAll(async () => {
	pulse.stop();
	await Promise.all(pools.map((pool) => pool.end({ timeout: 1 })));
	await proxy.stop();
	await database.drop();
});

/** How a statement fails, and after how many milliseconds. */
async function failure(statement: Promise<unknown>): Promise<{ away: boolean; after: number }> {
	const began = performance.now();
	const error: unknown = await statement.then(
		() => null,
		(reason: unknown) => reason
	);
	return { away: isDatabaseUnavailable(error), after: performance.now() - began };
}

test('when the database does not answer, statements fail within three seconds, later ones at once, and all continues when it answers again', async () => {
	const [sql] = pools;
	if (!sql) throw new Error('no pool');
	for (const round of [1, 2]) {
		await sql`select ${round}::int`;
		proxy.hole(true);
		const first = await failure(sql`select 1`);
		expect(first.away).toBe(true);
		expect(first.after).toBeLessThan(3_000);
		expect(pulse.isSilent).toBe(true);
		const transaction = await failure(sql.begin((tx) => tx`select 1`));
		expect(transaction.away).toBe(true);
		expect(transaction.after).toBeLessThan(1_000);
		proxy.hole(false);
		await expect.poll(() => pulse.isSilent, { timeout: 5_000 }).toBe(false);
		await expect.poll(() => sql`select 2 as two`.catch(() => null), { timeout: 5_000 }).toEqual([{ two: 2 }]);
	}
});

test('a slow statement and a late answer from the database are waited for', async () => {
	const [sql] = pools;
	if (!sql) throw new Error('no pool');
	await expect(sql`select pg_sleep(3.5), 3 as three`).resolves.toMatchObject([{ three: 3 }]);
	proxy.slow(1_500);
	await expect(sql`select 4 as four`).resolves.toEqual([{ four: 4 }]);
	await pause(2_000);
	expect(pulse.isSilent).toBe(false);
	proxy.slow(0);
});
