import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import type { IncidentId } from '$lib/domain/core/ids';
import { isDatabaseAway } from '$lib/server/database/failure';
import { log } from '$lib/server/operations/logger';
import { BATCH, withContent } from '../pipeline/delivery';
import type { Ingest } from '../pipeline/ingest';
import { answerOf } from './answer';
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
		readonly ingest: Pick<Ingest, 'store' | 'disk'>,
		readonly rows: InboxRows,
		readonly signals: InboxSignals,
		readonly leads: { has(incident: IncidentId): boolean }
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
			if (!content) throw new Error('a row of the inbox cannot be read');
			const { posts: all, hints } = content;
			await this.ingest.disk.storePosts(() =>
				this.ingest.store(incident, {
					source,
					all,
					posts: withContent(all),
					hints: Promise.resolve(hints),
					note: async (tx, outcomes) => this.rows.answer(incident, id, { outcomes: [...outcomes] }, tx)
				})
			);
		} catch (error) {
			// It stays, and is taken again when the database is back.
			if (isDatabaseAway(error) || !(await this.#isRefused(incident, id, error))) return false;
		}
		this.signals.tell('answered', incident);
		return true;
	}

	async #isRefused(incident: IncidentId, id: string, error: unknown): Promise<boolean> {
		try {
			await this.rows.answer(incident, id, answerOf(error));
			return true;
		} catch {
			return false;
		}
	}
}
