import { Coalescer } from '$lib/concurrency/coalescer';
import type { CommandId, IncidentId, Moment } from '$lib/domain/ids';
import type { Shelf, Waiting } from './shelf';

/** What became of a command that was sent. `unreachable` and `signedOut` say nothing about it: it may or may not be stored, and is sent again under its own id. */
export type Delivery =
	| { readonly kind: 'saved'; readonly from: number; readonly to: number }
	| { readonly kind: 'refused'; readonly code: string; readonly details: Readonly<Record<string, string | number>> }
	| { readonly kind: 'signedOut' }
	| { readonly kind: 'unreachable' };
export type Deliver = (command: Pick<Waiting, 'log' | 'id' | 'type' | 'input'>) => Promise<Delivery>;

export interface Surroundings {
	readonly shelf: Shelf;
	readonly deliver: Deliver;
	/** One tab at a time delivers (a Web Lock of the person's). */
	lock(work: () => Promise<void>): Promise<void>;
	/** Tells the person's other tabs that the shelf changed, and what was answered. */
	tell(word: Word): void;
	/** Calls back after a while, in milliseconds. @returns a way to call it off */
	later(work: () => void, milliseconds: number): () => void;
}
export interface Word {
	readonly answered: { readonly id: CommandId; readonly delivery: Delivery } | null;
}

/** First pause before it tries again, and the longest. Milliseconds. */
const firstPause = 500;
const longestPause = 10_000;

/**
 * What this person did, on this device, until the server has answered it: in order, each exactly once by its own id, through lost lines,
 * reloads, several tabs and an ended session. Nothing leaves it unanswered; what was refused is kept until the person throws it away.
 */
export class Outbox {
	#held: readonly Waiting[] = [];
	/** Not on the shelf yet, or never because it is full: kept as long as the page lives. */
	readonly #loose = new Map<string, Waiting>();
	readonly #drains = new Coalescer(() => this.#drainOnce());
	#pause = firstPause;
	#callOff: () => void = () => undefined;
	#lastMoment = 0;
	#stopped = false;
	#signedOut = false;

	constructor(
		readonly at: Surroundings,
		/** Told after each change: what waits and what was refused. */
		readonly changed: () => void,
		readonly answered: (id: CommandId, delivery: Delivery) => void
	) {}

	/** Reads what an earlier page left behind, and begins to deliver it. */
	async open(): Promise<void> {
		await this.#look();
		void this.drain();
	}
	stop(): void {
		this.#stopped = true;
		this.#callOff();
	}

	/** In order; of one incident, or of all. */
	waiting(log?: IncidentId): readonly Waiting[] {
		return this.#held.filter((held) => held.refused === null && (log === undefined || held.log === log));
	}
	refused(log?: IncidentId): readonly Waiting[] {
		return this.#held.filter((held) => held.refused !== null && (log === undefined || held.log === log));
	}
	/** Whether all of it outlives this page. */
	get lasting(): boolean {
		return this.at.shelf.lasting && this.#loose.size === 0;
	}
	/** The session ended: everything is kept, nothing is sent until the person is back. */
	get signedOut(): boolean {
		return this.#signedOut;
	}

	/** Puts it down before anything is sent, and sends it. */
	async put(command: Omit<Waiting, 'key' | 'refused'>): Promise<void> {
		const waiting: Waiting = { ...command, key: this.#nextKey(command.given, command.id), refused: null };
		this.#loose.set(waiting.key, waiting);
		this.#held = [...this.#held, waiting];
		this.changed();
		await this.#shelve(waiting);
		this.at.tell({ answered: null });
		void this.drain();
	}

	/** Keeps what is known to be refused without asking. */
	async keep(command: Omit<Waiting, 'key' | 'refused'>, refused: NonNullable<Waiting['refused']>): Promise<void> {
		const kept: Waiting = { ...command, key: this.#nextKey(command.given, command.id), refused };
		this.#loose.set(kept.key, kept);
		this.#held = [...this.#held, kept];
		this.changed();
		await this.#shelve(kept);
		this.at.tell({ answered: null });
	}

	/** The person gives up what was refused. */
	async discard(keys: readonly string[]): Promise<void> {
		this.#held = this.#held.filter(({ key }) => !keys.includes(key));
		this.changed();
		await Promise.all(keys.map((key) => this.#unshelve(key)));
		this.at.tell({ answered: null });
	}

	/** Sends what waits, in order, until it is empty or nobody answers. Also for when the line is back: then it does not wait out its pause. */
	drain(): Promise<void> {
		this.#callOff();
		if (this.#stopped) return Promise.resolve();
		return this.#drains.run();
	}
	async #drainOnce(): Promise<void> {
		if (!this.#stopped) await this.at.lock(() => this.#deliverAll()).catch(() => this.#rest());
	}

	/** Another tab of this person did something. */
	async heard({ answered }: Word): Promise<void> {
		await this.#look();
		if (answered) this.answered(answered.id, answered.delivery);
	}

	async #look(): Promise<void> {
		const shelved = await this.at.shelf.all();
		const loose = [...this.#loose.values()].filter(({ key }) => !shelved.some((held) => held.key === key));
		this.#held = [...shelved, ...loose].sort((a, b) => (a.key < b.key ? -1 : 1));
		this.changed();
	}
	async #shelve(waiting: Waiting): Promise<void> {
		try {
			await this.at.shelf.put(waiting);
			this.#loose.delete(waiting.key);
		} catch {
			this.#loose.set(waiting.key, waiting);
			this.changed();
		}
	}
	async #unshelve(key: string): Promise<void> {
		this.#loose.delete(key);
		await this.at.shelf.remove(key);
	}

	async #deliverAll(): Promise<void> {
		await this.#look(); // Another tab may have delivered while this one waited for the lock.
		for (let next = this.waiting()[0]; next && !this.#stopped; next = this.waiting()[0]) {
			const delivery = await this.at.deliver(next);
			if (delivery.kind === 'unreachable' || delivery.kind === 'signedOut') {
				this.#setSignedOut(delivery.kind === 'signedOut');
				this.#rest();
				return;
			}
			this.#pause = firstPause;
			this.#setSignedOut(false);
			await this.#settle(next, delivery);
		}
	}

	async #settle(sent: Waiting, delivery: Delivery): Promise<void> {
		if (delivery.kind === 'refused') {
			// A closed incident takes nothing of what waits for it: all of it is kept together.
			const group = delivery.code === 'incident.closed' ? this.waiting(sent.log) : [sent];
			for (const each of group) await this.#keep(each, delivery);
			return;
		}
		await this.#unshelve(sent.key);
		this.#held = this.#held.filter(({ key }) => key !== sent.key);
		this.#tell(sent.id, delivery);
	}
	async #keep(waiting: Waiting, delivery: Extract<Delivery, { kind: 'refused' }>): Promise<void> {
		const kept: Waiting = { ...waiting, refused: { code: delivery.code, details: { ...delivery.details } } };
		await this.#shelve(kept);
		this.#held = this.#held.map((held) => (held.key === kept.key ? kept : held));
		this.#tell(waiting.id, delivery);
	}
	#tell(id: CommandId, delivery: Delivery): void {
		this.changed();
		this.answered(id, delivery);
		this.at.tell({ answered: { id, delivery } });
	}

	#setSignedOut(out: boolean): void {
		if (this.#signedOut === out) return;
		this.#signedOut = out;
		this.changed();
	}
	#rest(): void {
		this.#callOff = this.at.later(() => void this.drain(), this.#pause);
		this.#pause = Math.min(longestPause, this.#pause * 2);
	}

	/** Sorts as given, also when the device's clock goes back. */
	#nextKey(given: Moment, id: CommandId): string {
		const last = Number(this.#held.at(-1)?.key.slice(0, 15) ?? 0);
		this.#lastMoment = Math.max(this.#lastMoment + 1, last + 1, Date.parse(given));
		return `${String(this.#lastMoment).padStart(15, '0')}:${id}`;
	}
}
