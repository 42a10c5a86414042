import { Coalescer } from '$lib/concurrency/coalescer';
import type { CommandId, IncidentId, Moment } from '$lib/domain/core/ids';
import type { OutboxStorage, WaitingCommand } from './outbox-storage';

/**
 * The result of sending a command. With `unreachable` and `signedOut` it is unknown whether the command was stored: it
 * is sent again with the same id.
 */
export type Delivery =
	| { readonly kind: 'saved'; readonly from: number; readonly to: number }
	| { readonly kind: 'refused'; readonly code: string; readonly details: Readonly<Record<string, string | number>> }
	| { readonly kind: 'signedOut' }
	| { readonly kind: 'unreachable' };
export type SendCommand = (command: Pick<WaitingCommand, 'log' | 'id' | 'type' | 'input'>) => Promise<Delivery>;

export interface OutboxEnvironment {
	readonly storage: OutboxStorage;
	readonly deliver: SendCommand;
	/** One tab at a time sends (a Web Lock per person). */
	lock(work: () => Promise<void>): Promise<void>;
	/** Informs the person's other tabs that the storage changed, and of answers. */
	announce(message: TabMessage): void;
	/** Calls back after a while, in milliseconds. @returns a function that cancels it */
	delay(work: () => void, milliseconds: number): () => void;
}
export interface TabMessage {
	readonly answered: { readonly id: CommandId; readonly delivery: Delivery } | null;
}

/** Refusals after which the incident accepts none of the waiting commands any more. */
const terminalRefusals: ReadonlySet<string> = new Set(['incident.closed', 'exercise.ended']);
/** The first pause before a retry, and the longest. Milliseconds. */
const firstRetryPause = 500;
const maxRetryPause = 10_000;

/**
 * This person's commands, on this device, until the server has answered them: in order, each exactly once by its own
 * id, across broken connections, reloads, several tabs and an ended session. No command is removed without an answer; a
 * refused one is kept until the person discards it.
 */
export class Outbox {
	#entries: readonly WaitingCommand[] = [];
	/** Commands that are not in the storage yet, or never will be because it is full: kept until the page closes. */
	readonly #unstored = new Map<string, WaitingCommand>();
	/** Keys of commands that could not be stored. */
	readonly #memoryOnly = new Set<string>();
	/** Keys that this page removed; a read of the storage that started earlier may still return them. */
	readonly #removed = new Set<string>();
	readonly #drains = new Coalescer(() => this.#drainOnce());
	#pause = firstRetryPause;
	#cancelRetry: () => void = () => undefined;
	#lastMoment = 0;
	#stopped = false;
	#signedOut = false;

	constructor(
		readonly at: OutboxEnvironment,
		/** Called after each change of the waiting or refused commands. */
		readonly changed: () => void,
		readonly answered: (id: CommandId, delivery: Delivery) => void
	) {}

	/** Reads the commands that an earlier page stored and starts to send them. */
	async open(): Promise<void> {
		await this.#reload();
		void this.drain();
	}
	stop(): void {
		this.#stopped = true;
		this.#cancelRetry();
	}

	/** The waiting commands in order: those of one incident, or of all. */
	waiting(log?: IncidentId): readonly WaitingCommand[] {
		return this.#entries.filter((command) => command.refused === null && (log === undefined || command.log === log));
	}
	refused(log?: IncidentId): readonly WaitingCommand[] {
		return this.#entries.filter((command) => command.refused !== null && (log === undefined || command.log === log));
	}
	/** False when a command would be lost on reload. Entries that are still being written do not count. */
	get lasting(): boolean {
		return this.at.storage.lasting && this.#memoryOnly.size === 0;
	}
	/** Whether all commands are in the storage. */
	get isStored(): boolean {
		return this.at.storage.lasting && this.#unstored.size === 0;
	}
	/** The session ended: everything is kept, nothing is sent until the person has signed in again. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/** Stores the command before anything is sent, and sends it. */
	async put(command: Omit<WaitingCommand, 'key' | 'refused'>): Promise<void> {
		const waiting: WaitingCommand = { ...command, key: this.#nextKey(command.given, command.id), refused: null };
		this.#unstored.set(waiting.key, waiting);
		this.#entries = [...this.#entries, waiting];
		this.changed();
		await this.#store(waiting);
		this.at.announce({ answered: null });
		void this.drain();
	}

	/** Keeps a command that is known to be refused without sending it. */
	async keep(
		command: Omit<WaitingCommand, 'key' | 'refused'>,
		refused: NonNullable<WaitingCommand['refused']>
	): Promise<void> {
		const kept: WaitingCommand = { ...command, key: this.#nextKey(command.given, command.id), refused };
		this.#unstored.set(kept.key, kept);
		this.#entries = [...this.#entries, kept];
		this.changed();
		await this.#store(kept);
		this.at.announce({ answered: null });
	}

	/** Discards a refused command. */
	async discard(keys: readonly string[]): Promise<void> {
		this.#entries = this.#entries.filter(({ key }) => !keys.includes(key));
		this.changed();
		await Promise.all(keys.map((key) => this.#remove(key)));
		this.at.announce({ answered: null });
	}

	/**
	 * Sends the waiting commands in order, until none is left or the server does not answer. Also called when the
	 * connection is back: it then skips the rest of the retry pause.
	 */
	drain(): Promise<void> {
		this.#cancelRetry();
		if (this.#stopped) return Promise.resolve();
		return this.#drains.run();
	}
	async #drainOnce(): Promise<void> {
		if (!this.#stopped) await this.at.lock(() => this.#deliverAll()).catch(() => this.#retryLater());
	}

	/** Another tab of this person changed the storage. */
	async receive({ answered }: TabMessage): Promise<void> {
		await this.#reload();
		if (answered) this.answered(answered.id, answered.delivery);
	}

	async #reload(): Promise<void> {
		const read = await this.at.storage.all();
		const refused = new Map(this.refused().map((command) => [command.key, command]));
		const fromStorage = read
			.filter(({ key }) => !this.#removed.has(key))
			.map((command) => refused.get(command.key) ?? command);
		const notYetStored = [...this.#unstored.values()].filter(
			({ key }) => !fromStorage.some((command) => command.key === key)
		);
		this.#entries = [...fromStorage, ...notYetStored].sort((a, b) => (a.key < b.key ? -1 : 1));
		this.changed();
	}
	async #store(waiting: WaitingCommand): Promise<void> {
		try {
			await this.at.storage.put(waiting);
			this.#unstored.delete(waiting.key);
			this.#memoryOnly.delete(waiting.key);
		} catch {
			this.#unstored.set(waiting.key, waiting);
			this.#memoryOnly.add(waiting.key);
			this.changed();
		}
	}
	async #remove(key: string): Promise<void> {
		this.#removed.add(key);
		this.#unstored.delete(key);
		this.#memoryOnly.delete(key);
		await this.at.storage.remove(key);
	}

	async #deliverAll(): Promise<void> {
		await this.#reload(); // Another tab may have sent while this one waited for the lock.
		for (let next = this.waiting()[0]; next && !this.#stopped; next = this.waiting()[0]) {
			const delivery = await this.at.deliver(next);
			if (delivery.kind === 'unreachable' || delivery.kind === 'signedOut') {
				this.#setSignedOut(delivery.kind === 'signedOut');
				this.#retryLater();
				return;
			}
			this.#pause = firstRetryPause;
			this.#setSignedOut(false);
			await this.#settle(next, delivery);
		}
	}

	async #settle(sent: WaitingCommand, delivery: Delivery): Promise<void> {
		if (delivery.kind === 'refused') {
			// A closed incident or ended exercise accepts none of its waiting commands: all of them are kept together.
			const group = terminalRefusals.has(delivery.code) ? this.waiting(sent.log) : [sent];
			for (const each of group) await this.#keepRefused(each, delivery);
			return;
		}
		await this.#remove(sent.key);
		this.#entries = this.#entries.filter(({ key }) => key !== sent.key);
		this.#announce(sent.id, delivery);
	}
	async #keepRefused(waiting: WaitingCommand, delivery: Extract<Delivery, { kind: 'refused' }>): Promise<void> {
		const kept: WaitingCommand = { ...waiting, refused: { code: delivery.code, details: { ...delivery.details } } };
		await this.#store(kept);
		this.#entries = this.#entries.map((command) => (command.key === kept.key ? kept : command));
		this.#announce(waiting.id, delivery);
	}
	#announce(id: CommandId, delivery: Delivery): void {
		this.changed();
		this.answered(id, delivery);
		this.at.announce({ answered: { id, delivery } });
	}

	#setSignedOut(out: boolean): void {
		if (this.#signedOut === out) return;
		this.#signedOut = out;
		this.changed();
	}
	#retryLater(): void {
		this.#cancelRetry = this.at.delay(() => void this.drain(), this.#pause);
		this.#pause = Math.min(maxRetryPause, this.#pause * 2);
	}

	/** Keys sort in the order of entry, even when the device's clock is set back. */
	#nextKey(given: Moment, id: CommandId): string {
		const last = Number(this.#entries.at(-1)?.key.slice(0, 15) ?? 0);
		this.#lastMoment = Math.max(this.#lastMoment + 1, last + 1, Date.parse(given));
		return `${String(this.#lastMoment).padStart(15, '0')}:${id}`;
	}
}
