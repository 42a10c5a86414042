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

	#sourceIs({ source, state }: ReturnType<typeof sourceStateSet>['data'], at: Moment): void {
		const before = this.#open.get(source);
		if (before) this.#closed.push({ ...before, to: at });
		this.#open.delete(source);
		const name = this.#state.sources.get(source)?.name;
		if (state !== 'active' && name !== undefined) this.#open.set(source, { source: name, why: state, from: at });
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

interface Kept {
	readonly chronicler: Chronicler;
	readonly seq: number;
}
const nothing = (): Kept => ({ chronicler: new Chronicler(), seq: 0 });

/** Keeps the chronicle of each incident that somebody reports on, and takes what is new: a live draft does not replay the log each time. */
export class Chronicles {
	readonly #kept = new Map<IncidentId, Kept>();
	readonly #turns = new Map<IncidentId, Promise<unknown>>();

	constructor(readonly sql: Sql) {}

	/** At a place that lies behind what is kept the log is replayed. */
	upTo(incident: IncidentId, place: number): Promise<Chronicle> {
		const turn = (this.#turns.get(incident) ?? Promise.resolve()).then(() => this.#take(incident, place));
		const settled = turn.catch(() => this.forget(incident));
		this.#turns.set(incident, settled);
		void settled.then(() => this.#turns.get(incident) === settled && this.#turns.delete(incident));
		return turn;
	}

	/** Lines were removed: the next one reads anew. */
	forget(incident: IncidentId): void {
		this.#kept.set(incident, nothing());
	}

	async #take(incident: IncidentId, place: number): Promise<Chronicle> {
		const held = this.#kept.get(incident);
		const kept = held ?? nothing();
		if (place < kept.seq) return chronicleUpTo(this.sql, incident, place);
		for (const line of await linesForState(this.sql, incident, place, kept.seq)) kept.chronicler.take(line);
		if (this.#kept.get(incident) === held) this.#kept.set(incident, { ...kept, seq: place });
		return kept.chronicler.upTo(place);
	}
}
