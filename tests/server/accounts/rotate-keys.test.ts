import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateKeys } from '../../../scripts/admin/rotate-keys';
import { ConnectionId, INSTALLATION, OutletId, PersonId } from '$lib/domain/core/ids';
import { readConfig } from '$lib/server/platform/config/config';
import { Credentials } from '$lib/server/ingest/connections/credentials';
import { connectLog } from '$lib/server/log/logs';
import { verifyLog } from '$lib/server/log/verify';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { sealAgain } from '$lib/server/platform/operations/seal-again';
import { fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { settings } from '../settings';

let database: FreshDatabase;
const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-keys-'));
const SECRET = 'a'.repeat(64);
const earlier = 'b'.repeat(40);
const [connection, outlet, person] = [fresh(ConnectionId), fresh(OutletId), fresh(PersonId)];
beforeAll(async () => {
	database = await freshDatabase();
	writeFileSync(join(dataDir, 'secret'), `${SECRET}\n`);
	// The rest of an installation, as far as the settings look.
	writeFileSync(join(dataDir, 'signing-key'), 'ab'.repeat(32));
	mkdirSync(join(dataDir, 'postgresql-18'));
	writeFileSync(join(dataDir, 'postgresql-18', 'PG_VERSION'), '18\n');
});
afterAll(async () => {
	await database.drop();
	rmSync(dataDir, { recursive: true, force: true });
});

/** As the command's own start would read them. */
const reached = (secret: string, previousSecrets: readonly string[] = []) => ({
	sql: database.sql,
	url: database.url,
	owner: null,
	config: settings({ dataDir, secret, previousSecrets })
});
const sealedTexts = async () =>
	database.sql<{ sealed: string }[]>`
		select sealed from credential union all select sealed from outlet_credential union all select sealed from push_key union all select sealed from totp`;

test('the secret is renewed, what it encrypted opens with the new one only, and the log says so', async () => {
	const seals = new Encryption(SECRET, [earlier]);
	const mark = await new Credentials(database.sql, seals).store({ connection }, 'wachtwoord van de bron', []);
	// One that an even earlier secret encrypted.
	const old = new Encryption(earlier).seal('account\ngeheim', `outlet/${outlet}`);
	await database.sql`insert into outlet_credential (outlet_id, sealed) values (${outlet}, ${old})`;
	await database.sql`insert into push_key (id, public_key, sealed) values (1, 'p', ${seals.seal('key', 'push/key')})`;

	await database.sql`insert into "user" (id, name, email) values (${person}, 'Samira Kaya', 'samira@example.nl')`;
	await database.sql`insert into totp (person_id, sealed) values (${person}, ${seals.seal('GEHEIM', `totp/${person}`)})`;
	const session = crypto.randomUUID();
	await database.sql`
		insert into session (id, user_id, token, expires_at) values (${session}, ${person}, 't', now() + interval '1 hour')`;
	await database.sql`
		insert into oidc_session (session_id, issuer, subject, id_token, amr, checked_at)
		values (${session}, 'i', 's', ${seals.seal('eyJ', 'oidc')}, '{}', now())`;
	const before = await sealedTexts();
	expect(before).toHaveLength(4);
	expect(await rotateKeys.run({ which: 'secret', yes: false }, reached(SECRET, [earlier]))).toBe(0);
	expect(readFileSync(join(dataDir, 'secret'), 'utf8').trim()).toBe(SECRET);
	expect(await sealedTexts()).toEqual(before);

	expect(await rotateKeys.run({ which: 'secret', yes: true }, reached(SECRET, [earlier]))).toBe(0);
	const { secret, previousSecrets } = readConfig({ DATA_DIR: dataDir });
	expect([secret === SECRET, secret.length, previousSecrets]).toEqual([false, 64, []]);
	const now = new Encryption(secret);
	expect(await new Credentials(database.sql, now).read({ connection }, [mark])).toEqual(['wachtwoord van de bron']);
	for (const { sealed } of await sealedTexts()) expect(now.isOld(sealed)).toBe(false);
	const [row] = await database.sql<{ sealed: string }[]>`select sealed from outlet_credential`;
	expect(now.open(row?.sealed ?? '', `outlet/${outlet}`)).toBe('account\ngeheim');
	// Tokens of the sign-in service go with the sessions that they are of: none is left that the old secret opens.
	expect(await database.sql`select from oidc_session`).toHaveLength(0);
	const lines = await database.sql<{ what: string }[]>`
		select data->>'what' as what from event where data->>'kind' = 'key.rotated'`;
	expect(lines.map(({ what }) => what)).toEqual(['secret']);
	expect(await verifyLog(database.sql, INSTALLATION)).toMatchObject({ ok: true });
});

test('when rotation is cut off after the new secret was written, the next start still opens everything', async () => {
	const { secret } = readConfig({ DATA_DIR: dataDir });
	writeFileSync(join(dataDir, 'secret.previous'), `${secret}\n`);
	writeFileSync(join(dataDir, 'secret'), `${'c'.repeat(64)}\n`);
	const config = readConfig({ DATA_DIR: dataDir });
	const seals = new Encryption(config.secret, config.previousSecrets);
	const [row] = await database.sql<{ sealed: string }[]>`select sealed from outlet_credential`;
	expect(seals.open(row?.sealed ?? '', `outlet/${outlet}`)).toBe('account\ngeheim');
	expect(await sealAgain(database.sql, seals)).toEqual({ again: 4, lost: 0 });
	expect(await sealAgain(database.sql, new Encryption(config.secret))).toEqual({ again: 0, lost: 0 });
	rmSync(join(dataDir, 'secret.previous'));
});

test('a secret from outside is not written to a file, and what cannot be decrypted is counted and left alone', async () => {
	await expect(rotateKeys.run({ which: 'secret', yes: true }, reached('d'.repeat(64)))).rejects.toThrow(
		'SECRET is given from outside'
	);
	expect(existsSync(join(dataDir, 'secret.previous'))).toBe(false);
	const before = await sealedTexts();
	expect(await sealAgain(database.sql, new Encryption('e'.repeat(64)))).toEqual({ again: 0, lost: 4 });
	expect(await sealedTexts()).toEqual(before);
});

test('it waits until the program has stopped', async () => {
	const running = connectLog(database.url);
	await running`select 1`;
	await expect(rotateKeys.run({ which: 'push', yes: true }, reached('c'.repeat(64)))).rejects.toThrow(
		'Stop the program first'
	);
	await running.end({ timeout: 1 });
	expect(await rotateKeys.run({ which: 'push', yes: true }, reached('c'.repeat(64)))).toBe(0);
	expect(await database.sql`select 1 from push_key`).toHaveLength(0);
});

test('every table with encrypted data is included in the re-encryption', async () => {
	const tables = await database.sql<{ name: string }[]>`
		select table_name::text as name from information_schema.columns
		where table_schema = 'public' and column_name = 'sealed' order by table_name`;
	expect(tables.map(({ name }) => name)).toEqual([
		'credential',
		'outlet_credential',
		'push_device',
		'push_key',
		'totp'
	]);
});
