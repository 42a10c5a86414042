import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConnectionId, IncidentId, INSTALLATION, momentOf, SourceId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/database/connect';
import { LedIngest } from '$lib/server/ingest/inbox/led-ingest';
import { Leases } from '$lib/server/ingest/scheduler/leases';
import { fresh, opening } from '../../domain/sample';
import { startProgram, type RunningProgram } from '../../running-program';
import { post, Stage } from '../stage';
import { JetstreamServer } from './jetstream-server';

/** The production build leads, fed by a source; the process of this test receives posts of the same incident. */
let stage: Stage;
let jetstream: JetstreamServer;
let program: RunningProgram;
beforeAll(async () => {
	const made = spawnSync(process.execPath, ['scripts/ready.mjs'], { stdio: 'inherit' });
	if (made.status !== 0) throw new Error('there is no build to test');
	stage = await Stage.set();
	jetstream = await JetstreamServer.open();
}, 300_000);
afterAll(async () => {
	await program.remove();
	await jetstream.stop();
	await stage.strike();
});

test('the program that leads is killed under load: another leads within three seconds, and every post is there once', async () => {
	const log = fresh(IncidentId);
	const now = Date.now();
	const [start, expectedEnd] = [momentOf(now - 3_600_000), momentOf(now + 3_600_000)];
	await stage.send(log, 'incident.open', opening({ start, expectedEnd }));
	await stage.send(log, 'profile.change', { terms: ['rook'], hashtags: [], places: [], excluded: [], accounts: [] });
	const [connection, source, desk] = [fresh(ConnectionId), fresh(SourceId), fresh(SourceId)];
	const { address } = jetstream;
	const bluesky = { protocol: 'bluesky', name: 'bluesky', platform: 'bluesky' };
	await stage.send(INSTALLATION, 'connection.add', { id: connection, address, ...bluesky });
	const added = { name: 'x', platform: 'x', key: null };
	await stage.send(log, 'source.add', { ...added, id: source, kind: 'connection', platform: 'bluesky', connection });
	await stage.send(log, 'source.add', { ...added, id: desk, kind: 'desk', connection: null });
	program = await startProgram({
		env: { DATABASE_URL: stage.database.url, SECRET: 's'.repeat(32), FETCH_ALLOW_CIDR: '127.0.0.0/8' }
	});
	await expect.poll(() => jetstream.listeners, { timeout: 20_000 }).toBe(1);
	const spoken = setInterval(() => jetstream.say('rook op Bluesky'), 5);
	const count = async (): Promise<number> => (await stage.sql`select 1 from post where incident_id = ${log}`).length;
	await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(50);

	const locks = new Leases(stage.database.url, 'locks of the test');
	const [sql, listening] = [connect(stage.database.url, { max: 1 }), connect(stage.database.url, { max: 1 })];
	const led = new LedIngest({ ingest: stage.ingest, sql, listening, locks });
	await led.start();
	const sending = new AbortController();
	const sent: string[] = [];
	/** When each was answered. */
	const answered: number[] = [];
	const send = async (): Promise<void> => {
		while (!sending.signal.aborted) {
			const one = post('rook aan de balie');
			sent.push(one.externalId);
			await led.ingest(log, desk, [one]);
			answered.push(performance.now());
		}
	};
	const senders = Promise.all(Array.from({ length: 8 }, send));
	await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(50);
	expect(led.leads(log)).toBe(false);

	await program.kill();
	clearInterval(spoken);
	const killed = performance.now();
	await expect.poll(() => answered.some((at) => at > killed + 50), { timeout: 20_000, interval: 10 }).toBe(true);
	const took = performance.now() - killed;
	process.stdout.write(`killed: another leads after ${Math.round(took)} ms (at most 3,000)\n`);
	expect(led.leads(log)).toBe(true);
	expect(took).toBeLessThan(3_000);
	sending.abort();
	await senders;
	const stored = await stage.sql<{ id: string }[]>`select external_id as id from post where source_id = ${desk}`;
	expect(stored.map(({ id }) => id).sort()).toEqual([...sent].sort());
	await led.stop();
	await locks.end();
	await Promise.all([sql.end({ timeout: 1 }), listening.end({ timeout: 1 })]);
}, 120_000);
