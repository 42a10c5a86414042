import { momentOf, type IncidentId, type Moment, type SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Outage } from '$lib/domain/posts/outage';
import { log } from '$lib/server/platform/operations/logger';
import type { Gap, PollResult } from '../protocols/reading/reader';

interface Failing {
	readonly incident: IncidentId;
	readonly source: SourceId;
	readonly failing: Moment | null;
}
export interface RecordOutage {
	/** Writes it into the incident's log, once. @throws Refusal */
	outage(incident: IncidentId, source: SourceId, outage: Outage): Promise<void>;
}

/** A shorter failure bothers nobody: one poll that fails, one connection that is cut and restored. Milliseconds. */
const worthNoting = 90_000;

/** Records in the log when a connection fails for a while, when it works again, and what it missed. */
export class OutageRecorder {
	#since: number | null = null;
	#noted = false;

	constructor(readonly notes: RecordOutage) {}

	async failed(fed: readonly Failing[], problem: NonNullable<PollResult['problem']>, now: number): Promise<void> {
		this.#since ??= now;
		if (this.#noted || now - this.#since < worthNoting) return;
		const from = momentOf(this.#since);
		// Another process may have recorded the start of the failure already.
		this.#noted = await this.#note(fed, ({ failing }) =>
			failing ? null : { why: 'failed', problem, from, to: null, normal: null }
		);
	}

	async good(fed: readonly Failing[], now: number): Promise<void> {
		const open = fed.filter(({ failing }) => failing !== null);
		if (open.length > 0)
			await this.#note(
				open,
				({ failing }) => failing && { why: 'failed', problem: null, from: failing, to: momentOf(now), normal: null }
			);
		this.#since = null;
		this.#noted = false;
	}

	async missed(fed: readonly Failing[], { from, to }: Gap): Promise<void> {
		await this.#note(fed, () => ({ why: 'missed', problem: null, from, to, normal: null }));
	}

	/** Whether all of it was written; the rest is tried again at the next answer. */
	async #note(fed: readonly Failing[], what: (one: Failing) => Outage | null): Promise<boolean> {
		let all = true;
		for (const one of fed) {
			const outage = what(one);
			if (!outage) continue;
			try {
				await this.notes.outage(one.incident, one.source, outage);
			} catch (error) {
				if (error instanceof Refusal) continue;
				all = false;
				log.warn(
					{ action: 'source.noteOutage', object: `source/${one.source}`, result: 'failed', err: error },
					'an outage was not noted'
				);
			}
		}
		return all;
	}
}
