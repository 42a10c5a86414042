import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import type { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { isDatabaseAway } from '$lib/server/database/failure';
import { log } from '$lib/server/operations/logger';
import { NotAnswered, type Delivered, type IngestCounts } from '../pipeline/delivery';
import { resultOf, type InboxAnswer } from './answer';
import type { InboxRows } from './rows';

interface WaitingRow {
	readonly size: number;
	readonly answered: (answer: InboxAnswer) => void;
	readonly failed: (error: unknown) => void;
}

/** How long taking a row back may take, in milliseconds. */
const WITHDRAWING = 1_000;

/** Hands posts to the process that leads the ingest of their incident, and waits for what becomes of them. */
export class Sender {
	readonly #waiting = new Map<IncidentId, Map<string, WaitingRow>>();
	readonly #collecting = new KeyedCoalescer<IncidentId>((incident) => this.#collect(incident));

	/** @param patience milliseconds in which a row is answered */
	constructor(
		readonly rows: InboxRows,
		readonly patience: number
	) {}

	/** The incidents of the rows that wait. */
	get incidents(): readonly IncidentId[] {
		return [...this.#waiting.keys()];
	}
	/** Posts that wait. */
	pending(incident: IncidentId): number {
		let sum = 0;
		for (const { size } of this.#waiting.get(incident)?.values() ?? []) sum += size;
		return sum;
	}

	/**
	 * @returns what ingest says of them, after they are stored
	 * @throws what ingest throws; NotAnswered when that is not known in time
	 */
	async send(incident: IncidentId, { source, all, hints }: Delivered): Promise<IngestCounts> {
		const id = newId();
		let timer: NodeJS.Timeout | undefined;
		const answer = new Promise<InboxAnswer>((answered, failed) => {
			const rows = this.#waiting.get(incident) ?? new Map<string, WaitingRow>();
			rows.set(id, { size: all.length, answered, failed });
			this.#waiting.set(incident, rows);
			timer = setTimeout(() => void this.#withdraw(incident, id), this.patience);
			// Counted while its texts are read, so that who sends too much is asked to wait.
			void hints.then((read) => this.rows.post(incident, { id, source, posts: all, hints: read })).catch(failed);
		});
		try {
			return resultOf(await answer, { all });
		} catch (error) {
			// Of a statement that was under way it is not known whether it was run.
			throw isDatabaseAway(error) ? new NotAnswered('the database went away', { cause: error }) : error;
		} finally {
			clearTimeout(timer);
			this.#forget(incident, id);
		}
	}

	/** Reads the answers that there are. */
	collect(incident: IncidentId): Promise<void> {
		return this.#waiting.has(incident) ? this.#collecting.run(incident) : Promise.resolve();
	}

	/** Waits no longer. */
	async stop(): Promise<void> {
		await Promise.all(
			[...this.#waiting].flatMap(([incident, rows]) => [...rows.keys()].map((id) => this.#withdraw(incident, id)))
		);
	}

	async #collect(incident: IncidentId): Promise<void> {
		const ids = [...(this.#waiting.get(incident)?.keys() ?? [])];
		if (ids.length === 0) return;
		try {
			for (const { id, answer } of await this.rows.answered(incident, ids))
				this.#waiting.get(incident)?.get(id)?.answered(answer);
		} catch (error) {
			log.warn(
				{ action: 'inbox.collect', object: `incident/${incident}`, result: 'failed', error: String(error) },
				'answers to posts that another process stores cannot be read; they are asked for again within a second'
			);
		}
	}

	/** The process that leads may have read the row already, and store it after this. */
	async #withdraw(incident: IncidentId, id: string): Promise<void> {
		const row = this.#waiting.get(incident)?.get(id);
		// Also where the database does not answer.
		const late = setTimeout(() => row?.failed(new NotAnswered('the database does not answer')), WITHDRAWING);
		try {
			const answer = await this.rows.withdraw(incident, id);
			if (answer) row?.answered(answer);
			else row?.failed(new NotAnswered('the process that leads did not answer in time'));
		} catch (error) {
			row?.failed(new NotAnswered('the process that leads did not answer in time', { cause: error }));
		} finally {
			clearTimeout(late);
		}
	}

	#forget(incident: IncidentId, id: string): void {
		const rows = this.#waiting.get(incident);
		rows?.delete(id);
		if (rows?.size === 0) this.#waiting.delete(incident);
	}
}
