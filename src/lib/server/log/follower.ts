import { apply } from '$lib/domain/events';
import type { IncidentId } from '$lib/domain/core/ids';
import { collections, makeState, rowsIn, type Collection, type Rows, type State } from '$lib/domain/core/state';
import { LOG_START, type LogLine, type LogPosition, type NewLine } from './lines';
import { PackedRows } from './rows/packed-rows';
import { namesOf, type Named } from '$lib/domain/findings/names';

/** Rows with an index by name. The index is built at the first call of `withName`. */
export class NamedRows<Id, Row> extends Map<Id, Row> {
	#ids: Map<string, Set<Id>> | null = null;

	override set(id: Id, row: Row): this {
		const before = this.get(id);
		if (this.#ids && before !== row) {
			if (before !== undefined) this.#removeNames(this.#ids, id, before);
			addNames(this.#ids, id, row);
		}
		return super.set(id, row);
	}
	override delete(id: Id): boolean {
		const before = this.get(id);
		if (this.#ids && before !== undefined) this.#removeNames(this.#ids, id, before);
		return super.delete(id);
	}
	override clear(): void {
		this.#ids = null;
		super.clear();
	}

	withName(name: string): Iterable<Id> {
		this.#ids ??= this.#indexNames();
		return this.#ids.get(name) ?? [];
	}

	#indexNames(): Map<string, Set<Id>> {
		const ids = new Map<string, Set<Id>>();
		for (const [id, row] of this) addNames(ids, id, row);
		return ids;
	}
	#removeNames(ids: Map<string, Set<Id>>, id: Id, row: Row): void {
		for (const name of namesIn(row)) {
			const same = ids.get(name);
			same?.delete(id);
			if (same?.size === 0) ids.delete(name);
		}
	}
}

function addNames<Id>(ids: Map<string, Set<Id>>, id: Id, row: unknown): void {
	for (const name of namesIn(row)) {
		const same = ids.get(name);
		if (same) same.add(id);
		else ids.set(name, new Set([id]));
	}
}

const namesIn = (row: unknown): readonly string[] => (isNamed(row) ? namesOf(row) : []);
const isNamed = (row: unknown): row is Named => typeof row === 'object' && row !== null && 'text' in row;

/** Findings must have unique names. */
const kindsWithNames: ReadonlySet<string> = new Set(['needs', 'rumours', 'behaviours', 'meanings']);
const emptyState = (): State => makeState((name) => (kindsWithNames.has(name) ? new NamedRows() : new Map()));

/** Whether the rows are packed when nobody uses the incident: those that are many or long, and only read for it. */
const packs: Readonly<Record<Collection, boolean>> = {
	sources: false,
	outages: false,
	authorKinds: true,
	labels: true,
	mergedStories: false,
	mergedFindings: false,
	redactions: false,
	passings: false,
	keptApart: false,
	needs: true,
	rumours: true,
	behaviours: true,
	meanings: true,
	facts: true,
	texts: true,
	responses: true,
	actions: true,
	reportTexts: true,
	quotes: true,
	advice: true,
	versions: false,
	shareLinks: false,
	partnerSignals: false,
	partnerQuestions: false,
	agreements: false,
	savedSearches: false,
	alertRules: false,
	alerts: false,
	documentJudgements: false,
	documentPassages: false,
	learningPoints: false,
	people: false,
	connections: false,
	tokens: false,
	outlets: false,
	prepared: false
};

/**
 * The state of one log in this process. It only accepts the line after its last one, so that two readers of the log
 * cannot disturb each other.
 */
export class Follower {
	#state: State = emptyState();
	#position: LogPosition = LOG_START;
	#loads = 0;

	constructor(
		readonly log: IncidentId,
		readonly notify: (lines: readonly LogLine[], by: Follower, after: LogPosition) => void = () => undefined
	) {}

	get state(): State {
		return this.#state;
	}
	get seq(): number {
		return this.#position.seq;
	}
	/** How often the state was read again from the first line. */
	get loads(): number {
		return this.#loads;
	}
	get position(): LogPosition {
		return this.#position;
	}

	/** Starts from stored lines. @param head the log's head when they were read */
	load(lines: readonly LogLine[], head: LogPosition): void {
		const state = emptyState();
		for (const line of lines) evolve(state, line);
		this.#state = state;
		this.#position = head;
		this.#loads += 1;
	}

	/** The same, unless lines were applied already. @returns whether the lines were loaded */
	loadFirst(lines: readonly LogLine[], head: LogPosition): boolean {
		if (this.seq > 0 || head.seq === 0) return false;
		this.load(lines, head);
		return true;
	}

	/** Packs the rows that are only read for this incident; lists of all incidents read the rest. */
	pack(): void {
		const state = { ...this.#state };
		for (const name of collections) if (packs[name]) Reflect.set(state, name, packed(rowsIn(state, name)));
		this.#state = state;
	}

	/**
	 * Applies the next lines and notifies; skips lines that were applied before, and ignores lines after a gap and lines
	 * of a log that was rolled back meanwhile.
	 * @param after what the first line follows
	 */
	apply(lines: readonly LogLine[], after: LogPosition = LOG_START): void {
		const before = this.#position;
		const last = after.seq === before.seq ? after : lines.find(({ seq }) => seq === before.seq);
		if (last?.hash !== before.hash) return;
		const applied: LogLine[] = [];
		for (const line of lines) {
			if (line.seq <= this.seq) continue;
			if (line.seq !== this.seq + 1) break;
			evolve(this.#state, line);
			this.#position = { seq: line.seq, hash: line.hash };
			applied.push(line);
		}
		if (applied.length > 0) this.notify(applied, this, before);
	}
}

function packed<Id, Row>(rows: Rows<Id, Row>): Rows<Id, Row> {
	if (!(rows instanceof PackedRows)) return rows.size === 0 ? rows : new PackedRows(rows);
	rows.packIfUnused();
	return rows;
}

/** Applies a line to a state; a redacted one changes nothing. */
export function evolve(state: State, line: NewLine): void {
	if (!line.redacted) apply(state, line, line);
}
