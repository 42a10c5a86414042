import type { Guard } from '$lib/server/platform/net/resolve-public-address';
import { addConnection, Connection, setBudget, setCredential } from '$lib/domain/posts/connections/connection';
import { protocolKind, type Protocol } from '$lib/domain/posts/connections/protocols';
import { CommandId, ConnectionId, INSTALLATION, SourceId, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { isAllowed } from '$lib/domain/core/policy';
import { addSource } from '$lib/domain/posts/source';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import type { ReadState } from '$lib/domain/core/state';
import type { Executor } from '$lib/server/log/execute/execute';
import { hostOf, typedAddress } from '../pipeline/clean-address';
import { credentialOf, type Credentials } from './credentials';
import { followedProfile } from '../scheduler/followed-incidents';
import { targetsOf, tryConnection, type TrialAnswer } from './try-connection';

/** What a person entered to connect a source. */
interface ConnectionRequest {
	readonly protocol: Protocol;
	/** Empty: the feed's own name, or its host's. */
	readonly name: string;
	/** As it was typed. */
	readonly address: string;
	/** Null keeps the credential that is known. */
	readonly credential: string | null;
	readonly budget: Connection['budget'];
}
interface RequestedBy {
	readonly person: PersonId;
	/** The address that it came from. */
	readonly origin: string;
}
interface Connected {
	readonly name: string;
	/** Posts in its first answer; null when it was not polled because a stream is already open. */
	readonly posts: number | null;
}

/** The connection was tried and does not work. Nothing was stored. */
export class ConnectionRefused extends Error {
	override readonly name = 'ConnectionRefused';
	constructor(
		readonly code: SourceFault,
		readonly status: number | null,
		/** The feeds of a web page: a person chooses one. */
		readonly feeds: NonNullable<TrialAnswer['feeds']> = []
	) {
		super(code);
	}
}

/** Connects sources: tries them first, stores them for the installation, then uses them in the incident. */
export class Connections {
	constructor(
		readonly executor: Executor,
		readonly credentials: Credentials,
		/** The addresses that may be requested, and how. */
		readonly guard: Guard
	) {}

	/** The existing connections, for which a person need not enter the key again. */
	known(protocol: Protocol): { name: string; address: string }[] {
		return this.#all().flatMap((each) =>
			each.protocol === protocol ? [{ name: each.name, address: each.address }] : []
		);
	}

	/**
	 * If the incident already uses the connection, changes only its key or budget. Of a web page that names one feed it
	 * connects that feed. @throws ConnectionRefused, Refusal
	 */
	async connect(incident: IncidentId, request: ConnectionRequest, by: RequestedBy): Promise<Connected> {
		try {
			return await this.#connect(incident, request, by);
		} catch (error) {
			const [feed, ...others] = error instanceof ConnectionRefused ? error.feeds : [];
			if (!feed || others.length > 0) throw error;
			return this.#connect(incident, { ...request, address: feed.address }, by);
		}
	}

	async #connect(
		incident: IncidentId,
		{ protocol, address, credential, budget, ...request }: ConnectionRequest,
		by: RequestedBy
	): Promise<Connected> {
		const name = request.name.trim();
		const state = this.executor.logs.state(incident);
		if (!isAllowed(this.executor.actorFor(by.person, incident).roles, addSource.allow))
			throw new Refusal('role.missing');
		if (state?.incident?.exercise !== false) throw new Refusal('source.notHere');
		const enteredAddress = typedAddress(address.trim());
		const parsed = Connection.shape.address.safeParse(enteredAddress);
		if (!parsed.success) throw new ConnectionRefused(/^https?:/i.test(enteredAddress) ? 'address' : 'scheme', null);
		const before = this.#all().find((each) => each.protocol === protocol && each.address === parsed.data);
		const isUsedHere =
			before !== undefined &&
			[...state.sources.values()].some((each) => each.connection === before.id && each.state !== 'removed');
		if (isUsedHere && !credential && !budget) throw new Refusal('connection.inUse');
		const { platform, title } = protocolKind(protocol);
		const defaultName = title ?? hostOf(parsed.data) ?? protocol;
		const newConnection = { id: ConnectionId.parse(newId()), protocol, address: parsed.data, platform, budget };
		const connectionToTry = before
			? { ...before, budget: budget ?? before.budget }
			: { ...newConnection, name: name || defaultName, credential: null, removed: false };
		const answer = await this.#try(connectionToTry, credential, state);
		const sourceName = before?.name ?? (name || answer?.name?.trim().slice(0, 120) || defaultName);
		if (!before) await this.#send(INSTALLATION, addConnection({ ...newConnection, name: sourceName }), by);
		else if (budget) await this.#send(INSTALLATION, setBudget({ connection: before.id, budget }), by);
		if (credential) await this.#storeCredential(connectionToTry, credential, by);
		if (!isUsedHere) await this.#send(incident, addSource({ ...sourceOf(connectionToTry), name: sourceName }), by);
		return { name: sourceName, posts: answer?.posts.length ?? null };
	}

	/**
	 * The first answer; null when a stream is open, whose status is shown instead: a second stream might close it.
	 * @throws ConnectionRefused
	 */
	async #try(connection: Connection, credential: string | null, state: ReadState): Promise<TrialAnswer | null> {
		const profiles = targetsOf(this.executor.logs, connection.id).map(({ profile }) => profile);
		const isStreaming = protocolKind(connection.protocol).reads === 'stream' && profiles.length > 0;
		if (isStreaming && !credential) return null;
		const key = credential ?? (await credentialOf(this.credentials, connection));
		const answer = await tryConnection(connection, key, [...profiles, followedProfile(state)], this.guard);
		const { problem } = answer;
		if (problem && !(isStreaming && problem.code === 'xOtherLine'))
			throw new ConnectionRefused(problem.code, problem.status, answer.feeds);
		return answer;
	}

	/** Stores the encrypted credential first, then records it in the log: it is used from that event on. */
	async #storeCredential(connection: Readonly<Connection>, credential: string, by: RequestedBy): Promise<void> {
		const marks = connection.credential ? [connection.credential.mark] : [];
		const mark = await this.credentials.store({ connection: connection.id }, credential, marks);
		await this.#send(INSTALLATION, setCredential({ connection: connection.id, mark }), by);
	}

	#all(): Readonly<Connection>[] {
		return [...this.executor.logs.installation.connections.values()].filter(({ removed }) => !removed);
	}

	#send(log: IncidentId, command: { type: string; input: unknown }, { person, origin }: RequestedBy) {
		return this.executor.execute(
			log,
			{ id: CommandId.parse(newId()), ...command },
			this.executor.actorFor(person, log),
			origin
		);
	}
}

const sourceOf = ({ id, platform }: Connection) =>
	({ id: SourceId.parse(newId()), kind: 'connection', platform, connection: id, key: null }) as const;
