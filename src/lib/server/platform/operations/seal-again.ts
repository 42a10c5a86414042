import type { Sql } from '$lib/server/platform/driver/sql';
import { DecryptionError, type Encryption } from './encryption';

/** The number of texts that were encrypted again, and of those that no known secret decrypts. */
interface SealedAgain {
	readonly again: number;
	readonly lost: number;
}

interface SealedRow {
	readonly id: string;
	/** Which text of a credential it is; empty for the others, which have one each. */
	readonly mark: string;
	readonly sealed: string;
	/** The kind of owner, which determines the table and the purpose of encryption. */
	readonly place: string;
}
const useOf = ({ place, id }: SealedRow): string => {
	switch (place) {
		case 'credential':
			return id;
		case 'outlet':
			return `outlet/${id}`;
		case 'totp':
			return `totp/${id}`;
		case 'device':
			return `push/${id}`;
		default:
			return 'push/key';
	}
};

/**
 * Encrypts all texts of earlier secrets again with the current secret, in one transaction. Call it while the program does
 * not run. A credential keeps the checksum by which the log names it.
 */
export async function sealAgain(sql: Sql, encryption: Encryption): Promise<SealedAgain> {
	let [again, lost] = [0, 0];
	await sql.begin(async (tx) => {
		const rows = await tx<SealedRow[]>`
			select owner as id, mark, sealed, 'credential' as place from credential
			union all select outlet_id::text, '', sealed, 'outlet' from outlet_credential
			union all select id, '', sealed, 'device' from push_device
			union all select person_id::text, '', sealed, 'totp' from totp
			union all select '', '', sealed, 'key' from push_key`;
		for (const row of rows) {
			if (!encryption.isOld(row.sealed)) continue;
			const decrypted = decrypt(encryption, row);
			if (decrypted === null) {
				lost += 1;
				continue;
			}
			again += 1;
			const sealed = encryption.seal(decrypted, useOf(row));
			if (row.place === 'credential')
				await tx`update credential set sealed = ${sealed} where owner = ${row.id} and mark = ${row.mark}`;
			else if (row.place === 'outlet')
				await tx`update outlet_credential set sealed = ${sealed} where outlet_id = ${row.id}`;
			else if (row.place === 'totp') await tx`update totp set sealed = ${sealed} where person_id = ${row.id}`;
			else if (row.place === 'device') await tx`update push_device set sealed = ${sealed} where id = ${row.id}`;
			else await tx`update push_key set sealed = ${sealed}`;
		}
	});
	return { again, lost };
}

function decrypt(encryption: Encryption, row: SealedRow): string | null {
	try {
		return encryption.open(row.sealed, useOf(row));
	} catch (error) {
		if (!(error instanceof DecryptionError)) throw error;
		return null;
	}
}
