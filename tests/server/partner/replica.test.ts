import { spawnSync } from 'node:child_process';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '$lib/server/database/connect';
import { bringUp } from '$lib/server/database/database';
import { carla } from '../../domain/sample';
import { startProgram, type RunningProgram } from '../../running-program';
import { Night } from '../report/night';
import { canReplicate, findSystemPostgres, startReplicaOf, startSystemPostgres } from '../system-postgres';

const system = findSystemPostgres();
const isPossible = system !== null && canReplicate(system);
if (!isPossible)
	process.stdout.write('No PostgreSQL with pg_basebackup on this machine: reading from a replica is not tested.\n');

/** Every statement with its user and its application, in the servers' own logs. */
const LOGGED = ['log_statement=all', 'log_line_prefix=%u|%a|'];
const SECRET = 'the secret of a test, of some length';

/** What readers by a link cost: these tables, by the connections of the program that people's commands use as well. */
const onPrimary = (said: string): string[] =>
	entriesOf(said).filter((entry) => /^program\|voelspriet\|/.test(entry) && READ.test(entry));
const onReplica = (said: string): string[] =>
	entriesOf(said).filter((entry) => /^program\|voelspriet replica\|/.test(entry) && READ.test(entry));
const READ = /\bfrom (?:post|batch|report_version|event)\b/;
const entriesOf = (said: string): string[] => said.split(/^(?=\w*\|)/m);

describe.runIf(isPossible)('what partners read, from a replica', () => {
	let primary: Awaited<ReturnType<typeof startSystemPostgres>>;
	let replica: Awaited<ReturnType<typeof startReplicaOf>>;
	let owner: Sql;
	let night: Night;
	let program: RunningProgram;
	let path = '';
	let cookie = '';

	const as = (url: string, user: string): string => Object.assign(new URL(url), { username: user }).href;
	const get = (to: string) => fetch(program.base + to, { redirect: 'manual', headers: { cookie } });
	const health = async (): Promise<unknown> => (await get('/health/ready')).json();
	/** The number of posts of the last half hour that the open page shows. */
	const shown = async (): Promise<string> => {
		const { figures } = (await (await get(`${path}/newest`)).json()) as {
			figures: { rows: { id: string; value: string }[] };
		};
		return JSON.stringify(figures.rows);
	};
	/** Figures are shared for some seconds: waits until an open page shows others. */
	const othersThan = async (before: string): Promise<void> => {
		await expect.poll(shown, { timeout: 20_000 }).not.toBe(before);
	};
	let sent = 0;
	const newPost = () => night.deliver(night.post('x', `rook; nog een bericht ${(sent += 1)}`, 119));
	/** The reads of an open page until it shows a new post, by the server that was asked. */
	const readsOfUpdate = async (): Promise<{ there: number; here: number }> => {
		const [there, here] = [onReplica(replica.said()).length, onPrimary(primary.said()).length];
		const before = await shown();
		await newPost();
		await othersThan(before);
		return { there: onReplica(replica.said()).length - there, here: onPrimary(primary.said()).length - here };
	};
	/** On a slow machine a replica may be late now and then, and is passed over for that read. */
	const servedByReplica = async (): Promise<void> => {
		const updates = async () => {
			const { there, here } = await readsOfUpdate();
			return there > 2 && here === 0;
		};
		await expect.poll(updates, { timeout: 60_000 }).toBe(true);
	};
	const pausing = async (call: 'pg_wal_replay_pause' | 'pg_wal_replay_resume'): Promise<void> => {
		const sql = connect(replica.url, { max: 1 });
		await sql.unsafe(`select ${call}()`);
		await sql.end();
	};

	beforeAll(async () => {
		if (!system) return;
		const made = spawnSync(process.execPath, ['scripts/ready.mjs'], { stdio: 'inherit' });
		if (made.status !== 0) throw new Error('there is no build to test');
		primary = await startSystemPostgres(system, LOGGED);
		stops.unshift(() => primary.stop());
		owner = connect(primary.url);
		stops.unshift(() => owner.end({ timeout: 1 }));
		await owner.unsafe(`create role program login password 'for-this-test'`);
		await bringUp(as(primary.url, 'program'), primary.url);
		replica = await startReplicaOf(primary.url, system, LOGGED);
		stops.unshift(() => replica.stop());
		const drop = () => Promise.resolve();
		night = await Night.begin({ sql: owner, url: primary.url, owner: primary.url, drop });
		stops.unshift(() => night.stop());
		await night.deliver(night.post('x', 'rook; Er is rook', 110), night.post('news', 'rook; Rook boven de wijk', 112));
		await night.raise('need.raise', 'Gaan de scholen dicht?', 'rook');
		const text = 'Mensen willen weten of de rook gevaarlijk is.';
		for (const section of ['brief', 'counterSignals'])
			await night.send('report.write', { section, text, certainty: null, noneFound: false, over: null });
		await night.release(115);
		const link = await night.link('GGD');
		await night.send('link.setFigures', { link: link.id, figures: true }, carla);
		program = await startProgram({
			env: {
				DATABASE_URL: as(primary.url, 'program'),
				DATABASE_URL_READ: as(replica.url, 'program'),
				SECRET,
				PROCESS_ROLES: 'partner'
			}
		});
		stops.unshift(() => program.remove());
		cookie = (await get(link.path)).headers.get('set-cookie')?.split(';')[0] ?? '';
		path = `/r/${link.id}`;
	}, 300_000);
	/** What was started, the last first. */
	const stops: (() => Promise<unknown>)[] = [];
	afterAll(async () => {
		for (const stop of stops) await stop();
	});

	test('a replica that is well gets them all, and the primary none', async () => {
		expect(await health()).toMatchObject({ ready: true, replica: 'well' });
		expect(await (await get(path)).text()).toContain('Omgevingsrapport 1');
		await servedByReplica();
	});

	test('while it stands still they come from the primary, as new as ever; once it has everything it serves again', async () => {
		await pausing('pg_wal_replay_pause');
		expect((await readsOfUpdate()).here).toBeGreaterThan(0);
		expect(await health()).toMatchObject({ ready: true, problems: [], replica: 'behind' });
		await night.release(118);
		await expect.poll(async () => (await get(path)).text()).toContain('Omgevingsrapport 2');

		await pausing('pg_wal_replay_resume');
		await expect.poll(health).toMatchObject({ replica: 'well' });
		await servedByReplica();
	});

	test('when it is gone they come from the primary, and the program is well and says so', async () => {
		await replica.stop();
		const before = await shown();
		await newPost();
		await othersThan(before);
		expect(await (await get(`${path}/1`)).text()).toContain('Omgevingsrapport 1');
		expect(await health()).toMatchObject({ ready: true, problems: [], replica: 'away' });
	});
});
