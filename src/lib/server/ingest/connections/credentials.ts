import { createHash } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';
import { inIncident, Sha256, type ConnectionId, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { log } from '$lib/server/platform/operations/logger';
import { DecryptionError, type Encryption } from '$lib/server/platform/operations/encryption';

/** The owner of a credential: it opens nothing else. */
type Owner = { readonly connection: ConnectionId } | { readonly incident: IncidentId; readonly source: SourceId };
/** What the owner is called in its row, and when it is encrypted. */
const useOf = (owner: Owner): string =>
	'connection' in owner ? `connection/${owner.connection}` : `source/${inIncident(owner.incident, owner.source)}`;

/**
 * The credentials of connections and the keys that sign what sources send: encrypted in the database, decrypted only
 * where they are used, and never shown again.
 */
export class Credentials {
	constructor(
		readonly sql: Sql,
		readonly encryption: Encryption
	) {}

	/** Stores a credential, which is used once the log names its checksum; deletes the others except those in `keep`. */
	async store(owner: Owner, secret: string, keep: readonly Sha256[]): Promise<Sha256> {
		const sealed = this.encryption.seal(secret, useOf(owner));
		const mark = Sha256.parse(createHash('sha256').update(sealed).digest('hex'));
		await this.sql`delete from credential where owner = ${useOf(owner)} and mark <> all(${[...keep]})`;
		await this
			.sql`insert into credential (owner, mark, sealed, at) values (${useOf(owner)}, ${mark}, ${sealed}, now())`;
		return mark;
	}

	/** In the order of the checksums; leaves out those that are absent, or encrypted with an unknown secret. */
	async read(owner: Owner, marks: readonly Sha256[]): Promise<string[]> {
		if (marks.length === 0) return [];
		const rows = await this.sql<{ mark: string; sealed: string }[]>`
			select mark, sealed from credential where owner = ${useOf(owner)} and mark = any(${[...marks]})`;
		return marks.flatMap((mark) => {
			const sealed = rows.find((row) => row.mark === mark)?.sealed;
			return sealed === undefined ? [] : this.#open(owner, sealed);
		});
	}

	#open(owner: Owner, sealed: string): string[] {
		try {
			return [this.encryption.open(sealed, useOf(owner))];
		} catch (error) {
			if (!(error instanceof DecryptionError)) throw error;
			log.warn(
				{ action: 'source.read', object: useOf(owner), result: error.because },
				'a credential cannot be decrypted: enter it again'
			);
			return [];
		}
	}
}

/** The credential of a connection; null when there is none. */
export async function credentialOf(
	credentials: Credentials,
	{ id, credential }: { readonly id: ConnectionId; readonly credential: { readonly mark: Sha256 } | null }
): Promise<string | null> {
	const [secret] = await credentials.read({ connection: id }, credential ? [credential.mark] : []);
	return secret ?? null;
}
