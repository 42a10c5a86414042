import { addConnection, askedFor, Connection, setBudget, setCredential, type Protocol } from '$lib/domain/connection';
import { CommandId, ConnectionId, INSTALLATION, SourceId, type IncidentId, type PersonId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import { Refusal } from '$lib/domain/refusal';
import { mayAs } from '$lib/domain/role';
import type { SearchProfile } from '$lib/domain/search-profile';
import { addSource } from '$lib/domain/source';
import type { SourceFault } from '$lib/domain/source-problem';
import { executor, type Executor } from '$lib/server/execute';
import { logs } from '$lib/server/log/tail';
import type { Program } from '$lib/server/part';
import { hostOf } from './address';
import { credentialOf, credentials, type Credentials } from './credentials';
import { followedIn, followedProfile } from './running/followed';
import { tryConnection } from './try-connection';
import { waysOut } from './ways-out';

/** What a person gave to connect a source. */
export interface Asked {
	readonly protocol: Protocol;
	/** Empty: its host's. */
	readonly name: string;
	readonly address: string;
	/** Null keeps the one that is known. */
	readonly credential: string | null;
	readonly budget: Connection['budget'];
}
export interface Asker {
	readonly person: PersonId;
	/** The address that it came from. */
	readonly origin: string;
}

/** It was tried, and will not do. Nothing was kept. */
export class ConnectionRefused extends Error {
	override readonly name = 'ConnectionRefused';
	constructor(
		readonly code: SourceFault,
		readonly status: number | null
	) {
		super(code);
	}
}

/** Connects sources: tried first, then kept for the installation, then used by the incident. */
class Connecting {
	readonly #execute: Executor;
	readonly #credentials: Credentials;

	constructor(readonly program: Program) {
		this.#execute = executor.of(program);
		this.#credentials = credentials.of(program);
	}

	/** Those that are there already, of which a person need not give the key again. */
	known(protocol: Protocol): { name: string; address: string }[] {
		return this.#all().flatMap((each) => (each.protocol === protocol ? [{ name: each.name, address: each.address }] : []));
	}

	/** Where the incident uses it already, only its key or budget changes. @throws ConnectionRefused, Refusal */
	async connect(incident: IncidentId, { protocol, name, address, credential, budget }: Asked, by: Asker): Promise<void> {
		const state = logs.of(this.program).state(incident);
		if (!mayAs(this.#execute.actorFor(by.person, incident).roles, addSource.allow)) throw new Refusal('role.missing');
		if (state?.incident?.exercise !== false) throw new Refusal('source.notHere');
		const parsed = Connection.shape.address.safeParse(address);
		if (!parsed.success) throw new ConnectionRefused('address', null);
		const before = this.#all().find((each) => each.protocol === protocol && each.address === parsed.data);
		const { platform } = askedFor[protocol];
		const tried: Connection = before
			? { ...before, budget: budget ?? before.budget }
			: {
					id: ConnectionId.parse(newId()),
					protocol,
					name: name || (hostOf(parsed.data) ?? protocol),
					address: parsed.data,
					platform,
					budget,
					credential: null,
					removed: false
				};
		const key = credential ?? (before ? await credentialOf(this.#credentials, before) : null);
		// One that runs already shows how it is; a second line to it may push the first away.
		const runs = before !== undefined && this.#profilesOf(tried.id).length > 0;
		const problem = runs && !credential ? null : await this.#try(tried, key, [...this.#profilesOf(tried.id), followedProfile(state)]);
		if (problem && !(runs && problem.code === 'xOtherLine')) throw new ConnectionRefused(problem.code, problem.status);
		if (!before) {
			const { id, name, address } = tried;
			await this.#send(INSTALLATION, addConnection({ id, protocol, name, address, platform, budget }), by);
		} else if (budget) await this.#send(INSTALLATION, setBudget({ connection: before.id, budget }), by);
		if (credential) await this.#keep(tried, credential, by);
		if ([...state.sources.values()].some(({ connection, state: so }) => connection === tried.id && so !== 'removed')) return;
		const source = {
			id: SourceId.parse(newId()),
			name: tried.name,
			kind: 'connection',
			platform,
			connection: tried.id,
			key: null
		} as const;
		await this.#send(incident, addSource(source), by);
	}

	#try(connection: Connection, key: string | null, profiles: readonly Readonly<SearchProfile>[]) {
		return tryConnection(connection, key, profiles, waysOut({ allow: this.program.host.config.fetchAllowCidr }));
	}

	/** Of the open incidents that it feeds. */
	#profilesOf(id: ConnectionId): Readonly<SearchProfile>[] {
		return followedIn(logs.of(this.program))
			.incidents()
			.flatMap(({ profile, sources }) => (sources.some(({ connection }) => connection === id) ? [profile] : []));
	}

	/** Sealed and stored first, and then said in the log: from that line on it counts. */
	async #keep(connection: Readonly<Connection>, credential: string, by: Asker): Promise<void> {
		const marks = connection.credential ? [connection.credential.mark] : [];
		const mark = await this.#credentials.store({ connection: connection.id }, credential, marks);
		await this.#send(INSTALLATION, setCredential({ connection: connection.id, mark }), by);
	}

	#all(): Readonly<Connection>[] {
		return [...logs.of(this.program).installation.connections.values()].filter(({ removed }) => !removed);
	}

	#send(log: IncidentId, command: { type: string; input: unknown }, { person, origin }: Asker) {
		return this.#execute.execute(log, { id: CommandId.parse(newId()), ...command }, this.#execute.actorFor(person, log), origin);
	}
}

export const connections = (program: Program): Connecting => new Connecting(program);
