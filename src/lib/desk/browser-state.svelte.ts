import { SvelteMap } from 'svelte/reactivity';
import type { Rows, State } from '$lib/domain/state';

/**
 * An incident's state as screens read it: whoever shows a row is woken when that row changes, and nobody else.
 * The single things are raw cells: they are replaced, never changed in place.
 */
export class BrowserState implements State {
	incident: State['incident'] = $state.raw(null);
	clock: State['clock'] = $state.raw(null);
	profile: State['profile'] = $state.raw(null);
	reportDue: State['reportDue'] = $state.raw(null);
	shift: State['shift'] = $state.raw(null);
	installation: State['installation'] = $state.raw(null);
	readonly sources: State['sources'] = new SvelteMap();
	readonly outages: State['outages'] = new SvelteMap();
	readonly authorKinds: State['authorKinds'] = new SvelteMap();
	readonly labels: State['labels'] = new SvelteMap();
	readonly needs: State['needs'] = new SvelteMap();
	readonly rumours: State['rumours'] = new SvelteMap();
	readonly behaviours: State['behaviours'] = new SvelteMap();
	readonly meanings: State['meanings'] = new SvelteMap();
	readonly facts: State['facts'] = new SvelteMap();
	readonly texts: State['texts'] = new SvelteMap();
	readonly responses: State['responses'] = new SvelteMap();
	readonly actions: State['actions'] = new SvelteMap();
	readonly reportTexts: State['reportTexts'] = new SvelteMap();
	readonly quotes: State['quotes'] = new SvelteMap();
	readonly advice: State['advice'] = new SvelteMap();
	readonly versions: State['versions'] = new SvelteMap();
	readonly shareLinks: State['shareLinks'] = new SvelteMap();
	readonly agreements: State['agreements'] = new SvelteMap();
	readonly people: State['people'] = new SvelteMap();
	readonly connections: State['connections'] = new SvelteMap();
	readonly tokens: State['tokens'] = new SvelteMap();
	readonly outlets: State['outlets'] = new SvelteMap();
	readonly prepared: State['prepared'] = new SvelteMap();

	/** Becomes what was fetched; rows that are the same as before wake nobody. */
	become(fetched: State): void {
		this.incident = fetched.incident;
		this.clock = fetched.clock;
		this.profile = fetched.profile;
		this.reportDue = fetched.reportDue;
		this.shift = fetched.shift;
		this.installation = fetched.installation;
		copy(this.sources, fetched.sources);
		copy(this.outages, fetched.outages);
		copy(this.authorKinds, fetched.authorKinds);
		copy(this.labels, fetched.labels);
		copy(this.needs, fetched.needs);
		copy(this.rumours, fetched.rumours);
		copy(this.behaviours, fetched.behaviours);
		copy(this.meanings, fetched.meanings);
		copy(this.facts, fetched.facts);
		copy(this.texts, fetched.texts);
		copy(this.responses, fetched.responses);
		copy(this.actions, fetched.actions);
		copy(this.reportTexts, fetched.reportTexts);
		copy(this.quotes, fetched.quotes);
		copy(this.advice, fetched.advice);
		copy(this.versions, fetched.versions);
		copy(this.shareLinks, fetched.shareLinks);
		copy(this.agreements, fetched.agreements);
		copy(this.people, fetched.people);
		copy(this.connections, fetched.connections);
		copy(this.tokens, fetched.tokens);
		copy(this.outlets, fetched.outlets);
		copy(this.prepared, fetched.prepared);
	}
}

function copy<Id, Row>(to: Rows<Id, Row>, from: Rows<Id, Row>): void {
	for (const id of [...to.keys()]) if (!from.has(id)) to.delete(id);
	for (const [id, row] of from.entries()) if (JSON.stringify(to.get(id)) !== JSON.stringify(row)) to.set(id, row);
}
