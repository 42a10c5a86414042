import { Coalescer } from '$lib/concurrency/coalescer';
import { MAX_COMMANDS_PER_BATCH } from '$lib/domain/core/command-batch';
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
type SentCommand = Pick<WaitingCommand, 'log' | 'id' | 'type' | 'input'>;
/** Sends the first of these commands, and as many of the next as fit. @returns the results of those, in order */
export type SendCommands = (commands: readonly SentCommand[]) => Promise<readonly Delivery[]>;

export interface OutboxEnvironment {
	readonly storage: OutboxStorage;
	readonly deliver: SendCommands;
	/** One tab at a time sends (a Web Lock per person). */
	lock(work: () => Promise<void>): Promise<void>;
	/** Informs the person's other tabs. */
	announce(message: TabMessage): void;
	/** Calls back after a while, in milliseconds. @returns a function that cancels it */
	delay(work: () => void, milliseconds: number): () => void;
}
export type TabMessage =
	| { readonly kind: 'stored' }
	| { readonly kind: 'answered'; readonly key: string; readonly id: CommandId; readonly delivery: Delivery }
	| { readonly kind: 'discarded'; readonly keys: readonly string[] };

/** The first pause before a retry, and the longest. Milliseconds. */
const firstRetryPause = 500;
const maxRetryPause = 10_000;

/**
 * This person's commands until the server has answered them: in order, each exactly once by its own id, across broken
 * connections, reloads, several tabs and an ended session. The page's memory decides: a command leaves it only when the
 * server has answered or the person discards it. The device's storage is a copy for the next page. Sending does not
 * wait for it, and what it loses is stored again.
 */
export class Outbox {
	#environment: OutboxEnvironment | null = null;
	/** In the order in which they were given. */
	#entries: readonly WaitingCommand[] = [];
	/** By key, the entries that are not in the storage yet, in the form that is to be stored. */
	readonly #unstored = new Map<string, WaitingCommand>();
	/** Whether the device failed to store one of them. */
	#hasFailed = false;
	/** Keys that were answered or discarded; the storage may still return them. */
	readonly #gone = new Set<string>();
	/** Keys that the storage lost and that were stored again. */
	readonly #restored = new Set<string>();
	readonly #drains = new Coalescer(() => this.#drainOnce());
	readonly #refreshes = new Coalescer(() => this.#refreshOnce());
	readonly #saves = new Coalescer(() => this.#saveAll());
	#firstRead: Promise<void> = Promise.resolve();
	#isRead = false;
	#pause = firstRetryPause;
	/** How many commands are sent together: after a failure one, in case the size or one of them is its cause. */
	#batchLimit = MAX_COMMANDS_PER_BATCH;
	#cancelRetry: () => void = () => undefined;
	#lastMoment = 0;
	#stopped = false;
	#signedOut = false;

	constructor(
		/** Called after each change of the waiting or refused commands. */
		readonly changed: () => void,
		readonly answered: (id: CommandId, delivery: Delivery) => void
	) {}

	/**
	 * Stores and sends from now on; commands that were given before are kept in memory.
	 * @returns resolves when the commands that earlier pages stored were read, or could not be
	 */
	async open(environment: OutboxEnvironment): Promise<void> {
		this.#environment = environment;
		void this.#saves.run();
		this.#firstRead = this.#refreshes.run();
		void this.drain();
		await this.#firstRead;
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
	/** False when a command would be lost on reload. Entries that are still being stored do not count. */
	get lasting(): boolean {
		return !this.#hasFailed || this.isStored;
	}
	/** Whether all commands are in the storage. */
	get isStored(): boolean {
		return this.#unstored.size === 0;
	}
	/** Whether the commands that earlier pages stored on this device are known. */
	get isRead(): boolean {
		return this.#isRead;
	}
	/** The session ended: everything is kept, nothing is sent until the person has signed in again. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/**
	 * Adds the command before it returns, and starts to store and to send it.
	 * @returns resolves when it was stored, or could not be
	 */
	put(command: Omit<WaitingCommand, 'key' | 'refused'>): Promise<void> {
		const stored = this.#add({ ...command, key: this.#nextKey(command.given, command.id), refused: null });
		void this.drain();
		return stored;
	}

	/** Stores a command that is known to be refused, without sending it. As `put`. */
	keep(
		command: Omit<WaitingCommand, 'key' | 'refused'>,
		refused: NonNullable<WaitingCommand['refused']>
	): Promise<void> {
		return this.#add({ ...command, key: this.#nextKey(command.given, command.id), refused });
	}

	/** Sends a command at once, ahead of those that wait, and only once. */
	async sendNow(command: SentCommand): Promise<Delivery> {
		const [delivery] = (await this.#environment?.deliver([command])) ?? [];
		return delivery ?? { kind: 'unreachable' };
	}

	/** Discards refused commands. */
	async discard(keys: readonly string[]): Promise<void> {
		const removed = Promise.all(keys.map((key) => this.#remove(key)));
		this.changed();
		this.#environment?.announce({ kind: 'discarded', keys });
		await removed;
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
		const environment = this.#environment;
		if (!environment || this.#stopped) return;
		// The commands of earlier pages go first: new commands may depend on them.
		await this.#firstRead;
		await environment.lock(() => this.#deliverAll(environment)).catch(() => this.#retryLater());
	}

	/** Another tab of this person sent a message. */
	async receive(message: TabMessage): Promise<void> {
		if (message.kind === 'answered') this.#settle(message.key, message.id, message.delivery);
		else if (message.kind === 'discarded') {
			for (const key of message.keys) void this.#remove(key);
			this.changed();
		} else await this.refresh();
	}

	/** Compares the storage with the memory: adds what other pages stored, and stores again what it lost. */
	refresh(): Promise<void> {
		return this.#refreshes.run();
	}
	async #refreshOnce(): Promise<void> {
		if (!this.#environment) return;
		const before = this.#entries.filter(({ key }) => !this.#unstored.has(key));
		let read: readonly WaitingCommand[];
		try {
			read = await this.#environment.storage.all();
		} catch {
			return;
		}
		const wasRead = this.#isRead;
		this.#isRead = true;
		const own = new Map(this.#entries.map((command) => [command.key, command]));
		const entries = new Map(own);
		for (const command of read) {
			const { key, refused } = command;
			if (this.#gone.has(key)) void this.#remove(key);
			else if (!own.has(key) || (own.get(key)?.refused === null && refused !== null)) entries.set(key, command);
		}
		this.#entries = [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
		const stored = new Set(read.map(({ key }) => key));
		const lost = before.flatMap(({ key }) => (stored.has(key) ? [] : (entries.get(key) ?? [])));
		for (const command of lost) this.#unstored.set(command.key, command);
		if (this.#unstored.size > 0) void this.#saves.run().then(() => this.#announceRestored(lost));
		this.changed();
		if (!wasRead) void this.drain();
		// The page that stored them sends them, unless it is closed.
		else if (read.some(({ key, refused }) => refused === null && entries.has(key) && !own.has(key)))
			this.#drainAfter(firstRetryPause);
	}

	/**
	 * Tells other tabs, which may have read the storage while it lacked these commands. Once per command: otherwise two
	 * tabs would repeat this forever when every write is lost.
	 */
	#announceRestored(commands: readonly WaitingCommand[]): void {
		const restored = commands.filter(({ key }) => !this.#restored.has(key) && !this.#unstored.has(key));
		for (const { key } of restored) this.#restored.add(key);
		if (restored.length > 0) this.#environment?.announce({ kind: 'stored' });
	}

	async #add(command: WaitingCommand): Promise<void> {
		this.#entries = [...this.#entries, command];
		const stored = this.#store(command);
		this.changed();
		await stored;
		this.#environment?.announce({ kind: 'stored' });
	}
	#store(waiting: WaitingCommand): Promise<void> {
		this.#unstored.set(waiting.key, waiting);
		return this.#saves.run();
	}
	/** In order, so that a page that reads them meanwhile misses only the last ones. */
	async #saveAll(): Promise<void> {
		if (!this.#environment) return;
		const wasLasting = this.lasting;
		const unstored = [...this.#unstored.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
		try {
			for (const waiting of unstored) {
				const { key } = waiting;
				if (this.#gone.has(key)) continue;
				await this.#environment.storage.put(waiting);
				if (this.#unstored.get(key) === waiting) this.#unstored.delete(key);
				if (this.#gone.has(key)) await this.#remove(key);
			}
			this.#hasFailed = false;
		} catch {
			this.#hasFailed = true;
		}
		if (this.lasting !== wasLasting) this.changed();
	}
	/** A storage that fails to remove it may return it later: it is then removed, or sent again with the same id. */
	async #remove(key: string): Promise<void> {
		this.#gone.add(key);
		this.#unstored.delete(key);
		this.#entries = this.#entries.filter((command) => command.key !== key);
		await this.#environment?.storage.remove(key).catch(() => undefined);
	}

	async #deliverAll(environment: OutboxEnvironment): Promise<void> {
		for (let waiting = this.waiting(); waiting.length > 0 && !this.#stopped; waiting = this.waiting()) {
			const batch = waiting.slice(0, this.#batchLimit);
			const deliveries = await environment.deliver(batch);
			let answered = 0;
			for (const [i, delivery] of deliveries.entries()) {
				const command = batch[i];
				if (!command || delivery.kind === 'unreachable' || delivery.kind === 'signedOut') break;
				answered += 1;
				this.#settle(command.key, command.id, delivery);
				environment.announce({ kind: 'answered', key: command.key, id: command.id, delivery });
			}
			this.#setSignedOut(deliveries[answered]?.kind === 'signedOut');
			if (answered === 0) {
				this.#batchLimit = 1;
				this.#retryLater();
				return;
			}
			this.#batchLimit = MAX_COMMANDS_PER_BATCH;
			this.#pause = firstRetryPause;
		}
	}

	/** The server answered, to this tab or to another. */
	#settle(key: string, id: CommandId, delivery: Delivery): void {
		if (this.#gone.has(key)) return;
		if (delivery.kind === 'refused') {
			const refused = { code: delivery.code, details: { ...delivery.details } };
			this.#entries = this.#entries.map((command) => (command.key === key ? { ...command, refused } : command));
			const entry = this.#entries.find((command) => command.key === key);
			if (entry) void this.#store(entry);
		} else void this.#remove(key);
		this.changed();
		this.answered(id, delivery);
	}

	#setSignedOut(out: boolean): void {
		if (this.#signedOut === out) return;
		this.#signedOut = out;
		this.changed();
	}
	#retryLater(): void {
		this.#drainAfter(this.#pause);
		this.#pause = Math.min(maxRetryPause, this.#pause * 2);
	}
	#drainAfter(pause: number): void {
		this.#cancelRetry();
		if (!this.#environment || this.#stopped) return;
		this.#cancelRetry = this.#environment.delay(() => {
			void this.refresh();
			void this.drain();
		}, pause);
	}

	/** Keys sort in the order of entry, even when the device's clock is set back. */
	#nextKey(given: Moment, id: CommandId): string {
		const last = Number(this.#entries.at(-1)?.key.slice(0, 15) ?? 0);
		this.#lastMoment = Math.max(this.#lastMoment + 1, last + 1, Date.parse(given));
		return `${String(this.#lastMoment).padStart(15, '0')}:${id}`;
	}
}
