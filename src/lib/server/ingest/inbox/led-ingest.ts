import type { Sql } from 'postgres';
import { Coalescer } from '$lib/concurrency/coalescer';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { log } from '$lib/server/operations/logger';
import { inParts, LeadLost, type Delivered, type IngestCounts } from '../pipeline/delivery';
import type { Ingest } from '../pipeline/ingest';
import type { RawPost } from '../pipeline/raw-post';
import type { Leases } from '../scheduler/leases';
import { Leads } from './leads';
import { InboxRows } from './rows';
import { Sender } from './sender';
import { InboxSignals } from './signals';
import { Taker } from './taker';

/** All in milliseconds. */
const TIMES = {
	/** How long a process waits for the one that leads. Longer than a frozen one holds its lease. */
	patience: 15_000,
	/** How often is looked for what was not notified, and whether the one that leads still does. */
	poll: 1_000,
	/** How often rows that nobody waits for are removed, and leads that are not used given back. */
	sweep: 60_000,
	/** An incident without posts for so long is led no longer, as its memory ends. */
	idle: 60 * 60_000
} as const;

interface LedIngestOptions {
	readonly ingest: Ingest;
	/** For the table `inbox`: none that a flood of posts may hold. */
	readonly sql: Sql;
	/** The pool whose connection listens. */
	readonly listening: Sql;
	readonly locks: Pick<Leases, 'take' | 'give' | 'has' | 'holds' | 'beat'>;
	readonly times?: Readonly<Partial<Record<keyof typeof TIMES, number>>>;
}

/**
 * The entry for posts where several processes receive those of one incident: one of them leads, stores its own at once
 * and those of the others from the inbox, where they put them and wait. What they are told is what it says after it
 * stored them. Who finds that nobody leads does so from then on: so a single process leads whatever it receives.
 */
export class LedIngest {
	readonly #ingest: Ingest;
	readonly #rows: InboxRows;
	readonly #signals: InboxSignals;
	readonly #leads: Leads;
	readonly #sender: Sender;
	readonly #taker: Taker;
	readonly #times: Readonly<Record<keyof typeof TIMES, number>>;
	/** When posts of an incident last arrived here, in milliseconds. */
	readonly #fed = new Map<IncidentId, number>();
	readonly #polls = new Coalescer(() => this.#poll());
	readonly #timers: NodeJS.Timeout[] = [];

	constructor({ ingest, sql, listening, locks, times }: LedIngestOptions) {
		this.#times = { ...TIMES, ...times };
		this.#ingest = ingest;
		this.#rows = new InboxRows(sql);
		this.#signals = new InboxSignals(sql, listening);
		this.#leads = new Leads(locks, sql, ingest.sessions, this.#times.poll);
		this.#sender = new Sender(this.#rows, this.#times.patience);
		this.#taker = new Taker(ingest, this.#rows, this.#signals, this.#leads);
	}

	async start(): Promise<void> {
		await this.#signals.listen(
			(signal, incident) => {
				if (signal === 'posted') this.#take(incident);
				else if (signal === 'answered') void this.#sender.collect(incident);
				else {
					this.#leads.askAgain(incident);
					if (this.#sender.pending(incident) > 0) void this.#polls.run();
				}
			},
			() => void this.#polls.run()
		);
		this.#timers.push(
			setInterval(() => void this.#polls.run(), this.#times.poll),
			setInterval(() => void this.sweep(), this.#times.sweep)
		);
		await this.sweep();
	}

	/** Finishes the work in progress; then another process leads at once. */
	async stop(): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		this.#taker.stop();
		await this.#polls.idle();
		await this.#sender.stop();
		await this.#ingest.stop();
		await this.#taker.idle();
		for (const incident of this.#leads.all) await this.#give(incident);
		await this.#signals.stop();
	}

	/** Posts that this process received and that are not yet stored, here or by the one that leads. */
	pending(incident: IncidentId): number {
		return this.#ingest.pending(incident) + this.#sender.pending(incident);
	}
	/** Whether this process leads the ingest of this incident. */
	leads(incident: IncidentId): boolean {
		return this.#leads.has(incident);
	}

	/**
	 * Stores what is new and what was edited, and counts what was known. Delivering again changes nothing.
	 * @throws Refusal when the incident is closed or the source not active, DiskFull when there is no room; then nothing
	 * of this delivery was stored. NotAnswered when the process that leads, or the database, did not say whether it was
	 */
	ingest(incident: IncidentId, source: SourceId, posts: readonly RawPost[]): Promise<IngestCounts> {
		return inParts(posts, (part) =>
			this.#ingest.disk.storePosts(async () => {
				const delivered = this.#ingest.prepare(incident, source, part);
				// Whoever waits for them gets the error.
				delivered.hints.catch(() => undefined);
				return this.#deliver(incident, delivered);
			})
		);
	}

	/** Removes rows that nobody waits for, and gives back what is not used. */
	async sweep(): Promise<void> {
		try {
			await this.#rows.sweep();
			for (const incident of this.#leads.all) {
				const isIdle = performance.now() - (this.#fed.get(incident) ?? 0) >= this.#times.idle;
				if (!isIdle || this.#ingest.isStoring(incident)) continue;
				this.#ingest.forget(incident);
				await this.#give(incident);
			}
		} catch (error) {
			log.warn({ action: 'inbox.sweep', result: 'failed', error: String(error) }, 'the inbox cannot be swept');
		}
	}

	async #deliver(incident: IncidentId, delivered: Delivered): Promise<IngestCounts> {
		for (;;) {
			const isOurs = this.#leads.has(incident) || (await this.#lead(incident));
			if (!isOurs) return this.#sender.send(incident, delivered);
			this.#fed.set(incident, performance.now());
			try {
				return await this.#ingest.store(incident, { ...delivered, isLed: (tx) => this.#leads.holds(incident, tx) });
			} catch (error) {
				if (!(error instanceof LeadLost)) throw error;
				await this.#leads.lost(incident);
			}
		}
	}

	async #lead(incident: IncidentId): Promise<boolean> {
		const isOurs = await this.#leads.take(incident);
		// What the one that led before left.
		if (isOurs) this.#take(incident);
		return isOurs;
	}
	#take(incident: IncidentId): void {
		if (!this.#leads.has(incident)) return;
		this.#fed.set(incident, performance.now());
		void this.#taker.take(incident);
	}
	async #give(incident: IncidentId): Promise<void> {
		this.#fed.delete(incident);
		await this.#leads.give(incident);
		this.#signals.tell('free', incident);
	}

	/** The incidents with posts of this process that wait for who leads, or that it would store as one that led before. */
	#wanting(): readonly IncidentId[] {
		const left = [...this.#fed.keys()].filter(
			(incident) => this.#ingest.isStoring(incident) && !this.#leads.has(incident)
		);
		return [...new Set([...this.#sender.incidents, ...left])];
	}

	/** Only where something is led or waits. */
	async #poll(): Promise<void> {
		const incidents = this.#wanting();
		if (incidents.length === 0 && this.#leads.all.length === 0) return;
		try {
			for (const incident of incidents) {
				this.#leads.askAgain(incident);
				await this.#lead(incident);
			}
			for (const incident of await this.#rows.waiting()) this.#take(incident);
			for (const incident of incidents) void this.#sender.collect(incident);
		} catch (error) {
			log.warn({ action: 'inbox.poll', result: 'failed', error: String(error) }, 'the inbox cannot be read');
		}
	}
}
