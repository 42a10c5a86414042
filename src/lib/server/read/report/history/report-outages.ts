import type { Moment, SourceId } from '$lib/domain/core/ids';
import { outageRecorded } from '$lib/domain/posts/outage';
import type { ReportOutage } from '$lib/domain/report/content';
import { sourceStateSet } from '$lib/domain/posts/source';
import type { LogLine } from '$lib/server/log/lines';

/**
 * Collects from the log when a source gave nothing: paused or removed by a person, failed, silent, or with lost posts.
 */
export class ReportOutages {
	#all: ReadonlyMap<string, ReportOutage & { readonly id: SourceId }> = new Map();

	/** @param at the line's moment, and `name` the source's name then */
	take(line: LogLine, at: Moment, name: (source: SourceId) => string | undefined): void {
		if (line.type === sourceStateSet.type) {
			const { source, state } = sourceStateSet.data.parse(line.data);
			this.#end(source, at);
			if (state !== 'active') this.#set(source, name(source), { why: state, from: at, to: null });
		}
		if (line.type === outageRecorded.type) {
			const { source, why, from, to } = outageRecorded.data.parse(line.data);
			this.#set(source, name(source), { why, from, to });
		}
	}

	all(): ReportOutage[] {
		return [...this.#all.values()].map(({ source, why, from, to }) => ({ source, why, from, to }));
	}

	copy(): ReportOutages {
		const copy = new ReportOutages();
		copy.#all = this.#all;
		return copy;
	}

	/** With the same reason and start, the last event counts. */
	#set(id: SourceId, source: string | undefined, outage: Omit<ReportOutage, 'source'>): void {
		if (source !== undefined)
			this.#all = new Map(this.#all).set(`${id} ${outage.why} ${outage.from}`, { id, source, ...outage });
	}
	/** An outage ends when a person pauses or resumes the source. */
	#end(source: SourceId, at: Moment): void {
		this.#all = new Map(
			[...this.#all].map(([key, outage]) => [
				key,
				outage.id === source && outage.to === null ? { ...outage, to: at } : outage
			])
		);
	}
}
