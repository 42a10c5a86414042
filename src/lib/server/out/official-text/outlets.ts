import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, INSTALLATION, OutletId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { connectOutlet, disconnectOutlet, type Outlet } from '$lib/domain/official-text/outlet';
import type { Network } from '$lib/domain/official-text/posting';
import type { By } from '$lib/server/people/accounts/people';
import type { Executor } from '$lib/server/log/execute/execute';
import { guardedFetch, type GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import type { Config } from '$lib/server/platform/config/config';
import { isAmong } from '$lib/server/platform/config/client-address';
import { DecryptionError, type Encryption } from '$lib/server/platform/operations/encryption';
import { bluesky } from './networks/bluesky';
import { mastodon } from './networks/mastodon';
import type { NetworkProtocol, OutletCredentials } from './networks/network';

/** What a person enters to connect an account. */
interface NewOutlet {
	readonly network: Network;
	/** As typed: `mastodon.example`, or with its scheme. */
	readonly server: string;
	/** The handle on Bluesky; a token of Mastodon implies the account. */
	readonly identifier: string;
	readonly secret: string;
}
/** The server's address is not possible: no host, or credentials would travel unencrypted. */
export class ServerRefused extends Error {
	override readonly name = 'ServerRefused';
}

/**
 * Our accounts on networks. Credentials are stored encrypted, go to their own server only, and are never shown again.
 */
export class Outlets {
	constructor(
		readonly sql: Sql,
		readonly executor: Executor,
		readonly encryption: Encryption,
		readonly networks: Readonly<Record<Network, NetworkProtocol>>,
		/** Inner networks (FETCH_ALLOW_CIDR), in which a server may use plain HTTP. */
		readonly inner: readonly string[] = [],
		/** Aborts requests in flight: the program stops. */
		readonly hangUp: () => void = () => undefined
	) {}

	/** The connected accounts. */
	all(): Readonly<Outlet>[] {
		return [...this.executor.logs.installation.outlets.values()].filter(({ disconnected }) => disconnected === null);
	}

	/** Asks the network whose credentials these are, and stores them. @throws ServerRefused, NetworkError, Refusal */
	async connect(
		{ network, server: typed, identifier, secret }: NewOutlet,
		{ actor, origin }: By
	): Promise<Outlet['name']> {
		const server = this.#serverOf(typed);
		const credentials = { server, identifier: identifier.trim().replace(/^@/, ''), secret: secret.trim() };
		const name = await this.networks[network].whoAmI(credentials);
		const limit = (await this.networks[network].limit?.(credentials)) ?? null;
		const id = OutletId.parse(newId());
		await this.#storeCredentials(id, credentials);
		try {
			const command = connectOutlet({ id, network, server, name, limit });
			await this.executor.execute(INSTALLATION, { id: CommandId.parse(newId()), ...command }, actor, origin);
		} catch (error) {
			await this.#deleteCredentials(id);
			throw error;
		}
		return name;
	}

	/** Disconnects the account and deletes its credentials. @throws Refusal */
	async disconnect(outlet: OutletId, { actor, origin }: By): Promise<void> {
		await this.executor.execute(
			INSTALLATION,
			{ id: CommandId.parse(newId()), ...disconnectOutlet({ outlet }) },
			actor,
			origin
		);
		await this.#deleteCredentials(outlet);
	}

	/**
	 * The credentials of a connected account; null when it was disconnected, or when they cannot be decrypted any more.
	 */
	async open(id: OutletId): Promise<{ outlet: Readonly<Outlet>; credentials: OutletCredentials } | null> {
		const outlet = this.executor.logs.installation.outlets.get(id);
		const [row] = await this.sql<{ sealed: string }[]>`select sealed from outlet_credential where outlet_id = ${id}`;
		if (!outlet || outlet.disconnected || !row) return null;
		try {
			const [identifier = '', ...secret] = this.encryption.open(row.sealed, useOf(id)).split('\n');
			const credentials = { server: outlet.server, identifier, secret: secret.join('\n') };
			if (this.encryption.isOld(row.sealed)) await this.#storeCredentials(id, credentials);
			return { outlet, credentials };
		} catch (error) {
			if (error instanceof DecryptionError) return null;
			throw error;
		}
	}

	async #storeCredentials(id: OutletId, { identifier, secret }: OutletCredentials): Promise<void> {
		const sealed = this.encryption.seal(`${identifier}\n${secret}`, useOf(id));
		await this.sql`
			insert into outlet_credential (outlet_id, sealed) values (${id}, ${sealed})
			on conflict (outlet_id) do update set sealed = excluded.sealed`;
	}
	async #deleteCredentials(id: OutletId): Promise<void> {
		await this.sql`delete from outlet_credential where outlet_id = ${id}`;
	}

	#serverOf(typed: string): string {
		const address = /^[a-z]+:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
		if (!URL.canParse(address)) throw new ServerRefused();
		const { protocol, origin, hostname, username, password } = new URL(address);
		const isSafe =
			protocol === 'https:' || (protocol === 'http:' && isAmong(hostname.replace(/^\[|\]$/g, ''), this.inner));
		if (!isSafe || username !== '' || password !== '') throw new ServerRefused();
		return origin;
	}
}

const useOf = (id: OutletId): string => `outlet/${id}`;

/** The accounts on supported networks, with requests limited to addresses that may be fetched. */
export function makeOutlets(
	sql: Sql,
	executor: Executor,
	encryption: Encryption,
	outbound: Config['outbound']
): Outlets {
	const closing = new AbortController();
	const guarded = guardedFetch(outbound);
	const fetch: GuardedFetch = (address, options) => guarded(address, { ...options, signal: closing.signal });
	const networks = { mastodon: mastodon(fetch), bluesky: bluesky(fetch) };
	return new Outlets(sql, executor, encryption, networks, outbound.allow, () => closing.abort());
}
