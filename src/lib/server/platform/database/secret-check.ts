import { hkdfSync } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';

interface Secrets {
	readonly secret: string;
	readonly previousSecrets: readonly string[];
}

/** The database was used with another SECRET. The message tells a person what to do. */
export class OtherSecret extends Error {
	override readonly name = 'OtherSecret';
	constructor() {
		super(
			'SECRET is not the one that this database was used with, so second factors and passwords of sources could not be read. ' +
				'Give that SECRET (or put it back as "secret" in DATA_DIR). ' +
				'To continue with a new one, give the earlier one as SECRET_PREVIOUS once. ' +
				'If it is lost: npm run admin -- rotate-keys --which seals --yes. Nothing was changed.'
		);
	}
}

/** Identifies a secret without revealing it: a key that is derived from it for this purpose only. */
const fingerprintOf = (secret: string): string =>
	Buffer.from(hkdfSync('sha256', secret, 'voelspriet', 'fingerprint of the secret', 32)).toString('hex');

/** @throws OtherSecret when this database is used with another secret than SECRET and the earlier ones */
export async function assertSecret(sql: Sql, { secret, previousSecrets }: Secrets): Promise<void> {
	const known = await knownFingerprint(sql);
	if (known !== null && ![secret, ...previousSecrets].some((each) => fingerprintOf(each) === known))
		throw new OtherSecret();
}

/** The same, and records that the database is used with SECRET from now on. Several processes may call it at once. */
export async function checkSecret(sql: Sql, secrets: Secrets): Promise<void> {
	const fingerprint = fingerprintOf(secrets.secret);
	await sql`insert into secret_fingerprint (id, fingerprint) values (1, ${fingerprint}) on conflict do nothing`;
	await assertSecret(sql, secrets);
	await rememberSecret(sql, secrets.secret);
}

/** Records that this database is used with this secret from now on. */
export async function rememberSecret(sql: Sql, secret: string): Promise<void> {
	const fingerprint = fingerprintOf(secret);
	await sql`
		insert into secret_fingerprint (id, fingerprint) values (1, ${fingerprint})
		on conflict (id) do update set fingerprint = excluded.fingerprint where secret_fingerprint.fingerprint <> excluded.fingerprint`;
}

/** Null when it is not known: the database is new, or was made by an earlier version. */
async function knownFingerprint(sql: Sql): Promise<string | null> {
	const [table] = await sql<{ there: boolean }[]>`select to_regclass('public.secret_fingerprint') is not null as there`;
	if (!table?.there) return null;
	const [row] = await sql<{ fingerprint: string }[]>`select fingerprint from secret_fingerprint`;
	return row?.fingerprint ?? null;
}
