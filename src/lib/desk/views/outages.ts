import type { Outage } from '$lib/domain/posts/outage';
import type { SourceId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** A source that delivers nothing now. */
interface OutageView {
	/** Stays the same as long as the outage lasts. */
	readonly key: string;
	readonly source: SourceId;
	readonly name: string;
	readonly outage: Outage;
}

/** One for each active source that is out, the longest first; a failure replaces the silence that it explains. */
export function outageViews(state: ReadState): OutageView[] {
	return [...state.outages.entries()]
		.flatMap(([source, { outages }]): OutageView[] => {
			const found = state.sources.get(source);
			const outage = outages.find(({ why }) => why === 'failed') ?? outages[0];
			if (!outage || found?.state !== 'active') return [];
			return [{ key: `${source} ${outage.why} ${outage.from}`, source, name: found.name, outage }];
		})
		.sort((a, b) => a.outage.from.localeCompare(b.outage.from));
}
