import { postgres, type TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { SYSTEM } from '$lib/domain/core/role';
import { FindingId, IncidentId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/platform/database/connect';
import { isInstalled, openDatabase } from '$lib/server/platform/database/database';
import { knownMigrations, migrate } from '$lib/server/platform/database/migrate';
import { excessRights } from '$lib/server/platform/database/roles';
import { verifyLog } from '$lib/server/log/verify';
import { carla, fresh, opening, person } from '../../domain/in-memory-incident';
import { emptyDatabase } from '../database';
import { settings } from '../settings';
import { Stage } from '../stage';
import { findSystemPostgres, startSystemPostgres } from '../system-postgres';
import { attempts, acceptedAttempts, openedDoors } from './attempts-on-the-log';

/** An incident in which the words of one line are removed, and those of one are not. */
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
	const { from } = await stage.send(log, 'log.redact', { numbers: [2], why: 'recht op verwijdering' }, carla);
	await stage.send(log, 'log.confirmRedaction', { request: from }, person('coordinator'));
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
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true, masked: 1, redacted: 0 });
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

	test('can use the functions that mask lines only with an event of the same transaction', async () => {
		expect(await openedDoors(stage.sql, log)).toEqual([]);
		// With the event in the same transaction, as the program writes it.
		const more = await withRedaction(stage);
		expect(
			await stage.sql`select data->>'text' as text, salt, hidden from event where log_id = ${more} and seq = 2`
		).toEqual([{ text: '…', salt: null, hidden: null }]);
	});

	test('a masking stores only text that matches the checksum in its event', async () => {
		const masks = (text: string) =>
			stage.sql.begin(async (tx) => {
				const named = { lines: [{ number: 3, sha256: '0'.repeat(64) }], why: 'x' };
				await tx`insert into event (log_id, seq, at, actor, type, data, salt, digest, hash)
					values (${log}, 99, now(), ${carla.id}, 'log.masked', ${tx.json(named)}, '\\x00', '\\x00', '\\x00')`;
				await tx`select mask_lines(${log}, 99, false, array[3], array[${text}], array['{}'])`;
			});
		await expect(masks('{"text":"iets anders"}')).rejects.toMatchObject({ code: '42501' });
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true });
	});

	/** Writes a line with its own moments, as somebody with the connection does. */
	const forge = (
		tx: TransactionSql,
		seq: number,
		to: { type?: string; data?: object; at?: string; actor?: string } = {}
	) =>
		tx`insert into event (log_id, seq, at, actor, type, data, salt, digest, hash)
			values (${log}, ${seq}, ${tx.unsafe(to.at ?? 'clock_timestamp()')}, ${to.actor ?? carla.id}, ${to.type ?? 'need.raised'},
				${tx.json((to.data ?? {}) as never)}, '\\x00', '\\x00', '\\x00')`;
	const tried = (work: (tx: TransactionSql) => Promise<unknown>) =>
		stage.sql.begin(async (tx) => {
			await work(tx);
			throw new Error('done');
		});

	test.each([
		["clock_timestamp() + interval '2 seconds'", 'ahead of the clock'],
		["(select head_at from log where head_seq > 3 order by head_at limit 1) - interval '1 day'", 'before the last line']
	])('cannot forge the moment of a line: %s, %s', async (at) => {
		await expect(tried((tx) => forge(tx, 90, { at }))).rejects.toMatchObject({ code: '42501' });
		await expect(tried((tx) => forge(tx, 90))).rejects.toThrow('done');
	});
	test('cannot store a line among earlier ones, with hidden words, or as stored at another moment', async () => {
		for (const columns of [
			sqlValue('hidden', `'{"data":{}}'`),
			sqlValue('stored_at', "now() - interval '1 day'"),
			sqlValue('stored_at', "now() + interval '1 day'")
		])
			await expect(
				tried((tx) =>
					tx.unsafe(`insert into event (log_id, seq, at, actor, type, data, digest, hash, ${columns.name})
						values ('${log}', 90, clock_timestamp(), '${carla.id}', 'x', '{}', '', '', ${columns.value})`)
				)
			).rejects.toMatchObject({ code: '42501' });
		await expect(tried((tx) => forge(tx, 0))).rejects.toMatchObject({ code: '42501' });
	});
	const sqlValue = (name: string, value: string) => ({ name, value });

	test.each<[string, readonly { type: string; data: object; actor?: string }[]]>([
		['nothing', []],
		['an open incident', [{ type: 'posts.maskingStarted', data: {} }]],
		[
			'an incident that was just closed',
			[
				{ type: 'incident.closed', data: {} },
				{ type: 'posts.maskingStarted', data: {} }
			]
		],
		[
			'a restore that nobody did, in the first week',
			[{ type: 'posts.maskingStarted', data: { first: new Date().toISOString() }, actor: SYSTEM.id }]
		]
	])('cannot mask lines where it is not due: %s', async (_, before) => {
		const text = canonical({ text: '…' });
		const masks = tried(async (tx) => {
			for (const [at, line] of before.entries()) await forge(tx, 90 + at, line);
			await forge(tx, 99, { type: 'log.masked', data: { lines: [{ number: 3, sha256: checksumOf(text) }], why: 'x' } });
			await tx`select mask_lines(${log}, 99, false, array[3], array[${text}], array['{}'])`;
		});
		await expect(masks).rejects.toThrow(/not named by a masking that is due/);
	});

	test('cannot confirm its own request, or one that was settled', async () => {
		const { from } = await stage.send(log, 'log.redact', { numbers: [3], why: 'recht op verwijdering' }, carla);
		const settle = (actor: string, type: string, seq = 90) =>
			tried(async (tx) => {
				await forge(tx, seq, { type, data: { request: from }, actor });
				await tx`select settle_redaction(${log}, ${seq})`;
			});
		const other = person('coordinator').id;
		await expect(settle(carla.id, 'log.redactionConfirmed')).rejects.toMatchObject({ code: '42501' });
		await expect(settle(other, 'need.raised')).rejects.toMatchObject({ code: '42501' });
		await expect(settle(other, 'log.redactionConfirmed')).rejects.toThrow('done');
		await stage.send(log, 'log.declineRedaction', { request: from, why: 'Geen grond' }, carla);
		await expect(settle(other, 'log.redactionConfirmed')).rejects.toMatchObject({ code: '42501' });
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true, masked: 1 });
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
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true, masked: 1, redacted: 0 });
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
		expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true, masked: 1, redacted: 0 });
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
