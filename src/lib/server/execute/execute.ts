import { randomBytes } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { incidentTime } from '$lib/domain/core/clock';
import { assertAllowed, decide, type AnyCommandKind, type References } from '$lib/domain/core/command';
import { isAudited } from '$lib/domain/installation/audit';
import { approvesFrom } from '$lib/domain/installation/account-reset';
import { commandKind } from '$lib/domain/commands';
import type { EventOf } from '$lib/domain/core/event';
import { IncidentId, INSTALLATION, momentOf, type CommandId, type Moment } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { assertProof, noProofAsked, type ProofRule } from '$lib/domain/core/policy';
import { type Proof, rolesIn, SYSTEM, type Actor } from '$lib/domain/core/role';
import { Refusal } from '$lib/domain/core/refusal';
import { reportReleased, type ReportVersion } from '$lib/domain/report/version';
import { DiskSpace } from '../database/disk-space';
import { append, lockHead, makeLog, type Head } from '../log/append';
import { digestOf } from '../log/chain';
import { linesAfter, type LogLine } from '../log/lines';
import { fieldErrors, InvalidInput } from './field-errors';
import { loadReferences, referencesFrom } from './references';
import { project } from '../log/projections';
import type { Logs } from '../log/tail';
import { commandLine } from '../operations/logger';

interface SentCommand {
	readonly id: CommandId;
	readonly type: string;
	readonly input: unknown;
	/** The browser it came from, as that says it; kept for the audit page where the command is on it. */
	readonly device?: string | null;
}
/** The numbers of the events that a command led to; `again` when it was sent before and this is its first answer. */
interface Receipt {
	readonly from: number;
	readonly to: number;
	readonly again: boolean;
}

/** The report as it renders at a place and moment, and what is stored beside the log when it is released. */
interface Rendering {
	readonly rendered: NonNullable<References['rendered']>;
	store(tx: TransactionSql, version: ReportVersion): Promise<void>;
}
export type RenderReport = (log: IncidentId, place: number, moment: Moment) => Promise<Rendering>;

/** The one way in for decisions: the API, the forms and the system actor all call it. */
export class Executor {
	/** A process sends one transaction per log at a time; the rest wait here instead of holding connections. */
	readonly #queue = new KeyedQueue<IncidentId>();

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		/** Releasing is refused without it. */
		readonly renderReport: RenderReport | null,
		readonly disk = new DiskSpace(null),
		/** Which second factors people need here. */
		readonly proofRule: ProofRule = noProofAsked
	) {}

	/**
	 * Decides and stores one command. Sent twice with the same content it has one effect and gets its first answer.
	 * @param origin the address it came from, for the log line and the audit page; null for what the program does by itself
	 * @throws Refusal when it is not allowed; nothing was changed then
	 */
	async execute(log: IncidentId, sent: SentCommand, actor: Actor, origin: string | null): Promise<Receipt> {
		const object = log === INSTALLATION ? 'installation' : `incident/${log}`;
		const noteDown = (result: string) =>
			commandLine({
				action: sent.type.slice(0, 60),
				object,
				result,
				origin,
				actor: actor.id === SYSTEM.id ? 'system' : actor.id
			});
		try {
			const kind = commandKind(sent.type);
			if (!kind || (kind.during === 'installation') !== (log === INSTALLATION))
				throw new Refusal('command.unknown', { type: sent.type });
			const parsed = kind.input.safeParse(sent.input);
			if (!parsed.success) throw new InvalidInput(fieldErrors(parsed.error, sent.input));
			const receipt = await this.disk.storeCommand(() =>
				this.#queue.run(log, () => this.#append(log, { ...sent, kind, input: parsed.data, origin }, actor))
			);
			noteDown(receipt.again ? 'repeated' : 'done');
			return receipt;
		} catch (error) {
			noteDown(error instanceof Refusal ? error.code : 'failed');
			throw error;
		}
	}

	/**
	 * What a person may do in a log: by the grants in the installation's log, nothing without them. Made-up people may
	 * something in exercises alone.
	 * @param proof the second factor of the session; without it, what asks for one is refused
	 */
	actorFor(person: Actor['id'], log: IncidentId, proof: Proof | null = null): Actor {
		const found = this.logs.installation.people.get(person);
		if (!found || found.suspended) return { id: person, roles: [], proof };
		const isReal = log === INSTALLATION || this.logs.state(log)?.incident?.exercise === false;
		const roles = found.exerciseOnly && isReal ? [] : rolesIn(found.grants, log);
		return {
			id: person,
			roles,
			exerciseOnly: found.exerciseOnly,
			proof,
			approvesFrom: isReal ? approvesFrom(found.reset) : null
		};
	}
	/** What a person may do in an incident that is still to be opened. */
	actorForNew(person: Actor['id']): Actor {
		return this.actorFor(person, IncidentId.parse(newId()));
	}

	async #append(
		log: IncidentId,
		sent: SentCommand & { kind: AnyCommandKind; origin: string | null },
		actor: Actor
	): Promise<Receipt> {
		const { kind } = sent;
		const names = kind.referencesOf(sent.input);
		// A rendering costs time: it is not made for anyone who may not release it.
		if (names.report) assertAllowed(kind, actor);
		const rendering =
			names.report && this.renderReport ? await this.renderReport(log, names.report.place, names.report.moment) : null;
		const follower = this.logs.follower(log);
		const { receipt, lines } = await this.sql.begin(
			async (tx): Promise<{ receipt: Receipt; lines: readonly LogLine[] }> => {
				if (kind.during === 'beforeOpening') await makeLog(tx, log);
				// Sent together, so that they cost one round trip. The lock is followed by separate statements for reading,
				// because each takes its snapshot when it starts, after the lock was obtained: the snapshot of a statement that
				// waited for the lock itself is older than the lock.
				const [head, first, found] = await Promise.all([
					lockHead(tx, log),
					lookUp(tx, log, sent, actor),
					loadReferences(tx, log, names)
				]);
				if (!head) throw new Refusal('incident.absent');
				// Also for an earlier send at another process: its effect is in the state when the answer arrives.
				if (follower.seq < head.seq) follower.apply(await linesAfter(tx, log, follower.seq));
				if (first) return { receipt: first, lines: [] };
				const references = referencesFrom(found, names, this.logs.installation, rendering?.rendered ?? null);
				const wallNow = momentOf(head.at.getTime());
				assertAllowed(kind, actor);
				assertProof(kind.proof, actor, this.proofRule, wallNow);
				const { state } = follower;
				const events = decide(kind, sent.input, {
					state,
					references,
					actor,
					now: incidentTime(state.clock, wallNow),
					wallNow
				});
				return this.#write(tx, head, events, sent, actor, rendering);
			}
		);
		follower.apply(lines);
		return receipt;
	}

	async #write(
		tx: TransactionSql,
		head: Head,
		events: readonly EventOf[],
		sent: SentCommand & { origin: string | null },
		actor: Actor,
		rendering: Rendering | null
	) {
		const receipt = { from: head.seq + 1, to: head.seq + events.length, again: false };
		const salt = randomBytes(16);
		const [lines] = await Promise.all([
			append(tx, head, events, actor.id, sent.id),
			tx`insert into command (log_id, id, actor, salt, digest, from_seq, to_seq)
				values (${head.log}, ${sent.id}, ${actor.id}, ${salt}, ${contentOf(salt, sent)}, ${receipt.from}, ${receipt.to})`,
			sent.origin !== null && events.some(({ type }) => isAudited(type)) ? keepOrigin(tx, head, sent) : null,
			project(tx, head, events)
		]);
		const released = events.find(({ type }) => type === reportReleased.type);
		if (released && rendering) await rendering.store(tx, reportReleased.data.parse(released.data));
		return { receipt, lines };
	}
}

const contentOf = (salt: Uint8Array, { type, input }: SentCommand): Buffer => digestOf(salt, [type, input]);

/** Beside the log: an address is personal, and is removed before the log is (accounts/security-log.ts). */
const keepOrigin = (
	tx: TransactionSql,
	{ log, at }: Head,
	{ id, origin, device = null }: SentCommand & { origin: string | null }
): Promise<unknown> => tx`
	insert into command_origin (log_id, command_id, at, address, device)
	values (${log}, ${id}, ${at}, ${origin}, ${device?.slice(0, 300) ?? null})`;

/** The first answer to a command that was sent before; another content or person under the same id is refused. */
async function lookUp(tx: TransactionSql, log: IncidentId, sent: SentCommand, actor: Actor): Promise<Receipt | null> {
	const [row] = await tx<{ actor: string; salt: Buffer | null; digest: Buffer; from_seq: number; to_seq: number }[]>`
		select actor, salt, digest, from_seq, to_seq from command where log_id = ${log} and id = ${sent.id}`;
	if (!row) return null;
	const same = row.actor === actor.id && (row.salt === null || row.digest.equals(contentOf(row.salt, sent)));
	if (!same) throw new Refusal('command.idTaken');
	return { from: row.from_seq, to: row.to_seq, again: true };
}
