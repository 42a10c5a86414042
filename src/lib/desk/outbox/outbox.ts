import { Coalescer } from '$lib/concurrency/coalescer';
import type { CommandId, IncidentId, Moment } from '$lib/domain/core/ids';
import type { OutboxStorage, WaitingCommand } from './outbox-storage';

/**
 * The result of sending a command. `unreachable` and `signedOut` leave open whether it was stored: it is sent again
 * under its own id.
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
	announce(word: TabMessage): void;
	/** Calls back after a while, in milliseconds. @returns a function that cancels it */
	delay(work: () => void, milliseconds: number): () => void;
}
export interface TabMessage {
	readonly answered: { readonly id: CommandId; readonly delivery: Delivery } | null;
}

/** Why nothing that waits can be stored any more. */
const over: ReadonlySet<string> = new Set(['incident.closed', 'exercise.ended']);
/** The first pause before a retry, and the longest. Milliseconds. */
const firstPause = 500;
const longestPause = 10_000;

/**
 * This person's commands, on this device, until the server has answered them: in order, each exactly once by its own
 * id, across broken connections, reloads, several tabs and an ended session. No command is removed without an answer; a
 * refused one is kept until the person discards it.
 */
export class Outbox {
	#entries: readonly WaitingCommand[] = [];
	/** Not in the storage yet, or never because it is full: kept as long as the page lives. */
	readonly #unstored = new Map<string, WaitingCommand>();
	/** Keys of those that the storage did not take. */
	readonly #fleeting = new Set<string>();
	/** Keys of what this page removed: the storage may be read from before that, at the same time. */
	readonly #removed = new Set<string>();
	readonly #drains = new Coalescer(() => this.#drainOnce());
	#pause = firstPause;
	#cancelRetry: () => void = () => undefined;
	#lastMoment = 0;
	#stopped = false;
	#signedOut = false;

	constructor(
		readonly at: OutboxEnvironment,
		/** Called after each change with what waits and what was refused. */
		readonly changed: () => void,
		readonly answered: (id: CommandId, delivery: Delivery) => void
	) {}

	/** Reads what an earlier page left behind, and starts to send it. */
	async open(): Promise<void> {
		await this.#reload();
		void this.drain();
	}
	stop(): void {
		this.#stopped = true;
		this.#cancelRetry();
	}

	/** In order; of one incident, or of all. */
	waiting(log?: IncidentId): readonly WaitingCommand[] {
		return this.#entries.filter((held) => held.refused === null && (log === undefined || held.log === log));
	}
	refused(log?: IncidentId): readonly WaitingCommand[] {
		return this.#entries.filter((held) => held.refused !== null && (log === undefined || held.log === log));
	}
	/** False where something does not outlive this page: what is only being stored is none of that. */
	get lasting(): boolean {
		return this.at.storage.lasting && this.#fleeting.size === 0;
	}
	/** Whether all of it is in the storage by now. */
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
	 * Sends what waits, in order, until nothing is left or nobody answers. Also called when the connection is back: then
	 * it does not wait out its pause.
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
		const refused = new Map(this.refused().map((held) => [held.key, held]));
		const fromStorage = read.filter(({ key }) => !this.#removed.has(key)).map((held) => refused.get(held.key) ?? held);
		const loose = [...this.#unstored.values()].filter(({ key }) => !fromStorage.some((held) => held.key === key));
		this.#entries = [...fromStorage, ...loose].sort((a, b) => (a.key < b.key ? -1 : 1));
		this.changed();
	}
	async #store(waiting: WaitingCommand): Promise<void> {
		try {
			await this.at.storage.put(waiting);
			this.#unstored.delete(waiting.key);
			this.#fleeting.delete(waiting.key);
		} catch {
			this.#unstored.set(waiting.key, waiting);
			this.#fleeting.add(waiting.key);
			this.changed();
		}
	}
	async #remove(key: string): Promise<void> {
		this.#removed.add(key);
		this.#unstored.delete(key);
		this.#fleeting.delete(key);
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
			this.#pause = firstPause;
			this.#setSignedOut(false);
			await this.#settle(next, delivery);
		}
	}

	async #settle(sent: WaitingCommand, delivery: Delivery): Promise<void> {
		if (delivery.kind === 'refused') {
			// A closed incident or ended exercise accepts none of its waiting commands: all of them are kept together.
			const group = over.has(delivery.code) ? this.waiting(sent.log) : [sent];
			for (const each of group) await this.#keep(each, delivery);
			return;
		}
		await this.#remove(sent.key);
		this.#entries = this.#entries.filter(({ key }) => key !== sent.key);
		this.#announce(sent.id, delivery);
	}
	async #keep(waiting: WaitingCommand, delivery: Extract<Delivery, { kind: 'refused' }>): Promise<void> {
		const kept: WaitingCommand = { ...waiting, refused: { code: delivery.code, details: { ...delivery.details } } };
		await this.#store(kept);
		this.#entries = this.#entries.map((held) => (held.key === kept.key ? kept : held));
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
		this.#pause = Math.min(longestPause, this.#pause * 2);
	}

	/** Sorts in the order of entry, also when the device's clock goes back. */
	#nextKey(given: Moment, id: CommandId): string {
		const last = Number(this.#entries.at(-1)?.key.slice(0, 15) ?? 0);
		this.#lastMoment = Math.max(this.#lastMoment + 1, last + 1, Date.parse(given));
		return `${String(this.#lastMoment).padStart(15, '0')}:${id}`;
	}
}
