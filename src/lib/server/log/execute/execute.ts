import type { Sql } from '$lib/server/platform/driver/sql';
import { KeyedGroups } from '$lib/concurrency/keyed-groups';
import { eyesIn } from '$lib/domain/installation/account-ways';
import { commandKind } from '$lib/domain/commands';
import { IncidentId, INSTALLATION, momentOf } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { noProofRequired, type ProofRule } from '$lib/domain/core/policy';
import { type Proof, rolesIn, SYSTEM, type Actor, type Reader } from '$lib/domain/core/role';
import { Refusal } from '$lib/domain/core/refusal';
import { DiskSpace } from '$lib/server/platform/database/disk-space';
import { LogRolledBack } from '../lines';
import type { Logs } from '../logs';
import { commandLine } from '$lib/server/platform/operations/logger';
import { storeGroup } from './command-group';
import type { GroupLimits, Outcome } from './decide-in-turn';
import { fieldErrors, InvalidInput } from './field-errors';
import { isAlone, type ReadyCommand, type Receipt, type RenderReport, type SentCommand } from './ready-command';

/** The statements of a group of this size fit into one round trip, and deciding it does not block the process for long. */
const groupLimits: GroupLimits = { maxCommands: 32, milliseconds: 10 };

/** Executes every command: the API, the forms and the system actor all call it. */
export class Executor {
	/** A process runs one transaction per log at a time; commands that wait meanwhile go together in the next. */
	readonly #groups: KeyedGroups<IncidentId, ReadyCommand, Receipt>;

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		/** Without it, releasing a report is refused. */
		readonly renderReport: RenderReport | null,
		readonly disk = new DiskSpace(null),
		/** Which second factors people need in this installation. */
		readonly proofRule: ProofRule = noProofRequired,
		readonly limits = groupLimits
	) {
		this.#groups = new KeyedGroups((log, commands) => this.#store(log, commands), limits.maxCommands, isAlone);
	}

	/**
	 * Decides and stores one command. A command that is sent twice with the same content has one effect and gets the same
	 * receipt.
	 * @param origin the address it came from, for the log line and the audit page; null for commands of the program itself
	 * @throws Refusal when it is not allowed; nothing was changed then
	 */
	async execute(log: IncidentId, sent: SentCommand, actor: Actor, origin: string | null): Promise<Receipt> {
		const object = log === INSTALLATION ? 'installation' : `incident/${log}`;
		const logResult = (result: string) =>
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
			const input = parsed.data;
			const command = { ...sent, kind, input, names: kind.referencesOf(input), actor, origin };
			const receipt = await this.disk.storeCommand(() => this.#groups.run(log, command));
			// Not within the group: others go on while the log is read again.
			await this.logs.reloaded(log, receipt.from);
			logResult(receipt.again ? 'repeated' : 'done');
			return receipt;
		} catch (error) {
			logResult(error instanceof Refusal ? error.code : 'failed');
			throw error;
		}
	}

	/**
	 * The roles of a person in a log, from the grants in the installation's log. Simulated people have roles in exercises
	 * only.
	 * @param proof the second factor of the session; without it, commands that require one are refused
	 */
	actorFor(person: Actor['id'], log: IncidentId, proof: Proof | null = null): Reader {
		const account = this.logs.installation.people.get(person);
		if (!account || account.suspended) return { id: person, roles: [], proof, eyes: [person] };
		const state = log === INSTALLATION ? undefined : this.logs.state(log);
		const isReal = log === INSTALLATION || state?.incident?.exercise === false;
		const roles = account.exerciseOnly && isReal ? [] : rolesIn(account.grants, log);
		return {
			id: person,
			roles,
			exerciseOnly: account.exerciseOnly,
			proof,
			eyes: eyesIn(state, this.logs.installation, person, momentOf(Date.now()))
		};
	}
	/** The roles of a person in an incident that is yet to be opened. */
	actorForNew(person: Actor['id']): Reader {
		return this.actorFor(person, IncidentId.parse(newId()));
	}

	/**
	 * When a group's transaction fails, its commands are stored one by one, so that one command cannot fail the others.
	 * When the log was rolled back, nothing was stored: it is read again first.
	 */
	async #store(log: IncidentId, commands: readonly ReadyCommand[]): Promise<readonly Outcome[]> {
		try {
			return await storeGroup(this, log, commands).catch(async (error: unknown) => {
				if (!(error instanceof LogRolledBack)) throw error;
				await this.logs.readAgain(log);
				return storeGroup(this, log, commands);
			});
		} catch (reason) {
			if (commands.length === 1) return [{ status: 'rejected', reason }];
			const outcomes: Outcome[] = [];
			for (const command of commands) outcomes.push(...(await this.#store(log, [command])));
			return outcomes;
		}
	}
}
