import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, INSTALLATION, momentOf, Sha256, TokenId, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { isTokenValid, makeToken, revokeToken, type Token, type TokenScope } from '$lib/domain/installation/token';
import type { Executor } from '$lib/server/log/execute/execute';
import { log as logger } from '$lib/server/platform/operations/logger';
import type { By } from './people';

/** What a person enters to create a token; `lasts` in milliseconds. */
interface NewToken {
	readonly name: string;
	readonly scopes: readonly TokenScope[];
	readonly incident: IncidentId | null;
	readonly lasts: number;
}

/** The time of last use is written at most this often, in milliseconds. */
const WRITE_INTERVAL_MS = 10_000;

/** Prefix of every secret, so that programs that scan code and logs for leaked secrets recognise it. */
const PREFIX = 'vst_';

/**
 * Tokens of programs, from the log's state in memory: a request needs no query, and revocation takes effect at once.
 */
export class Tokens {
	readonly #used = new Map<TokenId, Date>();
	#timer: NodeJS.Timeout | undefined;

	constructor(
		readonly sql: Sql,
		readonly executor: Executor
	) {}

	start(): void {
		this.#timer = setInterval(() => void this.write(), WRITE_INTERVAL_MS);
	}
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		await this.write();
	}

	/** Creates a token. @returns its secret, 256 random bits, which is not stored anywhere. @throws Refusal */
	async make({ name, scopes, incident, lasts }: NewToken, { actor, origin }: By): Promise<string> {
		const secret = PREFIX + randomBytes(32).toString('base64url');
		const expires = momentOf(Date.now() + lasts);
		const made = makeToken({
			id: TokenId.parse(newId()),
			name,
			hash: hashOf(secret),
			scopes: [...scopes],
			incident,
			expires
		});
		await this.executor.execute(INSTALLATION, { id: CommandId.parse(newId()), ...made }, actor, origin);
		return secret;
	}

	/** Revokes it at once, in every process. @throws Refusal */
	async revoke(token: TokenId, { actor, origin }: By): Promise<void> {
		await this.executor.execute(
			INSTALLATION,
			{ id: CommandId.parse(newId()), ...revokeToken({ token }) },
			actor,
			origin
		);
	}

	/**
	 * The token with this secret; null alike for a guessed, altered, expired or revoked one, and for one whose maker is
	 * suspended.
	 */
	open(secret: string): Readonly<Token> | null {
		const hash = hashOf(secret);
		const now = momentOf(Date.now());
		// Hashes of random secrets are compared, so that the time it takes reveals nothing about a secret.
		for (const token of this.executor.logs.installation.tokens.values()) {
			if (token.hash !== hash) continue;
			if (!isTokenValid(token, now) || this.isOfSuspended(token)) return null;
			this.#used.set(token.id, new Date());
			return token;
		}
		return null;
	}

	/** Whether its maker is suspended; the token is not accepted then. */
	isOfSuspended({ made }: Readonly<Token>): boolean {
		return this.executor.logs.installation.people.get(made.by)?.suspended === true;
	}

	/** When each token was last used. */
	async lastUsed(): Promise<ReadonlyMap<TokenId, Moment>> {
		const rows = await this.sql<{ token_id: string; last_used: Date }[]>`select token_id, last_used from token_use`;
		const all = new Map(rows.map((row) => [TokenId.parse(row.token_id), momentOf(row.last_used.getTime())]));
		for (const [id, at] of this.#used) all.set(id, momentOf(at.getTime()));
		return all;
	}

	/** Stores the uses since the last call; what cannot be written waits for the next call. */
	async write(): Promise<void> {
		const used = [...this.#used];
		this.#used.clear();
		if (used.length === 0) return;
		try {
			await this.sql`
				insert into token_use as t (token_id, last_used)
				select * from unnest(${used.map(([id]) => id)}::uuid[], ${used.map(([, at]) => at.toISOString())}::timestamptz[])
				on conflict (token_id) do update set last_used = greatest(t.last_used, excluded.last_used)`;
		} catch (error) {
			for (const [id, at] of used) if (!this.#used.has(id)) this.#used.set(id, at);
			logger.warn(
				{ action: 'count', object: 'tokens', result: 'failed', error: String(error) },
				'the use of tokens could not be written'
			);
		}
	}
}

const hashOf = (secret: string): Sha256 => Sha256.parse(createHash('sha256').update(secret).digest('hex'));
