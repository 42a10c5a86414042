import {
	addConnection,
	connectionFields,
	Connection,
	setBudget,
	setCredential,
	type Protocol
} from '$lib/domain/posts/connection';
import { CommandId, ConnectionId, INSTALLATION, SourceId, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { mayAs } from '$lib/domain/core/role';
import { addSource } from '$lib/domain/posts/source';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import type { ReadState } from '$lib/domain/core/state';
import type { Executor } from '$lib/server/execute/execute';
import { hostOf, typedAddress } from '../pipeline/clean-address';
import { credentialOf, type Credentials } from './credentials';
import { followedProfile } from '../scheduler/followed-incidents';
import { targetsOf, tryConnection, type TrialAnswer } from './try-connection';

/** What a person gave to connect a source. */
interface ConnectionRequest {
	readonly protocol: Protocol;
	/** Empty: its own, or its host's. */
	readonly name: string;
	/** As it was typed. */
	readonly address: string;
	/** Null keeps the one that is known. */
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
	/** Posts in its first answer; null where it was not asked, since a line to it stands already. */
	readonly posts: number | null;
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
export class Connections {
	constructor(
		readonly executor: Executor,
		readonly credentials: Credentials,
		/** Inner networks that may be asked. */
		readonly allow: readonly string[]
	) {}

	/** Those that are there already, of which a person need not give the key again. */
	known(protocol: Protocol): { name: string; address: string }[] {
		return this.#all().flatMap((each) =>
			each.protocol === protocol ? [{ name: each.name, address: each.address }] : []
		);
	}

	/** Where the incident uses it already, only its key or budget changes. @throws ConnectionRefused, Refusal */
	async connect(
		incident: IncidentId,
		{ protocol, address, credential, budget, ...asked }: ConnectionRequest,
		by: RequestedBy
	): Promise<Connected> {
		const name = asked.name.trim();
		const state = this.executor.logs.state(incident);
		if (!mayAs(this.executor.actorFor(by.person, incident).roles, addSource.allow)) throw new Refusal('role.missing');
		if (state?.incident?.exercise !== false) throw new Refusal('source.notHere');
		const typed = typedAddress(address.trim());
		const parsed = Connection.shape.address.safeParse(typed);
		if (!parsed.success) throw new ConnectionRefused(/^https?:/i.test(typed) ? 'address' : 'scheme', null);
		const before = this.#all().find((each) => each.protocol === protocol && each.address === parsed.data);
		const used =
			before !== undefined &&
			[...state.sources.values()].some((each) => each.connection === before.id && each.state !== 'removed');
		if (used && !credential && !budget) throw new Refusal('connection.inUse');
		const { platform, ...asking } = connectionFields[protocol];
		const usual = asking.name ?? hostOf(parsed.data) ?? protocol;
		const fresh = { id: ConnectionId.parse(newId()), protocol, address: parsed.data, platform, budget };
		const tried = before
			? { ...before, budget: budget ?? before.budget }
			: { ...fresh, name: name || usual, credential: null, removed: false };
		const answer = await this.#try(tried, credential, state);
		const called = before?.name ?? (name || mediumIn(answer) || usual);
		if (!before) await this.#send(INSTALLATION, addConnection({ ...fresh, name: called }), by);
		else if (budget) await this.#send(INSTALLATION, setBudget({ connection: before.id, budget }), by);
		if (credential) await this.#keep(tried, credential, by);
		if (!used) await this.#send(incident, addSource({ ...sourceOf(tried), name: called }), by);
		return { name: called, posts: answer?.posts.length ?? null };
	}

	/**
	 * Its first answer; null where a line runs already, which shows how it is: a second one may push it away.
	 * @throws ConnectionRefused
	 */
	async #try(connection: Connection, credential: string | null, state: ReadState): Promise<TrialAnswer | null> {
		const fed = targetsOf(this.executor.logs, connection.id).map(({ profile }) => profile);
		const runs = connectionFields[connection.protocol].line && fed.length > 0;
		if (runs && !credential) return null;
		const key = credential ?? (await credentialOf(this.credentials, connection));
		const answer = await tryConnection(connection, key, [...fed, followedProfile(state)], this.allow);
		const { problem } = answer;
		if (problem && !(runs && problem.code === 'xOtherLine')) throw new ConnectionRefused(problem.code, problem.status);
		return answer;
	}

	/** Sealed and stored first, and then said in the log: from that line on it counts. */
	async #keep(connection: Readonly<Connection>, credential: string, by: RequestedBy): Promise<void> {
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

/** A feed says what it is called; elsewhere who speaks is a person. */
const mediumIn = (answer: TrialAnswer | null): string =>
	(answer?.posts.find(({ author }) => author?.kind === 'media')?.author?.name ?? '').slice(0, 120);
const sourceOf = ({ id, platform }: Connection) =>
	({ id: SourceId.parse(newId()), kind: 'connection', platform, connection: id, key: null }) as const;
