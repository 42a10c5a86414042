import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { PresentPerson } from '$lib/domain/realtime';
import { notificationHandler } from '$lib/server/platform/database/notification';
import { log } from '$lib/server/platform/operations/logger';

const CHANNEL = 'voelspriet_presence';
/** PostgreSQL limits a notification to 8,000 bytes; people who do not fit are not shown by other processes. */
const MAX_PAYLOAD_BYTES = 7_800;
/** How often an unchanged list is repeated to show that this process is alive, in milliseconds. */
const REPEAT_INTERVAL_MS = 5_000;

const PresenceNotice = z.object({ process: z.string(), incident: IncidentId, people: z.array(PresentPerson) });

/**
 * Exchanges with the other processes on this database who is present, so that colleagues see each other whichever
 * process they are connected to.
 */
export class PresenceBroadcast {
	readonly #process = newId();
	readonly #announced = new Map<IncidentId, { text: string; at: number }>();
	#unlisten: (() => Promise<void>) | null = null;

	constructor(
		readonly sql: Sql,
		readonly receive: (process: string, incident: IncidentId, people: readonly PresentPerson[]) => void
	) {}

	async start(): Promise<void> {
		const listening = await this.sql.listen(
			CHANNEL,
			notificationHandler(CHANNEL, (payload) => {
				const { process, incident, people } = PresenceNotice.parse(JSON.parse(payload));
				if (process !== this.#process) this.receive(process, incident, people);
			})
		);
		this.#unlisten = () => listening.unlisten();
	}
	/** Announces that nobody is present at this process any more. */
	async stop(): Promise<void> {
		await Promise.all([...this.#announced.keys()].map((incident) => this.#notify(this.#textOf(incident, []))));
		await this.#unlisten?.().catch(() => undefined);
	}

	/**
	 * Sends the list when it changed or when the last send was too long ago. Does not wait for it, and ignores failures.
	 */
	announce(incident: IncidentId, people: readonly PresentPerson[], now: number): void {
		const text = this.#textOf(incident, people);
		const last = this.#announced.get(incident);
		if (last ? last.text === text && now - last.at < REPEAT_INTERVAL_MS : people.length === 0) return;
		if (people.length > 0) this.#announced.set(incident, { text, at: now });
		else this.#announced.delete(incident);
		void this.#notify(text);
	}
	async #notify(text: string): Promise<void> {
		try {
			await this.sql`select pg_notify(${CHANNEL}, ${text})`;
		} catch (error) {
			log.debug(
				{ action: 'presence', result: 'failed', error: String(error) },
				'other processes do not know who is here'
			);
		}
	}
	#textOf(incident: IncidentId, people: readonly PresentPerson[]): string {
		const text = JSON.stringify({ process: this.#process, incident, people });
		return text.length <= MAX_PAYLOAD_BYTES ? text : this.#textOf(incident, people.slice(0, -1));
	}
}
