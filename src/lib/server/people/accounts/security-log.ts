import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { LRUCache } from 'lru-cache';
import { CommandId, INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { SYSTEM, type Actor } from '$lib/domain/core/role';
import { recordSecurity, type Opening, type SecurityEvent } from '$lib/domain/installation/security';
import { DiskFull } from '$lib/server/platform/database/disk-space';
import type { Executor } from '$lib/server/log/execute/execute';
import { systemCommandId } from '$lib/server/log/execute/system-command';
import { log as logger } from '$lib/server/platform/operations/logger';

/** What happened; what is left out is null. */
type SecurityNote = Pick<SecurityEvent, 'kind'> & Partial<SecurityEvent & { opens: Opening }>;

/** Who did it, and where: the address, and the browser as it names itself. */
interface DoneBy {
	readonly actor: Pick<Actor, 'id'>;
	readonly origin: string | null;
	readonly device?: string | null;
}

/** Where commands came from is kept this long, in milliseconds. */
const ORIGIN_TTL_MS = 90 * millisecondsInDay;
const CLEAN_INTERVAL_MS = millisecondsInHour;
/** How often wrong passwords are counted together into one line. */
const COUNT_INTERVAL_MS = 10 * millisecondsInMinute;

/**
 * Records in the installation's log what happens to accounts and keys: one call, for every part of the program. The log
 * names people by id; address and browser are stored beside it and removed after 90 days.
 */
export class SecurityLog {
	#wrong = 0;
	/** The hour in which each was recorded as guessed at: an attack must not cost a transaction each time. */
	readonly #slowed = new LRUCache<PersonId, string>({ max: 10_000 });
	#timers: NodeJS.Timeout[] = [];

	constructor(readonly executor: Executor) {}

	start(): void {
		void this.clean();
		this.#timers = [
			setInterval(() => void this.clean(), CLEAN_INTERVAL_MS).unref(),
			setInterval(() => void this.count(), COUNT_INTERVAL_MS).unref()
		];
	}
	async stop(): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		await this.count();
	}

	/**
	 * Records it under the name of who did it. Skips the fictional people of exercises: visitors share them.
	 * @param onceKey events with the same key are recorded once, also by several processes
	 * @throws when it could not be stored; then the action must not continue. A full disk stops only a person who
	 * opens an account for another.
	 */
	async record(happened: SecurityNote, by: DoneBy, onceKey: string | null = null): Promise<void> {
		const { person = null, kind, opens = null } = happened;
		if (person && this.executor.logs.installation.people.get(person)?.exerciseOnly) return;
		const command = recordSecurity({
			factor: null,
			count: null,
			incident: null,
			what: null,
			...happened,
			person,
			opens
		});
		const id = onceKey === null ? CommandId.parse(newId()) : systemCommandId(person ?? INSTALLATION, kind, onceKey);
		const sent = { id, ...command, device: by.device ?? null };
		try {
			await this.executor.execute(INSTALLATION, sent, { id: by.actor.id, roles: SYSTEM.roles }, by.origin);
		} catch (error) {
			if (!(error instanceof DiskFull) || opens) throw error;
			logger.error({ action: kind, object: person, result: 'failed' }, 'the disk is full: not on the audit page');
		}
	}

	/** Counts a wrong password. The name is not recorded: people type passwords there. */
	wrong(): void {
		this.#wrong += 1;
	}
	/** Records the wrong passwords since the last call. What cannot be stored waits for the next. */
	async count(): Promise<void> {
		const count = this.#wrong;
		if (count === 0) return;
		this.#wrong = 0;
		await this.record({ kind: 'signIn.failed', count }, { actor: SYSTEM, origin: null }).catch((error: unknown) => {
			this.#wrong += count;
			logger.warn(
				{ action: 'signIn.failed', result: 'failed', error: String(error) },
				'wrong passwords were not counted'
			);
		});
	}
	/** Records that an existing account is being guessed at, once an hour. Never awaited: it must not tell who exists. */
	slowed(person: PersonId, by: Omit<DoneBy, 'actor'>, now: number = Date.now()): void {
		const hour = String(Math.floor(now / millisecondsInHour));
		if (this.#slowed.get(person) === hour) return;
		this.#slowed.set(person, hour);
		this.record({ kind: 'signIn.slowed', person }, { actor: SYSTEM, ...by }, hour).catch((error: unknown) => {
			logger.warn(
				{ action: 'signIn.slowed', result: 'failed', error: String(error) },
				'a guessed account was not recorded'
			);
		});
	}

	/** Removes addresses and browsers that are older than 90 days, and sessions that expired, with theirs. */
	async clean(now: number = Date.now()): Promise<void> {
		const { sql } = this.executor;
		try {
			await sql`delete from command_origin where at < ${new Date(now - ORIGIN_TTL_MS)}`;
			await sql`delete from session where expires_at < ${new Date(now)}`;
		} catch (error) {
			logger.warn({ action: 'clean', object: 'command_origin', result: 'failed', error: String(error) }, 'not removed');
		}
	}
}
