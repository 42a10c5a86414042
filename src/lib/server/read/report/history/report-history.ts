import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { LRUCache } from 'lru-cache';
import type { Sql } from '$lib/server/platform/driver/sql';
import { clockSet } from '$lib/domain/core/clock';
import { incidentTime } from '$lib/domain/core/present';
import type { IncidentId, Moment, SourceId } from '$lib/domain/core/ids';
import { outageRecorded } from '$lib/domain/posts/outage';
import { changeBetween, type ProfileChange } from '$lib/domain/posts/search/profile-change';
import type { ReportOutage } from '$lib/domain/report/content';
import { profileChanged } from '$lib/domain/posts/search/profile';
import { sourceAdded, sourceStateSet } from '$lib/domain/posts/source';
import { copyState, emptyState, type ReadState, type State } from '$lib/domain/core/state';
import { storySplit, storyUnmerged } from '$lib/domain/stories/merge';
import { evolve } from '$lib/server/log/follower';
import { linesForState, type LogLine } from '$lib/server/log/lines';
import { whileUsed } from '$lib/server/platform/operations/while-used';

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

/**
 * What the log contains up to a position: the state, and moments and positions that the state does not have.
 */
export interface ReportHistory {
	/** The log position. */
	readonly position: number;
	readonly state: ReadState;
	/** The log positions of the splits of stories, and of merges taken back. */
	readonly splits: readonly number[];
	readonly profileChangedAt: Moment | null;
	readonly profileChanges: readonly ProfileChange[];
	/** When sources were paused or removed by a person, failed or fell silent, and when they resumed. */
	readonly outages: readonly ReportOutage[];
}

/** The lines that a report history contains or needs: clock settings and names of sources among them. */
const replayedTypes: readonly string[] = [
	clockSet,
	sourceAdded,
	storySplit,
	storyUnmerged,
	profileChanged,
	sourceStateSet,
	outageRecorded
].map(({ type }) => type);

/** Applies line after line, and returns the report history at that position. */
class HistoryBuilder {
	/**
	 * At a position whose state is known: needs only the few lines that a report history contains.
	 * @param lines those before the position, in order
	 */
	static at(position: number, state: State, lines: readonly LogLine[]): HistoryBuilder {
		const builder = new HistoryBuilder();
		for (const line of lines) builder.apply(line);
		builder.#state = state;
		builder.seq = position;
		return builder;
	}

	#state: State = emptyState();
	#splits: readonly number[] = [];
	#outages = new ReportOutages();
	#profileChangedAt: Moment | null = null;
	#profileChanges: readonly ProfileChange[] = [];
	/** The log position of the last applied line. */
	seq = 0;

	apply(line: LogLine): void {
		const { profile } = this.#state;
		evolve(this.#state, line);
		this.seq = line.seq;
		if (line.redacted) return;
		const at = incidentTime(this.#state.clock, line.wallAt);
		if (line.type === storySplit.type || line.type === storyUnmerged.type) this.#splits = [...this.#splits, line.seq];
		if (line.type === profileChanged.type) this.#recordProfileChange(profile, at);
		this.#outages.take(line, at, (source) => this.#state.sources.get(source)?.name);
	}

	#recordProfileChange(before: State['profile'], at: Moment): void {
		this.#profileChangedAt = at;
		const change = before && this.#state.profile ? changeBetween(before, this.#state.profile, at) : null;
		if (change) this.#profileChanges = [...this.#profileChanges, change];
	}

	/** A copy that continues independently from here. */
	copy(): HistoryBuilder {
		const copy = new HistoryBuilder();
		copy.#state = copyState(this.#state);
		copy.#splits = this.#splits;
		copy.#outages = this.#outages.copy();
		copy.#profileChangedAt = this.#profileChangedAt;
		copy.#profileChanges = this.#profileChanges;
		copy.seq = this.seq;
		return copy;
	}

	/** A copy, so that applying more lines does not change it. */
	upTo(position: number): ReportHistory {
		return {
			position,
			state: copyState(this.#state),
			splits: this.#splits,
			profileChangedAt: this.#profileChangedAt,
			profileChanges: this.#profileChanges,
			outages: this.#outages.all()
		};
	}
}

/**
 * The number of lines between two snapshots of one log, and the maximum number of snapshots: an earlier position never
 * replays more than the lines between two.
 */
const STEP_LINES = 5_000;
const MAX_STEPS = 24;

/** How far the log of one incident was read, with snapshots of earlier positions. */
class ReadHistory {
	#snapshots: readonly HistoryBuilder[] = [];
	#step = STEP_LINES;

	constructor(readonly newest = new HistoryBuilder()) {}

	apply(lines: readonly LogLine[]): void {
		this.#applyTo(this.newest, lines);
	}
	/** The history at an earlier position. @param read the lines after a number up to that position */
	async at(position: number, read: (after: number) => Promise<readonly LogLine[]>): Promise<ReportHistory> {
		const builder = this.#snapshotBefore(position)?.copy() ?? new HistoryBuilder();
		this.#applyTo(builder, await read(builder.seq));
		return builder.upTo(position);
	}
	#snapshotBefore(position: number): HistoryBuilder | undefined {
		return this.#snapshots.findLast(({ seq }) => seq <= position);
	}
	/** Applies lines, and takes a snapshot whenever the last one is a step back, so that later reads can start there. */
	#applyTo(builder: HistoryBuilder, lines: readonly LogLine[]): void {
		let lastSnapshot = this.#snapshotBefore(builder.seq)?.seq ?? 0;
		for (const line of lines) {
			builder.apply(line);
			if (builder.seq < lastSnapshot + this.#step) continue;
			lastSnapshot = builder.seq;
			this.#addSnapshot(builder.copy());
		}
	}
	/** When there are too many, every second one is dropped and the step doubles. */
	#addSnapshot(builder: HistoryBuilder): void {
		this.#snapshots = [...this.#snapshots, builder].sort((a, b) => a.seq - b.seq);
		if (this.#snapshots.length <= MAX_STEPS) return;
		this.#step *= 2;
		this.#snapshots = this.#snapshots.filter((_, i) => i % 2 === 1);
	}
}

/** The state of a log up to the position that this process has followed; must be copied before it is changed. */
type FollowedState = (incident: IncidentId) => { readonly seq: number; readonly state: ReadState | null };

/**
 * Caches the report history of each incident that somebody reports on, and applies new lines: neither a live draft nor
 * an earlier position replays the whole log.
 */
export class ReportHistories {
	readonly #cache = new LRUCache<IncidentId, ReadHistory>(whileUsed(15));
	/** How often lines of a log were removed since the start. */
	readonly #removals = new Map<IncidentId, number>();
	readonly #queue = new KeyedQueue<IncidentId>();

	constructor(
		readonly sql: Sql,
		readonly followed: FollowedState
	) {}

	/** The number of incidents with a history in memory. */
	get size(): number {
		return this.#cache.size;
	}

	upTo(incident: IncidentId, position: number): Promise<ReportHistory> {
		return this.#queue.run(incident, async () => {
			try {
				return await this.#read(incident, position);
			} catch (error) {
				this.forget(incident);
				throw error;
			}
		});
	}

	/** Lines were removed: the next call reads the log again. */
	forget(incident: IncidentId): void {
		this.#cache.delete(incident);
		this.#removals.set(incident, (this.#removals.get(incident) ?? 0) + 1);
	}

	async #read(incident: IncidentId, position: number): Promise<ReportHistory> {
		const removals = this.#removals.get(incident);
		const history = this.#cache.get(incident) ?? (await this.#create(incident));
		const result = await this.#historyAt(incident, history, position);
		// When lines were removed meanwhile, a history that was read with them is not cached.
		if (this.#removals.get(incident) === removals) this.#cache.set(incident, history);
		return result;
	}
	async #historyAt(incident: IncidentId, history: ReadHistory, position: number): Promise<ReportHistory> {
		if (position < history.newest.seq)
			return history.at(position, (after) => linesForState(this.sql, incident, position, after));
		history.apply(await linesForState(this.sql, incident, position, history.newest.seq));
		return history.newest.upTo(position);
	}
	/** Starts where this process follows the log: the first report after a start does not replay it. */
	async #create(incident: IncidentId): Promise<ReadHistory> {
		const { seq, state } = this.followed(incident);
		if (!state) return new ReadHistory();
		const copy = copyState(state);
		return new ReadHistory(
			HistoryBuilder.at(seq, copy, await linesForState(this.sql, incident, seq, 0, replayedTypes))
		);
	}
}
