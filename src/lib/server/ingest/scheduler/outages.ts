import { momentOf, type IncidentId, type Moment, type SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Outage } from '$lib/domain/posts/outage';
import { log } from '$lib/server/platform/operations/logger';
import type { Gap, PollResult } from '../protocols/reading/reader';

interface SourceInOutage {
	readonly incident: IncidentId;
	readonly source: SourceId;
	readonly failing: Moment | null;
}
export interface RecordOutage {
	/** Writes it into the incident's log, once. @throws Refusal */
	outage(incident: IncidentId, source: SourceId, outage: Outage): Promise<void>;
}

/** Shorter failures are not recorded, such as one failed poll or one interrupted connection. Milliseconds. */
const SHORTEST_OUTAGE = 90_000;

/** Records in the log when a connection fails for a while, when it works again, and what it missed. */
export class OutageRecorder {
	#failingSince: number | null = null;
	#isRecorded = false;

	constructor(readonly recorder: RecordOutage) {}

	async failed(
		sources: readonly SourceInOutage[],
		problem: NonNullable<PollResult['problem']>,
		now: number
	): Promise<void> {
		this.#failingSince ??= now;
		if (this.#isRecorded || now - this.#failingSince < SHORTEST_OUTAGE) return;
		const from = momentOf(this.#failingSince);
		// Another process may have recorded the start of the failure already.
		this.#isRecorded = await this.#record(sources, ({ failing }) =>
			failing ? null : { why: 'failed', problem, from, to: null, normal: null }
		);
	}

	async recovered(sources: readonly SourceInOutage[], now: number): Promise<void> {
		const open = sources.filter(({ failing }) => failing !== null);
		if (open.length > 0)
			await this.#record(
				open,
				({ failing }) => failing && { why: 'failed', problem: null, from: failing, to: momentOf(now), normal: null }
			);
		this.#failingSince = null;
		this.#isRecorded = false;
	}

	async missed(sources: readonly SourceInOutage[], { from, to }: Gap): Promise<void> {
		await this.#record(sources, () => ({ why: 'missed', problem: null, from, to, normal: null }));
	}

	/** @returns whether all outages were written; the others are tried again after the next poll */
	async #record(
		sources: readonly SourceInOutage[],
		outageOf: (target: SourceInOutage) => Outage | null
	): Promise<boolean> {
		let all = true;
		for (const target of sources) {
			const outage = outageOf(target);
			if (!outage) continue;
			try {
				await this.recorder.outage(target.incident, target.source, outage);
			} catch (error) {
				if (error instanceof Refusal) continue;
				all = false;
				log.warn(
					{ action: 'source.recordOutage', object: `source/${target.source}`, result: 'failed', err: error },
					'an outage could not be recorded'
				);
			}
		}
		return all;
	}
}
