import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import type { IncidentId } from '$lib/domain/core/ids';
import { isDatabaseAway } from '$lib/server/database/failure';
import { log } from '$lib/server/operations/logger';
import { BATCH, LeadLost, NotAnswered, withContent } from '../pipeline/delivery';
import type { Ingest } from '../pipeline/ingest';
import { answerOf } from './answer';
import type { Leads } from './leads';
import type { InboxRow, InboxRows } from './rows';
import type { InboxSignals } from './signals';

/** So many posts are taken at a time: those of the batch that is written, and of the next. */
const ROOM = 2 * BATCH;

/** Stores the posts that other processes received, among those that this one receives: for who leads. */
export class Taker {
	/** The posts of each row that is being stored. */
	readonly #taken = new Map<IncidentId, Map<string, number>>();
	readonly #taking = new KeyedCoalescer<IncidentId>((incident) => this.#take(incident));
	readonly #answering = new Set<Promise<unknown>>();
	#isStopped = false;

	constructor(
		readonly ingest: Pick<Ingest, 'store' | 'inTurn' | 'disk'>,
		readonly rows: InboxRows,
		readonly signals: Pick<InboxSignals, 'tell'>,
		readonly leads: Pick<Leads, 'has' | 'holds'>
	) {}

	/** Takes what waits, as far as there is room. */
	take(incident: IncidentId): Promise<void> {
		return this.#isStopped || !this.leads.has(incident) ? Promise.resolve() : this.#taking.run(incident);
	}

	/** Takes nothing more. */
	stop(): void {
		this.#isStopped = true;
	}
	/** Waits until every row that was taken is answered. */
	async idle(): Promise<void> {
		await this.#taking.idle();
		while (this.#answering.size > 0) await Promise.all(this.#answering);
	}

	async #take(incident: IncidentId): Promise<void> {
		const taken = this.#taken.get(incident) ?? new Map<string, number>();
		this.#taken.set(incident, taken);
		let room = ROOM;
		for (const size of taken.values()) room -= size;
		try {
			const rows = room > 0 && !this.#isStopped ? await this.rows.unanswered(incident, taken.keys(), room) : [];
			for (const row of rows) {
				taken.set(row.id, row.size);
				const stored = this.#store(incident, row).then((isAnswered) => {
					taken.delete(row.id);
					this.#answering.delete(stored);
					// What could not be answered waits for the next poll.
					if (isAnswered) void this.take(incident);
				});
				this.#answering.add(stored);
			}
			if (taken.size === 0) this.#taken.delete(incident);
		} catch (error) {
			log.warn(
				{ action: 'inbox.take', object: `incident/${incident}`, result: 'failed', error: String(error) },
				'posts that other processes received cannot be read; they are asked for again within a second'
			);
		}
	}

	/** Never rejects. @returns whether the row is answered */
	async #store(incident: IncidentId, { id, source, content }: InboxRow): Promise<boolean> {
		try {
			if (!content) throw new Error('it cannot be read: perhaps another version of the program wrote it');
			const { posts: all, hints } = content;
			await this.ingest.disk.storePosts(() =>
				this.ingest.store(incident, {
					source,
					all,
					posts: withContent(all),
					hints: Promise.resolve(hints),
					isLed: (tx) => this.leads.holds(incident, tx),
					note: async (tx, outcomes) => this.rows.answer(incident, id, { outcomes: [...outcomes] }, tx)
				})
			);
		} catch (error) {
			if (mayStillBeStored(error) || !(await this.#isRefused(incident, id, error))) return false;
		}
		this.signals.tell('answered', incident);
		return true;
	}

	/** Under the ingest lock, as storing is: the one that leads now may be storing it. */
	async #isRefused(incident: IncidentId, id: string, error: unknown): Promise<boolean> {
		const answer = answerOf(error);
		if (!('refusal' in answer))
			log.warn(
				{ action: 'inbox.store', object: `incident/${incident}/row/${id}`, result: 'failed', error: String(error) },
				'posts that another process received cannot be stored'
			);
		try {
			return await this.ingest.inTurn(incident, async (tx) => {
				if (!(await this.leads.holds(incident, tx))) return false;
				await this.rows.answer(incident, id, answer, tx);
				return true;
			});
		} catch {
			return false;
		}
	}
}

/**
 * Then the row stays: for when the database is back, or for the process that leads now. Where it was committed all the
 * same, it has its answer.
 */
const mayStillBeStored = (error: unknown): boolean =>
	isDatabaseAway(error) || error instanceof NotAnswered || error instanceof LeadLost;
