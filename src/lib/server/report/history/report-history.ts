import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { clockSet, incidentTime } from '$lib/domain/core/clock';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import { outageRecorded } from '$lib/domain/posts/outage';
import { changeBetween, type ProfileChange } from '$lib/domain/posts/search/profile-change';
import type { ReportOutage } from '$lib/domain/report/content';
import { profileChanged } from '$lib/domain/posts/search/profile';
import { sourceAdded, sourceStateSet } from '$lib/domain/posts/source';
import { copyState, emptyState, type ReadState, type State } from '$lib/domain/core/state';
import { storySplit } from '$lib/domain/stories/story';
import { evolve } from '$lib/server/log/follower';
import { linesForState, type LogLine } from '$lib/server/log/lines';
import { whileUsed } from '$lib/server/operations/while-used';
import { ReportOutages } from './report-outages';

/** What the log tells up to a place, beside the state: moments and numbers that the state does not keep. */
export interface ReportHistory {
	readonly place: number;
	readonly state: ReadState;
	/** The numbers of the splits of stories. */
	readonly splits: readonly number[];
	readonly profileChangedAt: Moment | null;
	readonly profileChanges: readonly ProfileChange[];
	/** When sources were paused or removed by a person, failed or fell silent, and since when again not. */
	readonly outages: readonly ReportOutage[];
}

/** The lines of which a chronicle tells, and those without which it cannot: what the clock showed, and what sources are called. */
const told: readonly string[] = [clockSet, sourceAdded, storySplit, profileChanged, sourceStateSet, outageRecorded].map(
	({ type }) => type
);

/** Takes line after line, and gives the chronicle as it stands. */
class Chronicler {
	/**
	 * At a place whose state is known: of the log it needs the few lines that a chronicle tells of, not all that made the state.
	 * @param lines those before the place, in order
	 */
	static at(place: number, state: State, lines: readonly LogLine[]): Chronicler {
		const chronicler = new Chronicler();
		for (const line of lines) chronicler.take(line);
		chronicler.#state = state;
		chronicler.seq = place;
		return chronicler;
	}

	#state: State = emptyState();
	#splits: readonly number[] = [];
	#outages = new ReportOutages();
	#profileChangedAt: Moment | null = null;
	#profileChanges: readonly ProfileChange[] = [];
	/** The number of the line up to which it goes. */
	seq = 0;

	take(line: LogLine): void {
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
		copy.#state = copyState(this.#state);
		copy.#splits = this.#splits;
		copy.#outages = this.#outages.copy();
		copy.#profileChangedAt = this.#profileChangedAt;
		copy.#profileChanges = this.#profileChanges;
		copy.seq = this.seq;
		return copy;
	}

	/** A copy, so that taking more lines does not change it. */
	upTo(place: number): ReportHistory {
		return {
			place,
			state: copyState(this.#state),
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
	#earlier: readonly Chronicler[] = [];
	#step = STEP;

	constructor(readonly newest = new Chronicler()) {}

	take(lines: readonly LogLine[]): void {
		this.#go(this.newest, lines);
	}
	/** As it was at an earlier place. @param read the lines after a number up to that place */
	async at(place: number, read: (after: number) => Promise<readonly LogLine[]>): Promise<ReportHistory> {
		const chronicler = this.#before(place)?.copy() ?? new Chronicler();
		this.#go(chronicler, await read(chronicler.seq));
		return chronicler.upTo(place);
	}
	#before(place: number): Chronicler | undefined {
		return this.#earlier.findLast(({ seq }) => seq <= place);
	}
	/** Keeps one wherever the last that is kept lies a step back: who goes through the log for the first time leaves them for the next. */
	#go(chronicler: Chronicler, lines: readonly LogLine[]): void {
		let kept = this.#before(chronicler.seq)?.seq ?? 0;
		for (const line of lines) {
			chronicler.take(line);
			if (chronicler.seq < kept + this.#step) continue;
			kept = chronicler.seq;
			this.#keep(chronicler.copy());
		}
	}
	/** When there are too many, every other one goes and the steps grow. */
	#keep(chronicler: Chronicler): void {
		this.#earlier = [...this.#earlier, chronicler].sort((a, b) => a.seq - b.seq);
		if (this.#earlier.length <= MOST) return;
		this.#step *= 2;
		this.#earlier = this.#earlier.filter((_, i) => i % 2 === 1);
	}
}

/** What this process knows of a log without reading it: its state as far as it followed, to be copied. */
type Known = (incident: IncidentId) => { readonly seq: number; readonly state: ReadState | null };

/** Keeps the chronicle of each incident that somebody reports on, and takes what is new: neither a live draft nor an earlier place replays the whole log. */
export class ReportHistories {
	readonly #kept = new LRUCache<IncidentId, Kept>(whileUsed(15));
	/** How often lines of a log were removed since the start. */
	readonly #forgotten = new Map<IncidentId, number>();
	readonly #turns = new Map<IncidentId, Promise<unknown>>();

	constructor(
		readonly sql: Sql,
		readonly known: Known
	) {}

	/** Of how many incidents one is kept. */
	get size(): number {
		return this.#kept.size;
	}

	upTo(incident: IncidentId, place: number): Promise<ReportHistory> {
		const turn = (this.#turns.get(incident) ?? Promise.resolve()).then(() => this.#take(incident, place));
		const settled = turn.catch(() => this.forget(incident));
		this.#turns.set(incident, settled);
		void settled.then(() => this.#turns.get(incident) === settled && this.#turns.delete(incident));
		return turn;
	}

	/** Lines were removed: the next one reads anew. */
	forget(incident: IncidentId): void {
		this.#kept.delete(incident);
		this.#forgotten.set(incident, (this.#forgotten.get(incident) ?? 0) + 1);
	}

	async #take(incident: IncidentId, place: number): Promise<ReportHistory> {
		const times = this.#forgotten.get(incident);
		const kept = this.#kept.get(incident) ?? (await this.#begin(incident));
		const chronicle = await this.#reach(incident, kept, place);
		// When lines were removed meanwhile, what was read with them is not kept.
		if (this.#forgotten.get(incident) === times) this.#kept.set(incident, kept);
		return chronicle;
	}
	async #reach(incident: IncidentId, kept: Kept, place: number): Promise<ReportHistory> {
		if (place < kept.newest.seq) return kept.at(place, (after) => linesForState(this.sql, incident, place, after));
		kept.take(await linesForState(this.sql, incident, place, kept.newest.seq));
		return kept.newest.upTo(place);
	}
	/** From where this process follows the log: the first report after a start does not replay it. */
	async #begin(incident: IncidentId): Promise<Kept> {
		const { seq, state } = this.known(incident);
		if (!state) return new Kept();
		const there = copyState(state);
		return new Kept(Chronicler.at(seq, there, await linesForState(this.sql, incident, seq, 0, told)));
	}
}
