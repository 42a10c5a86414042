import type { Sql } from 'postgres';
import { z } from 'zod';
import { Coalescer } from '$lib/concurrency/coalescer';
import { IncidentId } from '$lib/domain/core/ids';
import { notificationHandler } from '$lib/server/database/notification';
import { log } from '$lib/server/operations/logger';

/** The channel on which processes tell each other of the inbox: `signal incident-id`. */
export const CHANNEL = 'voelspriet_inbox';

/** Rows were posted for the process that leads; rows were answered; nobody leads now, so that another one may. */
const InboxSignal = z.enum(['posted', 'answered', 'free']);
type InboxSignal = z.infer<typeof InboxSignal>;

export const payloadOf = (signal: InboxSignal, incident: IncidentId): string => `${signal} ${incident}`;

/**
 * Tells the other processes, and this one. Nothing depends on it but how soon they know: what is lost they find at their
 * next poll. What is to be told while a statement is under way goes together in the next.
 */
export class InboxSignals {
	#waiting = new Set<string>();
	readonly #sending = new Coalescer(() => this.#send());
	#unlisten: (() => Promise<void>) | null = null;

	/**
	 * @param sql to tell with
	 * @param listening the pool whose connection listens
	 */
	constructor(
		readonly sql: Sql,
		readonly listening: Sql
	) {}

	/** @param again called each time that the database listens, at first and after it was away */
	async listen(receive: (signal: InboxSignal, incident: IncidentId) => void, again: () => void): Promise<void> {
		const listening = await this.listening.listen(
			CHANNEL,
			notificationHandler(CHANNEL, (payload) => {
				const [signal, incident] = payload.split(' ');
				receive(InboxSignal.parse(signal), IncidentId.parse(incident));
			}),
			again
		);
		this.#unlisten = () => listening.unlisten();
	}
	async stop(): Promise<void> {
		await this.#unlisten?.().catch(() => undefined);
		await this.#sending.idle();
	}

	/** Nobody waits for it, and it never throws. */
	tell(signal: InboxSignal, incident: IncidentId): void {
		this.#waiting.add(payloadOf(signal, incident));
		void this.#sending.run();
	}

	async #send(): Promise<void> {
		const payloads = [...this.#waiting];
		this.#waiting.clear();
		if (payloads.length === 0) return;
		try {
			await this.sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) payload`;
		} catch (error) {
			log.warn(
				{ action: 'inbox.tell', result: 'failed', error: String(error) },
				'other processes were not told of the inbox; they look within a second'
			);
		}
	}
}
