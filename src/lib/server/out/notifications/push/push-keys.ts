import { generateKeyPairSync } from 'node:crypto';
import type { Sql } from 'postgres';
import { log } from '$lib/server/platform/operations/logger';
import { DecryptionError, type Encryption } from '$lib/server/platform/operations/encryption';

/** By which push services know this installation (VAPID, RFC 8292): base64url, of 65 and 32 bytes. */
export interface PushKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}
const USE = 'push/key';

/** The one pair of this installation, made by the first process that starts. The database holds it encrypted. */
export async function pushKeys(sql: Sql, seals: Encryption): Promise<PushKeys> {
	const made = makeKeys();
	const sealed = seals.seal(made.privateKey, USE);
	await sql`insert into push_key (id, public_key, sealed) values (1, ${made.publicKey}, ${sealed}) on conflict (id) do nothing`;
	const [row] = await sql<{ public_key: string; sealed: string }[]>`select public_key, sealed from push_key`;
	if (!row) throw new Error('the keys for push services were not stored');
	try {
		const privateKey = seals.open(row.sealed, USE);
		if (seals.isOld(row.sealed)) await sql`update push_key set sealed = ${seals.seal(privateKey, USE)}`;
		return { publicKey: row.public_key, privateKey };
	} catch (error) {
		if (!(error instanceof DecryptionError)) throw error;
		// Devices gave their address to the key that is lost, and are encrypted with the same lost secret.
		log.warn(
			{ action: 'push.key', result: error.because },
			'the key for push services cannot be opened: people must allow notifications again'
		);
		await sql`delete from push_device`;
		await sql`update push_key set public_key = ${made.publicKey}, sealed = ${sealed}`;
		return made;
	}
}

function makeKeys(): PushKeys {
	const {
		x = '',
		y = '',
		d = ''
	} = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({
		format: 'jwk'
	});
	const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
	return { publicKey: point.toString('base64url'), privateKey: d };
}
