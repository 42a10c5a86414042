import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { newId } from '$lib/domain/core/new-id';
import { PersonId } from '$lib/domain/core/ids';
import { Round } from './provider';

/** How long a person may be away to sign in there, in seconds. */
export const ROUND_SECONDS = 10 * 60;

const PendingSignIn = z.object({
	round: Round,
	/** The page to continue on. */
	next: z.string(),
	/** The person who links their account, in a session of their own; null for who signs in. */
	link: PersonId.nullable()
});
type PendingSignIn = z.infer<typeof PendingSignIn>;

/**
 * Sign-ins that are under way: a row each, named by a secret that only the browser has that started it, and used once.
 * An answer that comes back in another browser finds no row.
 */
export class Rounds {
	constructor(readonly sql: Sql) {}

	/** @returns the secret for the browser's cookie */
	async keep(pending: PendingSignIn): Promise<string> {
		const secret = randomBytes(24).toString('base64url');
		await this.sql`delete from verification where identifier like 'oidc:%' and expires_at < now()`;
		await this.sql`
			insert into verification (id, identifier, value, expires_at)
			values (${newId()}, ${nameOf(secret)}, ${JSON.stringify(pending)}, now() + ${ROUND_SECONDS} * interval '1 second')`;
		return secret;
	}

	/** The sign-in with this secret, once; null when it was already taken, expired, or never existed. */
	async take(secret: string): Promise<PendingSignIn | null> {
		const [row] = await this.sql<{ value: string; holds: boolean }[]>`
			delete from verification where identifier = ${nameOf(secret)} returning value, expires_at > now() as holds`;
		return row?.holds ? PendingSignIn.parse(JSON.parse(row.value)) : null;
	}
}

const nameOf = (secret: string): string => `oidc:${createHash('sha256').update(secret).digest('base64url')}`;
