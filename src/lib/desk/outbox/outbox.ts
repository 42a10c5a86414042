import { Coalescer } from '$lib/concurrency/coalescer';
import { MAX_COMMANDS_PER_BATCH } from '$lib/domain/core/command-batch';
import type { CommandId, IncidentId, Moment } from '$lib/domain/core/ids';
import { Dependence, dependentsOf } from './dependencies';
import type { OtherAnswer, OutboxStorage, WaitingCommand } from './outbox-storage';

/**
 * The result of sending a command. With `unreachable` and `signedOut` it is unknown whether the command was stored: it
 * is sent again with the same id.
 */
export type Delivery =
	| { readonly kind: 'saved'; readonly from: number; readonly to: number }
	| { readonly kind: 'refused'; readonly code: string; readonly details: Readonly<Record<string, string | number>> }
	| { readonly kind: 'signedOut' }
	| { readonly kind: 'unreachable'; readonly answer?: OtherAnswer | undefined };
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

/** Among the refused commands, the code of one that the person set aside. */
export const SET_ASIDE = 'command.setAside';

/** How many commands are tried before the next pause while nothing passes; each round tries others. */
const maxTriesWhileDown = 2;
/** A command is stuck when it failed so often after others had passed. */
const failuresWhenStuck = 2;

/** A command that was sent alone and got no answer about itself. */
interface Failure {
	/** How many commands had passed when it failed first, and when it failed last. */
	readonly first: number;
	readonly last: number;
	/** How often it failed after others had passed. */
	readonly count: number;
	/** Its place among all attempts. */
	readonly turn: number;
	/** False when it was not tried since the line is back. */
	readonly isTried: boolean;
}

/**
 * This person's commands until the server has answered them: each exactly once by its own id, across broken
 * connections, reloads, several tabs and an ended session. Those that depend on each other keep their order; one that
 * does not pass stops only those. The page's memory decides: a command leaves it only when the server has answered or
 * the person discards it. The device's storage is a copy for the next page. Sending does not wait for it, and what it
 * loses is stored again.
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
	/** By key, the commands that fail. */
	readonly #failures = new Map<string, Failure>();
	/** How many commands were answered, and how many attempts failed. */
	#passes = 0;
	#turns = 0;
	/** Whether the next round also tries those that fail while others pass. */
	#isRetryDue = true;
	#cancelRetry: (() => void) | null = null;
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
		this.#cancelRetry?.();
	}

	/** The waiting commands in order: those of one incident, or of all. */
	waiting(log?: IncidentId): readonly WaitingCommand[] {
		return this.#entries.filter((command) => command.refused === null && (log === undefined || command.log === log));
	}
	refused(log?: IncidentId): readonly WaitingCommand[] {
		return this.#entries.filter((command) => command.refused !== null && (log === undefined || command.log === log));
	}
	/** The commands that fail while others pass; none while the line is down. */
	stuck(log?: IncidentId): readonly WaitingCommand[] {
		return this.#isDown() ? [] : this.waiting(log).filter(({ stuck }) => stuck !== undefined);
	}
	/** A waiting command and those that wait for it. */
	withDependents(key: string): readonly WaitingCommand[] {
		const waiting = this.waiting();
		const at = waiting.findIndex((command) => command.key === key);
		const command = waiting[at];
		return command ? [command, ...dependentsOf(command, waiting.slice(at + 1))] : [];
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
		void this.#send();
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

	/** Keeps a command that is stuck, and those that wait for it, among the refused ones: it is not sent again. */
	async setAside(key: string): Promise<void> {
		const delivery = { kind: 'refused', code: SET_ASIDE, details: {} } as const;
		for (const command of this.withDependents(key)) {
			this.#settle(command.key, command.id, delivery);
			this.#environment?.announce({ kind: 'answered', key: command.key, id: command.id, delivery });
		}
		await this.#saves.run();
	}

	/** The log has this command, so it is saved, even if its answer never comes. */
	foundInLog(id: CommandId, seq: number): void {
		const entry = this.#entries.find((command) => command.id === id);
		if (entry) this.#settle(entry.key, id, { kind: 'saved', from: seq, to: seq });
	}

	/**
	 * Sends the waiting commands, until only those are left that fail. Also called when the connection is back: it then
	 * skips the rest of the retry pause.
	 */
	drain(): Promise<void> {
		this.#isRetryDue = true;
		this.#cancelRetry?.();
		this.#cancelRetry = null;
		return this.#send();
	}
	#send(): Promise<void> {
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
			const { key } = command;
			if (this.#gone.has(key)) void this.#remove(key);
			else if (isLater(command, own.get(key), this.#unstored.has(key))) entries.set(key, command);
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
		this.#failures.delete(key);
		this.#unstored.delete(key);
		this.#entries = this.#entries.filter((command) => command.key !== key);
		await this.#environment?.storage.remove(key).catch(() => undefined);
	}

	async #deliverAll(environment: OutboxEnvironment): Promise<void> {
		const isRetry = this.#isRetryDue;
		this.#isRetryDue = false;
		/** The keys of the commands that failed in this round. */
		const failed = new Set<string>();
		const wasDown = this.#isDown();
		// After a failure one, in case the size or one of them is its cause.
		let limit = wasDown ? 1 : MAX_COMMANDS_PER_BATCH;
		let [hasPassed, isDoubtful] = [false, false];
		while (!this.#stopped && !(this.#isDown() && failed.size >= maxTriesWhileDown)) {
			const batch = this.#nextBatch(failed, isRetry, limit);
			const [first] = batch;
			if (!first) break;
			const deliveries = await environment.deliver(batch);
			const answered = this.#settleAll(environment, batch, deliveries);
			// The line is back: that others failed before this round says nothing of them.
			if (answered > 0 && wasDown && !hasPassed)
				for (const [key, failure] of this.#failures)
					if (!failed.has(key)) this.#failures.set(key, { ...failure, isTried: false });
			const next = deliveries[answered];
			this.#setSignedOut(next?.kind === 'signedOut');
			if (this.#signedOut) break;
			if (answered > 0) {
				hasPassed = true;
				limit = isDoubtful ? Math.min(MAX_COMMANDS_PER_BATCH, limit * 2) : MAX_COMMANDS_PER_BATCH;
			} else if (batch.length > 1) {
				limit = hasPassed ? Math.ceil(batch.length / 2) : 1;
				isDoubtful = true;
			} else {
				failed.add(first.key);
				this.#recordFailure(first, next?.kind === 'unreachable' ? next.answer : undefined);
			}
		}
		const waiting = this.waiting();
		if (!waiting.some((command) => this.#fails(command)) || (wasDown && !this.#isDown())) this.#pause = firstRetryPause;
		if (waiting.length > 0 && !this.#cancelRetry) this.#retryLater();
	}
	/** A command failed and none passed since, so that nothing is known of that command itself. */
	#isDown(): boolean {
		return this.waiting().some(({ key, stuck }) => {
			const failure = this.#failures.get(key);
			return failure?.last === this.#passes && failure.count < failuresWhenStuck && stuck === undefined;
		});
	}
	/** @returns how many of the batch were answered */
	#settleAll(
		environment: OutboxEnvironment,
		batch: readonly WaitingCommand[],
		deliveries: readonly Delivery[]
	): number {
		for (const [i, delivery] of deliveries.entries()) {
			const command = batch[i];
			if (!command || delivery.kind === 'unreachable' || delivery.kind === 'signedOut') return i;
			this.#passes += 1;
			this.#settle(command.key, command.id, delivery);
			environment.announce({ kind: 'answered', key: command.key, id: command.id, delivery });
		}
		return deliveries.length;
	}

	/** What to send next: nothing that depends on a command that fails. */
	#nextBatch(failed: ReadonlySet<string>, isRetry: boolean, limit: number): readonly WaitingCommand[] {
		const waiting = this.waiting();
		if (this.#isDown()) {
			const before = new Dependence();
			const firsts = waiting.filter((command) => {
				const waits = before.includes(command);
				before.add(command);
				return !waits && !failed.has(command.key);
			});
			const [oldest, ...others] = firsts;
			if (!oldest) return [];
			// The oldest, and after it the one that was not tried for longest.
			return failed.size === 0
				? [oldest]
				: [[oldest, ...others].reduce((a, b) => (this.#turn(b) < this.#turn(a) ? b : a))];
		}
		const failing = new Dependence();
		const passing = waiting.filter((command) => {
			if (!this.#fails(command)) return !failing.includes(command);
			failing.add(command);
			return false;
		});
		if (passing.length > 0) return passing.slice(0, limit);
		const blocked = new Dependence();
		const again = waiting.find((command) => {
			if (failed.has(command.key)) blocked.add(command);
			else return !blocked.includes(command) && this.#fails(command);
			return false;
		});
		return again && isRetry ? [again] : [];
	}
	#turn({ key }: WaitingCommand): number {
		return this.#failures.get(key)?.turn ?? 0;
	}
	#fails({ key, stuck }: WaitingCommand): boolean {
		return this.#failures.get(key)?.isTried === true || stuck !== undefined;
	}
	#recordFailure({ key }: WaitingCommand, answer: OtherAnswer = { status: null, isOurs: false }): void {
		const entry = this.#entries.find((command) => command.key === key);
		// Answered to another tab, or set aside.
		if (!entry || entry.refused) return;
		const last = this.#passes;
		const { first, count: before } = this.#failures.get(key) ?? { first: last, count: 0 };
		const count = last > first ? before + 1 : before;
		this.#failures.set(key, { first, last, count, turn: (this.#turns += 1), isTried: true });
		if ((entry.stuck || count >= failuresWhenStuck) && entry.stuck?.status !== answer.status) {
			const stuck = { ...entry, stuck: answer };
			this.#entries = this.#entries.map((command) => (command === entry ? stuck : command));
			void this.#store(stuck).then(() => this.#environment?.announce({ kind: 'stored' }));
		}
		this.changed();
	}

	/** The server answered, to this tab or to another. */
	#settle(key: string, id: CommandId, delivery: Delivery): void {
		if (this.#gone.has(key)) return;
		if (delivery.kind === 'refused') {
			const refused = { code: delivery.code, details: { ...delivery.details } };
			this.#failures.delete(key);
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
		this.#cancelRetry?.();
		this.#cancelRetry = null;
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

/** Whether what another tab stored says more than what this page has. */
const isLater = (stored: WaitingCommand, own: WaitingCommand | undefined, isUnstored: boolean): boolean =>
	!own ||
	(own.refused === null &&
		(stored.refused !== null ||
			(!isUnstored && stored.stuck !== undefined && stored.stuck.status !== own.stuck?.status)));
