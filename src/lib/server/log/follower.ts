import { apply } from '$lib/domain/events';
import type { IncidentId } from '$lib/domain/core/ids';
import { makeState, type Rows, type State } from '$lib/domain/core/state';
import type { LogLine } from './lines';
import { PackedRows } from './rows/packed-rows';
import { namesOf, type Named } from '$lib/domain/findings/names';

/** Rows that know which of them go by a name. The list of names is made when somebody first asks. */
export class NamedRows<Id, Row> extends Map<Id, Row> {
	#ids: Map<string, Set<Id>> | null = null;

	override set(id: Id, row: Row): this {
		const before = this.get(id);
		if (this.#ids && before !== row) {
			if (before !== undefined) this.#leave(this.#ids, id, before);
			enter(this.#ids, id, row);
		}
		return super.set(id, row);
	}
	override delete(id: Id): boolean {
		const before = this.get(id);
		if (this.#ids && before !== undefined) this.#leave(this.#ids, id, before);
		return super.delete(id);
	}
	override clear(): void {
		this.#ids = null;
		super.clear();
	}

	withName(name: string): Iterable<Id> {
		this.#ids ??= this.#listed();
		return this.#ids.get(name) ?? [];
	}

	#listed(): Map<string, Set<Id>> {
		const ids = new Map<string, Set<Id>>();
		for (const [id, row] of this) enter(ids, id, row);
		return ids;
	}
	#leave(ids: Map<string, Set<Id>>, id: Id, row: Row): void {
		for (const name of namesIn(row)) {
			const same = ids.get(name);
			same?.delete(id);
			if (same?.size === 0) ids.delete(name);
		}
	}
}

function enter<Id>(ids: Map<string, Set<Id>>, id: Id, row: unknown): void {
	for (const name of namesIn(row)) {
		const same = ids.get(name);
		if (same) same.add(id);
		else ids.set(name, new Set([id]));
	}
}

const namesIn = (row: unknown): readonly string[] => (isNamed(row) ? namesOf(row) : []);
const isNamed = (row: unknown): row is Named => typeof row === 'object' && row !== null && 'text' in row;

/** Of findings no two may have one name. */
const named: ReadonlySet<string> = new Set(['needs', 'rumours', 'behaviours', 'meanings']);
const emptyState = (): State => makeState((name) => (named.has(name) ? new NamedRows() : new Map()));

/**
 * The state of one log in this process: only ever moved by the next number, so that two readers of the log cannot
 * disturb each other.
 */
export class Follower {
	#state: State = emptyState();
	#seq = 0;

	constructor(
		readonly log: IncidentId,
		readonly notify: (lines: readonly LogLine[], by: Follower) => void = () => undefined
	) {}

	get state(): State {
		return this.#state;
	}
	get seq(): number {
		return this.#seq;
	}

	/** Starts from what is stored: the lines that make the state, and the number of the head they were read at. */
	load(lines: readonly LogLine[], head: number): void {
		const state = emptyState();
		for (const line of lines) evolve(state, line);
		this.#state = state;
		this.#seq = head;
	}

	/** The same, when nothing was taken yet; says whether it did. */
	loadFirst(lines: readonly LogLine[], head: number): boolean {
		if (this.#seq > 0 || head === 0) return false;
		this.load(lines, head);
		return true;
	}

	/** Packs the rows that are read only for this incident; lists of all incidents read the rest. */
	pack(): void {
		const state = this.#state;
		this.#state = {
			...state,
			authorKinds: packed(state.authorKinds),
			labels: packed(state.labels),
			needs: packed(state.needs),
			rumours: packed(state.rumours),
			behaviours: packed(state.behaviours),
			meanings: packed(state.meanings),
			facts: packed(state.facts),
			texts: packed(state.texts),
			responses: packed(state.responses),
			actions: packed(state.actions),
			reportTexts: packed(state.reportTexts),
			quotes: packed(state.quotes),
			advice: packed(state.advice)
		};
	}

	/** Applies the next lines and notifies; skips lines it has, and ignores those behind a gap. */
	apply(lines: readonly LogLine[]): void {
		const taken: LogLine[] = [];
		for (const line of lines) {
			if (line.seq <= this.#seq) continue;
			if (line.seq !== this.#seq + 1) break;
			evolve(this.#state, line);
			this.#seq = line.seq;
			taken.push(line);
		}
		if (taken.length > 0) this.notify(taken, this);
	}
}

function packed<Id, Row>(rows: Rows<Id, Row>): Rows<Id, Row> {
	if (!(rows instanceof PackedRows)) return rows.size === 0 ? rows : new PackedRows(rows);
	rows.rest();
	return rows;
}

/** Applies a line to a state; a redacted one changes nothing. */
export function evolve(state: State, line: LogLine): void {
	if (!line.redacted) apply(state, line, line);
}
