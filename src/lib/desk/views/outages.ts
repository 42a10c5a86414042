import type { Outage } from '$lib/domain/posts/outage';
import type { SourceId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** A source that currently delivers nothing. */
interface OutageView {
	/** Unchanged while the outage lasts. */
	readonly key: string;
	readonly source: SourceId;
	readonly name: string;
	readonly outage: Outage;
}

/** One per active source with an outage, the longest first; a failure takes precedence over the silence it causes. */
export function outageViews(state: ReadState): OutageView[] {
	return [...state.outages.entries()]
		.flatMap(([source, { outages }]): OutageView[] => {
			const record = state.sources.get(source);
			const outage = outages.find(({ why }) => why === 'failed') ?? outages[0];
			if (!outage || record?.state !== 'active') return [];
			return [{ key: `${source} ${outage.why} ${outage.from}`, source, name: record.name, outage }];
		})
		.sort((a, b) => a.outage.from.localeCompare(b.outage.from));
}
