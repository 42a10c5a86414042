import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FindingId, IncidentId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/platform/database/connect';
import { isInstalled, openDatabase } from '$lib/server/platform/database/database';
import { knownMigrations, migrate } from '$lib/server/platform/database/migrate';
import { excessRights } from '$lib/server/platform/database/roles';
import { verifyLog } from '$lib/server/log/verify';
import { carla, fresh, opening } from '../../domain/in-memory-incident';
import { emptyDatabase } from '../database';
import { settings } from '../settings';
import { Stage } from '../stage';
import { findSystemPostgres, startSystemPostgres } from '../system-postgres';
import { attempts, acceptedAttempts, openedDoors } from './attempts-on-the-log';

/** An incident in which one line is redacted, and one is not. */
async function withRedaction(stage: Stage): Promise<IncidentId> {
	const log = fresh(IncidentId);
	await stage.send(log, 'incident.open', opening({}));
	for (const name of ['Jan', 'Piet'])
		await stage.send(log, 'need.raise', {
			id: fresh(FindingId),
			text: `Waar woont ${name}?`,
			offline: 'balie',
			seenIn: null
		});
	await stage.send(log, 'log.redact', { numbers: [2], why: 'recht op verwijdering' }, carla);
	return log;
}

describe('the role that the program connects as', () => {
	let stage: Stage;
	let log: IncidentId;
	beforeAll(async () => {
		stage = await Stage.set();
		// A copy of a database has the rights on its tables, and not those on itself.
		await migrate(stage.database.owner, { program: 'voelspriet_program' });
		log = await withRedaction(stage);
	});
	afterAll(() => stage.strike());

	test('may only add and read lines of the logs', async () => {
		expect(await excessRights(stage.sql)).toEqual([]);
		expect(await acceptedAttempts(stage.sql)).toEqual([]);
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true, redacted: 1 });
	});

	test('is tested with real attempts: most of them succeed with the owner’s rights', async () => {
		const asOwner = await letInAsOwner();
		expect(attempts.length - asOwner.length).toBeLessThan(attempts.length / 2);
		expect(await excessRights(stage.database.sql)).toEqual(expect.arrayContaining(['update', 'owner', 'superuser']));

		async function letInAsOwner(): Promise<string[]> {
			const through: string[] = [];
			for (const attempt of attempts)
				await stage.database.sql
					.begin(async (tx) => {
						await tx.unsafe(attempt);
						through.push(attempt);
						throw new Error('undo');
					})
					.catch(() => undefined);
			return through;
		}
	});

	test('can use the functions that blank and mask only with an event of the same transaction', async () => {
		expect(await openedDoors(stage.sql, log)).toEqual([]);
		// With the event in the same transaction, as the program writes it.
		const more = await withRedaction(stage);
		expect(await stage.sql`select data, salt from event where log_id = ${more} and seq = 2`).toEqual([
			{ data: null, salt: null }
		]);
	});

	test('a masking stores only text that matches the checksum in its event', async () => {
		const masks = (text: string) =>
			stage.sql.begin(async (tx) => {
				const named = { lines: [{ number: 3, sha256: '0'.repeat(64) }], why: 'x' };
				await tx`insert into event (log_id, seq, at, actor, type, data, salt, digest, hash)
					values (${log}, 99, now(), ${carla.id}, 'log.masked', ${tx.json(named)}, '\\x00', '\\x00', '\\x00')`;
				await tx`select mask_lines(${log}, 99, array[3], array[${text}], array['{}'])`;
			});
		await expect(masks('{"text":"iets anders"}')).rejects.toMatchObject({ code: '42501' });
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true });
	});

	test('lines that keep the log whole are never blanked, whatever a redaction names', async () => {
		const outcome = await stage.sql
			.begin(async (tx) => {
				const types = [
					'incident.opened',
					'posts.arrived',
					'log.redacted',
					'log.masked',
					'posts.maskingStarted',
					'posts.masked',
					'posts.forgotten'
				];
				const lines = [...types, 'need.raised'].map((type, at) => ({ seq: 50 + at, type }));
				for (const { seq, type } of lines)
					await tx`insert into event (log_id, seq, at, actor, type, data, salt, digest, hash)
						values (${log}, ${seq}, now(), ${carla.id}, ${type}, '{}', '\\x00', '\\x00', '\\x00')`;
				await tx`insert into event (log_id, seq, at, actor, type, data, salt, digest, hash)
					values (${log}, 98, now(), ${carla.id}, 'log.redacted', ${tx.json({ numbers: lines.map(({ seq }) => seq), why: 'x' })}, '\\x00', '\\x00', '\\x00')`;
				const [row] = await tx<{ blanked: number | null }[]>`select redact_lines(${log}, 98) as blanked`;
				throw new Error(`blanked ${String(row?.blanked)}`);
			})
			.catch((error: unknown) => (error instanceof Error ? error.message : null));
		expect(outcome).toBe('blanked 1');
	});

	test('the owner’s own mistakes are refused too: a line changes only by a removal', async () => {
		for (const mistake of [
			"update event set data = '{}'",
			'delete from event',
			'truncate event cascade',
			'update command set salt = null'
		])
			await expect(stage.database.sql.unsafe(mistake)).rejects.toMatchObject({ code: '42501' });
	});
});

const system = findSystemPostgres();
describe.skipIf(system === null)(`a PostgreSQL of one’s own${system ? `, version ${system.version}` : ''}`, () => {
	let server: { url: string; stop(): Promise<void> };
	let program: string;
	beforeAll(async () => {
		if (system) server = await startSystemPostgres(system);
		const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
		await admin.unsafe(`create role keeper login password 'k' createdb`);
		await admin.unsafe(`create role room login password 'r'`);
		await admin.unsafe('create database apart owner keeper');
		await admin.end();
		program = at({ username: 'room', password: 'r' });
	});
	afterAll(() => server.stop());
	const at = (user: { username: string; password: string }): string =>
		Object.assign(new URL(server.url), { pathname: '/apart', ...user }).href;
	const owner = (): string => at({ username: 'keeper', password: 'k' });

	test('with DATABASE_URL_OWNER owner and program are separated, and a redaction works', async () => {
		const database = await openDatabase(settings({ databaseUrl: program, databaseUrlOwner: owner() }));
		expect(await database.excessRights()).toEqual([]);
		const stage = await Stage.beside({
			sql: database.sql,
			url: program,
			owner: owner(),
			drop: () => Promise.resolve()
		});
		const log = await withRedaction(stage);
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true, redacted: 1 });
		expect(await acceptedAttempts(stage.sql)).toEqual([]);
		expect(await openedDoors(stage.sql, log)).toEqual([]);
		await stage.strike();
		await database.stop();
		// A second process, without the owner's address, starts on the same tables.
		const second = await openDatabase(settings({ databaseUrl: program }));
		expect(await second.excessRights()).toEqual([]);
		await second.stop();
	});

	test('with one role it works, and says what that role may do', async () => {
		const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
		await admin.unsafe('create database alone owner keeper');
		await admin.end();
		const url = Object.assign(new URL(owner()), { pathname: '/alone' }).href;
		const database = await openDatabase(settings({ databaseUrl: url }));
		expect(await database.excessRights()).toEqual(expect.arrayContaining(['update', 'delete', 'truncate', 'owner']));
		const stage = await Stage.beside({ sql: database.sql, url, owner: url, drop: () => Promise.resolve() });
		const log = await withRedaction(stage);
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true, redacted: 1 });
		await stage.strike();
		await database.stop();
	});
});

test('an empty database is migrated in full, and migrating it again writes nothing', async () => {
	const database = await emptyDatabase();
	expect(await migrate(database.url, { program: 'voelspriet_program' }).catch((error: unknown) => error)).toHaveLength(
		knownMigrations().length
	);
	const acl = () =>
		database.sql`select xmin, relname from pg_class where relname in ('event', 'post') order by relname`;
	const before = await acl();
	await migrate(database.url, { program: 'voelspriet_program' });
	expect(await acl()).toEqual(before);
	await database.drop();
});

test('the program sees a restored database as an installation, even before it was given its rights', async () => {
	const database = await emptyDatabase();
	const program = connect(database.url, { max: 1 });
	await program`set role voelspriet_program`;
	expect(await isInstalled(program)).toBe(false);
	await migrate(database.url);
	expect(await isInstalled(program)).toBe(true);
	await program.end();
	await database.drop();
});
