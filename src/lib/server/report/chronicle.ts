import type { Sql } from 'postgres';
import { incidentTime } from '$lib/domain/clock';
import type { IncidentId, Moment, SourceId } from '$lib/domain/ids';
import type { Outage } from '$lib/domain/report-content';
import { profileChanged } from '$lib/domain/search-profile';
import { sourceStateSet } from '$lib/domain/source';
import { emptyState, type ReadState, type State } from '$lib/domain/state';
import { storySplit } from '$lib/domain/story';
import { evolve } from '../log/follower';
import { linesForState, type Line } from '../log/line';

/** What the log tells up to a place, beside the state: moments and numbers that the state does not keep. */
export interface Chronicle {
	readonly place: number;
	readonly state: ReadState;
	/** The numbers of the splits of stories. */
	readonly splits: readonly number[];
	readonly profileChangedAt: Moment | null;
	/** When sources were paused or removed by a person, and since when again not. */
	readonly outages: readonly Outage[];
}

/** Takes line after line, and gives the chronicle as it stands. */
export class Chronicler {
	readonly #state: State = emptyState();
	readonly #splits: number[] = [];
	readonly #closed: Outage[] = [];
	readonly #open = new Map<SourceId, Omit<Outage, 'to'>>();
	#profileChangedAt: Moment | null = null;

	take(line: Line): void {
		evolve(this.#state, line);
		if (line.redacted) return;
		const at = incidentTime(this.#state.clock, line.wallAt);
		if (line.type === storySplit.type) this.#splits.push(line.seq);
		if (line.type === profileChanged.type) this.#profileChangedAt = at;
		if (line.type === sourceStateSet.type) this.#sourceIs(sourceStateSet.data.parse(line.data), at);
	}

	#sourceIs({ source, state, why }: ReturnType<typeof sourceStateSet>['data'], at: Moment): void {
		const before = this.#open.get(source);
		if (before) this.#closed.push({ ...before, to: at });
		this.#open.delete(source);
		const name = this.#state.sources.get(source)?.name;
		if (state !== 'active' && name !== undefined) this.#open.set(source, { source: name, why: state, reason: why, from: at });
	}

	/** A copy of the collections, so that taking more lines does not change it: rows are replaced, never changed in place. */
	upTo(place: number): Chronicle {
		const state = { ...this.#state };
		return {
			place,
			state: {
				...state,
				sources: new Map(state.sources.entries()),
				authorKinds: new Map(state.authorKinds.entries()),
				labels: new Map(state.labels.entries()),
				needs: new Map(state.needs.entries()),
				rumours: new Map(state.rumours.entries()),
				behaviours: new Map(state.behaviours.entries()),
				meanings: new Map(state.meanings.entries()),
				facts: new Map(state.facts.entries()),
				actions: new Map(state.actions.entries()),
				reportTexts: new Map(state.reportTexts.entries()),
				quotes: new Map(state.quotes.entries()),
				advice: new Map(state.advice.entries()),
				versions: new Map(state.versions.entries())
			},
			splits: [...this.#splits],
			profileChangedAt: this.#profileChangedAt,
			outages: [...this.#closed, ...[...this.#open.values()].map((outage) => ({ ...outage, to: null }))]
		};
	}
}

/** Replays the log up to a place. */
export async function chronicleUpTo(sql: Sql, incident: IncidentId, place: number): Promise<Chronicle> {
	const chronicler = new Chronicler();
	for (const line of await linesForState(sql, incident, place)) chronicler.take(line);
	return chronicler.upTo(place);
}
