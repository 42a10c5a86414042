import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import { newId } from '$lib/domain/core/new-id';
import type { EndedThere } from './provider';

type Token = Pick<EndedThere, 'issuer' | 'token'>;

/**
 * Logout tokens that did their work: whoever catches one cannot sign the person out again with it. A row each, until
 * the token would be too old anyway.
 */
export class SpentTokens {
	constructor(readonly sql: Sql) {}

	async has(token: Token): Promise<boolean> {
		return (await this.sql`select from verification where identifier = ${nameOf(token)} limit 1`).length > 0;
	}

	/** @param seconds how long the token could still be sent */
	async add(token: Token, seconds: number): Promise<void> {
		await this.sql`delete from verification where identifier like 'oidc-ended:%' and expires_at < now()`;
		await this.sql`
			insert into verification (id, identifier, value, expires_at)
			values (${newId()}, ${nameOf(token)}, '', now() + ${seconds} * interval '1 second')`;
	}
}

const nameOf = ({ issuer, token }: Token): string =>
	`oidc-ended:${createHash('sha256')
		.update(JSON.stringify([issuer, token]))
		.digest('base64url')}`;
