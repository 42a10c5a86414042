import { afterAll, beforeAll, expect, test } from 'vitest';
import { Leases } from '$lib/server/platform/database/leases';
import { freshDatabase, type FreshDatabase } from '../database';
import { FrozenWay } from './freezing-proxy';

let database: FreshDatabase;
let way: FrozenWay;
const opened: Leases[] = [];
beforeAll(async () => {
	database = await freshDatabase();
	way = await FrozenWay.to(database.url);
});
afterAll(async () => {
	for (const locks of opened) await locks.end();
	await way.stop();
	await database.drop();
});
const lease = 600;
function process(name: string, url = database.url): Leases {
	const locks = new Leases(url, name, lease);
	opened.push(locks);
	return locks;
}
const sessionOf = (name: string) =>
	database.sql<
		{ since: Date; at: Date }[]
	>`select backend_start as since, query_start as at from pg_stat_activity where application_name = ${name}`;

test('a process that shows signs of life keeps its locks; one that falls silent loses them, and knows it', async () => {
	const [one, two] = [process('one', way.url), process('two')];
	expect(await one.take(['a', 'b'])).toEqual(['a', 'b']);
	await expect
		.poll(async () => {
			const [session] = await sessionOf('one');
			return session ? session.at.getTime() - session.since.getTime() : 0;
		})
		.toBeGreaterThan(3 * lease);
	expect(one.has('a')).toBe(true);
	expect(await two.take(['a', 'b'])).toEqual([]);
	way.freeze();
	await expect.poll(() => two.take(['a', 'b'])).toEqual(['a', 'b']);
	await expect.poll(() => one.has('a')).toBe(false);
});

test('a session that replaced another one has none of its locks, also when it takes new ones', async () => {
	const locks = process('three');
	await locks.take(['c']);
	await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'three'`;
	await expect.poll(() => locks.take(['d']).catch(() => [])).toEqual(['d']);
	expect([locks.has('c'), locks.has('d')]).toEqual([false, true]);
});
