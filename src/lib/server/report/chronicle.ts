import type { Sql } from 'postgres';
import { incidentTime } from '$lib/domain/clock';
import type { IncidentId, Moment } from '$lib/domain/ids';
import { changeBetween, type ProfileChange } from '$lib/domain/profile-change';
import type { Outage } from '$lib/domain/report-content';
import { profileChanged } from '$lib/domain/search-profile';
import { copyOf, emptyState, type ReadState, type State } from '$lib/domain/state';
import { storySplit } from '$lib/domain/story';
import { evolve } from '../log/follower';
import { linesForState, type Line } from '../log/line';
import { Outages } from './outages';

/** What the log tells up to a place, beside the state: moments and numbers that the state does not keep. */
export interface Chronicle {
	readonly place: number;
	readonly state: ReadState;
	/** The numbers of the splits of stories. */
	readonly splits: readonly number[];
	readonly profileChangedAt: Moment | null;
	readonly profileChanges: readonly ProfileChange[];
	/** When sources were paused or removed by a person, failed or fell silent, and since when again not. */
	readonly outages: readonly Outage[];
}

/** Takes line after line, and gives the chronicle as it stands. */
class Chronicler {
	#state: State = emptyState();
	#splits: readonly number[] = [];
	#outages = new Outages();
	#profileChangedAt: Moment | null = null;
	#profileChanges: readonly ProfileChange[] = [];
	/** The number of the line up to which it goes. */
	seq = 0;

	take(line: Line): void {
		const { profile } = this.#state;
		evolve(this.#state, line);
		this.seq = line.seq;
		if (line.redacted) return;
		const at = incidentTime(this.#state.clock, line.wallAt);
		if (line.type === storySplit.type) this.#splits = [...this.#splits, line.seq];
		if (line.type === profileChanged.type) this.#profileIs(profile, at);
		this.#outages.take(line, at, (source) => this.#state.sources.get(source)?.name);
	}

	#profileIs(before: State['profile'], at: Moment): void {
		this.#profileChangedAt = at;
		const change = before && this.#state.profile ? changeBetween(before, this.#state.profile, at) : null;
		if (change) this.#profileChanges = [...this.#profileChanges, change];
	}

	/** Another that goes on by itself from here. */
	copy(): Chronicler {
		const copy = new Chronicler();
		copy.#state = copyOf(this.#state);
		copy.#splits = this.#splits;
		copy.#outages = this.#outages.copy();
		copy.#profileChangedAt = this.#profileChangedAt;
		copy.#profileChanges = this.#profileChanges;
		copy.seq = this.seq;
		return copy;
	}

	/** A copy, so that taking more lines does not change it. */
	upTo(place: number): Chronicle {
		return {
			place,
			state: copyOf(this.#state),
			splits: this.#splits,
			profileChangedAt: this.#profileChangedAt,
			profileChanges: this.#profileChanges,
			outages: this.#outages.all()
		};
	}
}

/** So many lines lie between two that are kept of one log, and so many are kept: an earlier place never replays more than the lines between. */
const STEP = 5_000;
const MOST = 24;

/** How far the log of one incident was read, with some of what it was on the way there. */
class Kept {
	readonly newest = new Chronicler();
	#earlier: readonly Chronicler[] = [];
	#step = STEP;

	take(lines: readonly Line[]): void {
		for (const line of lines) {
			this.newest.take(line);
			if (this.newest.seq >= (this.#earlier.at(-1)?.seq ?? 0) + this.#step) this.#keep();
		}
	}
	/** The last one that does not go beyond a place. */
	before(place: number): Chronicler {
		return this.#earlier.findLast(({ seq }) => seq <= place)?.copy() ?? new Chronicler();
	}
	/** When there are too many, every other one goes and the steps grow. */
	#keep(): void {
		this.#earlier = [...this.#earlier, this.newest.copy()];
		if (this.#earlier.length <= MOST) return;
		this.#step *= 2;
		this.#earlier = this.#earlier.filter((_, i) => i % 2 === 1);
	}
}

/** Keeps the chronicle of each incident that somebody reports on, and takes what is new: neither a live draft nor an earlier place replays the whole log. */
export class Chronicles {
	readonly #kept = new Map<IncidentId, Kept>();
	readonly #turns = new Map<IncidentId, Promise<unknown>>();

	constructor(readonly sql: Sql) {}

	upTo(incident: IncidentId, place: number): Promise<Chronicle> {
		const turn = (this.#turns.get(incident) ?? Promise.resolve()).then(() => this.#take(incident, place));
		const settled = turn.catch(() => this.forget(incident));
		this.#turns.set(incident, settled);
		void settled.then(() => this.#turns.get(incident) === settled && this.#turns.delete(incident));
		return turn;
	}

	/** Lines were removed: the next one reads anew. */
	forget(incident: IncidentId): void {
		this.#kept.set(incident, new Kept());
	}

	async #take(incident: IncidentId, place: number): Promise<Chronicle> {
		const held = this.#kept.get(incident);
		const kept = held ?? new Kept();
		if (place < kept.newest.seq) {
			const chronicler = kept.before(place);
			for (const line of await linesForState(this.sql, incident, place, chronicler.seq)) chronicler.take(line);
			return chronicler.upTo(place);
		}
		kept.take(await linesForState(this.sql, incident, place, kept.newest.seq));
		// When lines were removed meanwhile, what was read with them is not kept.
		if (this.#kept.get(incident) === held) this.#kept.set(incident, kept);
		return kept.newest.upTo(place);
	}
}
