import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IncidentId, SourceId } from '$lib/domain/core/ids';
import { Tokens } from '$lib/server/people/accounts/tokens';
import { connect } from '$lib/server/platform/database/connect';
import { migrateDatabase } from '$lib/server/platform/database/database';
import { isDatabaseUnavailable } from '$lib/server/platform/database/failure';
import { Leases } from '$lib/server/platform/database/leases';
import { verifyLog } from '$lib/server/log/verify';
import { ensureBuilt } from '../../built';
import { fresh, openingNow, person } from '../../domain/in-memory-incident';
import { startProgram, type RunningProgram } from '../../running-program';
import { Stage } from '../stage';
import { canReplicate, findSystemPostgres, startStandbyOf, startSystemPostgres } from '../system-postgres';

/* A DATABASE_URL with two hosts: the first crashes and the second, a standby, is promoted. */

const system = findSystemPostgres();
const isPossible = system !== null && canReplicate(system);
if (!isPossible)
	process.stdout.write('No PostgreSQL with pg_basebackup on this machine: failing over to a standby is not tested.\n');

const SECRET = 's'.repeat(32);
/** Long, because a busy machine takes long. */
const TIMEOUT_MS = 60_000;

describe.runIf(isPossible)('a database that fails over', () => {
	/** What was started, the last first. */
	const stops: (() => Promise<unknown>)[] = [];
	let primary: Awaited<ReturnType<typeof startSystemPostgres>>;
	let standby: Awaited<ReturnType<typeof startSystemPostgres>>;
	let stage: Stage;
	let programs: [RunningProgram, RunningProgram];
	let incident: { id: IncidentId; source: SourceId };
	let token: string;

	/** The address with these hosts in this order. */
	const both = (user: string, ...order: readonly { url: string }[]): string => {
		const { password } = new URL(primary.url);
		const hosts = order.map(({ url }) => new URL(url).host).join();
		return `postgres://${user}:${password}@${hosts}/postgres?target_session_attrs=read-write`;
	};
	const open = (url: string) => {
		const sql = connect(url, { max: 1 });
		stops.unshift(() => sql.end({ timeout: 1 }));
		return sql;
	};

	beforeAll(async () => {
		if (!system) return;
		ensureBuilt();
		primary = await startSystemPostgres(system);
		stops.unshift(() => primary.stop());
		const owner = open(primary.url);
		await owner.unsafe(`create role program login password '${new URL(primary.url).password}'`);
		standby = await startStandbyOf(primary.url, system);
		stops.unshift(() => standby.stop());
		await migrateDatabase(both('program', standby, primary), both('tester', standby, primary));
		// What was committed is on the standby too.
		await owner`alter system set synchronous_standby_names = '*'`;
		await owner`select pg_reload_conf()`;

		const url = both('program', primary, standby);
		stage = await Stage.beside({ sql: owner, url, owner: url, drop: () => Promise.resolve() });
		stops.unshift(() => stage.strike());
		const [id, source] = [fresh(IncidentId), fresh(SourceId)];
		await stage.send(id, 'incident.open', openingNow());
		const own = { platform: 'other', connection: null, key: null };
		await stage.send(id, 'source.add', { id: source, name: 'Meldingen', kind: 'program', ...own });
		incident = { id, source };
		token = await new Tokens(stage.sql, stage.executor).make(
			{ name: 'Meldkamer', scopes: ['post'], incident: null, lasts: 3_600_000 },
			{ actor: person('administrator'), origin: null }
		);
		const start = async (DATABASE_URL: string): Promise<RunningProgram> => {
			const program = await startProgram({ env: { DATABASE_URL, SECRET } });
			stops.unshift(() => program.remove());
			return program;
		};
		programs = [await start(url), await start(both('program', standby, primary))];
	}, 300_000);
	afterAll(async () => {
		for (const stop of stops) await stop();
	});

	const push = (to: RunningProgram, id: string): Promise<Response> =>
		fetch(`${to.base}/api/v1/incidents/${incident.id}/sources/${incident.source}/posts`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ posts: [{ externalId: id, text: `melding ${id}` }] })
		});

	const isReady = async (base: string): Promise<unknown> =>
		((await (await fetch(`${base}/health/ready`)).json()) as { ready: unknown }).ready;

	test('the host that accepts writes is used, whichever comes first', async () => {
		for (const order of [
			[standby, primary],
			[primary, standby]
		]) {
			const [row] = await open(both('program', ...order))`
				select pg_is_in_recovery() as standby, current_setting('port') as port`;
			expect(row).toEqual({ standby: false, port: new URL(primary.url).port });
		}
		for (const program of programs) expect((await fetch(`${program.base}/health/ready`)).status).toBe(200);
	});

	test('after a crash and a promotion, statements fail until then and everything continues without a restart', async () => {
		const pool = open(both('program', primary, standby));
		const received: string[] = [];
		const listening = open(both('program', primary, standby));
		await listening.listen('failover', (payload) => void received.push(payload));
		const locks = new Leases(both('program', primary, standby), 'locks of the test');
		stops.unshift(() => locks.end());
		expect(await locks.take(['source'])).toEqual(['source']);

		/** The posts that a program confirmed as stored. */
		const confirmed: string[] = [];
		const sending = new AbortController();
		const refusals = new Set<number>();
		const send = async (to: RunningProgram, name: string): Promise<void> => {
			for (let i = 0; !sending.signal.aborted; i += 1) {
				const answer = await push(to, `${name}${i}`);
				if (answer.status === 200) confirmed.push(`${name}${i}`);
				else refusals.add(answer.status);
			}
		};
		const feeds = Promise.all(programs.map((program, i) => send(program, `${i}-`)));
		await expect.poll(() => confirmed.length, { timeout: TIMEOUT_MS }).toBeGreaterThan(20);
		await primary.stop('SIGQUIT');

		const failed = performance.now();
		const error: unknown = await pool`select 1`.catch((reason: unknown) => reason);
		expect(isDatabaseUnavailable(error), String(error)).toBe(true);
		expect(performance.now() - failed).toBeLessThan(10_000);
		await expect.poll(() => refusals.has(503), { timeout: TIMEOUT_MS }).toBe(true);
		for (const program of programs) expect(await isReady(program.base)).toBe(false);

		standby.promote();
		const promoted = performance.now();
		await expect.poll(() => pool`select 1 as one`.catch(() => []), { timeout: TIMEOUT_MS }).toEqual([{ one: 1 }]);
		const before = confirmed.length;
		await expect.poll(() => confirmed.length, { timeout: TIMEOUT_MS }).toBeGreaterThan(before + 20);
		process.stdout.write(`promoted: posts are stored again after ${Math.round(performance.now() - promoted)} ms\n`);
		for (const { base } of programs) await expect.poll(() => isReady(base), { timeout: TIMEOUT_MS }).toBe(true);
		sending.abort();
		await feeds;

		const notified = async (): Promise<number> => {
			await pool`select pg_notify('failover', 'again')`;
			return received.length;
		};
		await expect.poll(notified, { timeout: TIMEOUT_MS }).toBeGreaterThan(0);
		await expect.poll(() => locks.take(['source']).catch(() => []), { timeout: TIMEOUT_MS }).toEqual(['source']);

		// The log is followed further: here, and by the programs, which know a source that was added just now.
		const added = fresh(SourceId);
		const own = { platform: 'other', connection: null, key: null };
		await stage.send(incident.id, 'source.add', { id: added, name: 'Nieuw', kind: 'program', ...own });
		incident = { ...incident, source: added };
		for (const [i, program] of programs.entries())
			await expect.poll(async () => (await push(program, `after ${i}`)).status, { timeout: TIMEOUT_MS }).toBe(200);
		const rows = await pool<{ id: string }[]>`select external_id as id from post where incident_id = ${incident.id}`;
		const stored = new Set(rows.map(({ id }) => id));
		expect(stored.size).toBe(rows.length);
		expect([...confirmed, 'after 0', 'after 1'].filter((id) => !stored.has(id))).toEqual([]);
		expect(await verifyLog(pool, incident.id)).toMatchObject({ ok: true });
		await expect.poll(() => stage.logs.seq(incident.id), { timeout: TIMEOUT_MS }).toBe((await headOf()).seq);
	}, 300_000);

	const headOf = async (): Promise<{ seq: number }> => {
		const [row] = await stage.sql<{ seq: number }[]>`select head_seq as seq from log where id = ${incident.id}`;
		return row ?? { seq: 0 };
	};

	test('operator tools use the same address', async () => {
		const child = spawn(process.execPath, ['build/verify-log.js'], {
			env: {
				PATH: process.env['PATH'],
				SECRET,
				DATABASE_URL: both('program', primary, standby),
				DATABASE_URL_OWNER: both('tester', primary, standby),
				DATA_DIR: programs[0].dataDir
			}
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (piece: Buffer) => (output += piece.toString()));
		await new Promise((done) => child.once('close', done));
		expect(output).toMatch(new RegExp(`^${incident.id}: whole`, 'm'));
	}, 60_000);
});
