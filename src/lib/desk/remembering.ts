import type { Rows, State } from '$lib/domain/state';

/** A state that writes through to another and remembers what it replaced, so that a prediction can be taken back. */
export interface Remembering {
	readonly state: State;
	/** Puts back what was replaced, the newest first. */
	undo(): void;
}

export function remembering(under: State): Remembering {
	const steps: (() => void)[] = [];
	const rows = <Id, Row>(held: Rows<Id, Row>): Rows<Id, Row> => new RememberingRows(held, steps);
	return {
		state: {
			get incident() {
				return under.incident;
			},
			set incident(next) {
				const before = under.incident;
				steps.push(() => (under.incident = before));
				under.incident = next;
			},
			get clock() {
				return under.clock;
			},
			set clock(next) {
				const before = under.clock;
				steps.push(() => (under.clock = before));
				under.clock = next;
			},
			get profile() {
				return under.profile;
			},
			set profile(next) {
				const before = under.profile;
				steps.push(() => (under.profile = before));
				under.profile = next;
			},
			get reportDue() {
				return under.reportDue;
			},
			set reportDue(next) {
				const before = under.reportDue;
				steps.push(() => (under.reportDue = before));
				under.reportDue = next;
			},
			get shift() {
				return under.shift;
			},
			set shift(next) {
				const before = under.shift;
				steps.push(() => (under.shift = before));
				under.shift = next;
			},
			get installation() {
				return under.installation;
			},
			set installation(next) {
				const before = under.installation;
				steps.push(() => (under.installation = before));
				under.installation = next;
			},
			sources: rows(under.sources),
			outages: rows(under.outages),
			authorKinds: rows(under.authorKinds),
			labels: rows(under.labels),
			needs: rows(under.needs),
			rumours: rows(under.rumours),
			behaviours: rows(under.behaviours),
			meanings: rows(under.meanings),
			facts: rows(under.facts),
			texts: rows(under.texts),
			responses: rows(under.responses),
			actions: rows(under.actions),
			reportTexts: rows(under.reportTexts),
			quotes: rows(under.quotes),
			advice: rows(under.advice),
			versions: rows(under.versions),
			shareLinks: rows(under.shareLinks),
			agreements: rows(under.agreements),
			people: rows(under.people),
			connections: rows(under.connections),
			tokens: rows(under.tokens),
			outlets: rows(under.outlets),
			prepared: rows(under.prepared)
		},
		undo() {
			for (const step of steps.reverse()) step();
			steps.length = 0;
		}
	};
}

class RememberingRows<Id, Row> implements Rows<Id, Row> {
	constructor(
		readonly held: Rows<Id, Row>,
		readonly steps: (() => void)[]
	) {}
	get(id: Id) {
		return this.held.get(id);
	}
	has(id: Id) {
		return this.held.has(id);
	}
	keys() {
		return this.held.keys();
	}
	values() {
		return this.held.values();
	}
	entries() {
		return this.held.entries();
	}
	get size() {
		return this.held.size;
	}
	set(id: Id, row: Row) {
		this.#remember(id);
		return this.held.set(id, row);
	}
	delete(id: Id) {
		this.#remember(id);
		return this.held.delete(id);
	}
	#remember(id: Id): void {
		const before = this.held.get(id);
		this.steps.push(before === undefined ? () => void this.held.delete(id) : () => void this.held.set(id, before));
	}
}
