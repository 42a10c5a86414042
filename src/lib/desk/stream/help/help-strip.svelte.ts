import { SvelteSet } from 'svelte/reactivity';
import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';

/**
 * Calls for help: visible until somebody passed them on or dismissed them. Nothing else appears by itself.
 */
export class HelpStrip {
	#listed: readonly StoryId[] = $state.raw([]);
	/** Passed-on calls that this person hid. */
	readonly #hidden = new SvelteSet<StoryId>();

	/** Open calls (pinned first, then by certainty, then by waiting time), followed by those that were passed on. */
	readonly ids = $derived.by(() => this.#shown());
	readonly open = $derived.by(() => this.ids.filter((id) => this.stateOf(id) === 'open'));

	constructor(
		readonly desk: Desk,
		readonly reads: Pick<IncidentReads, 'help'>
	) {}

	/** The machine's confidence, 0 to 1; null for a call that a person pinned. */
	scoreOf(id: StoryId): number | null {
		if (this.desk.store.state.labels.get(id)?.help?.state === 'pinned') return null;
		return this.desk.store.cards.get(id)?.help?.score ?? 0;
	}
	/** Only a call that a person pinned counts as a call for help; the others are guesses. */
	get counts(): { readonly pinned: number; readonly guesses: number; readonly passedOn: number } {
		const pinned = this.open.filter((id) => this.scoreOf(id) === null).length;
		return { pinned, guesses: this.open.length - pinned, passedOn: this.ids.length - this.open.length };
	}

	/** Whether it waits for a decision: E, X and Enter do not settle it. */
	isOpen(id: StoryId): boolean {
		return this.has(id) && this.stateOf(id) === 'open';
	}
	has(id: StoryId): boolean {
		return this.ids.includes(id);
	}
	async load(): Promise<void> {
		const { stories } = await this.desk.store.read(() => this.reads.help());
		this.#add(stories.map(({ id }) => id));
	}
	/** Fetches the calls and drops those that the server no longer lists. */
	async reload(): Promise<void> {
		const { stories } = await this.desk.store.read(() => this.reads.help());
		this.#listed = stories.map(({ id }) => id);
	}
	/** Applies a frame. */
	take(cards: readonly StoryCard[]): void {
		this.#add(cards.filter(({ help, helpState }) => help !== null || helpState === 'pinned').map(({ id }) => id));
	}
	/** Adds a call that was pinned on this page. */
	add(id: StoryId): void {
		this.#add([id]);
	}
	hide(id: StoryId): void {
		this.#hidden.add(id);
	}

	/**
	 * `open`: it waits; `passedOn`: the control room was informed; null: it is not in the strip. People's labels take
	 * precedence over the machine's hint.
	 */
	stateOf(id: StoryId): 'open' | 'passedOn' | null {
		const labelled = this.desk.store.state.labels.get(id)?.help?.state ?? null;
		if (labelled === 'pinned') return 'open';
		if (labelled !== null) return labelled === 'passedOn' ? 'passedOn' : null;
		const card = this.desk.store.cards.get(id);
		return card?.help && this.desk.store.mergedInto(id) === null ? 'open' : null;
	}

	#shown(): StoryId[] {
		const shown = this.#listed.filter((id) => !this.#hidden.has(id));
		const open = shown
			.filter((id) => this.stateOf(id) === 'open')
			.sort((a, b) => (this.scoreOf(b) ?? 2) - (this.scoreOf(a) ?? 2) || (this.#since(a) < this.#since(b) ? -1 : 1));
		return [...open, ...shown.filter((id) => this.stateOf(id) === 'passedOn')];
	}
	#since(id: StoryId): string {
		return this.desk.store.cards.get(id)?.since ?? '';
	}
	#add(ids: readonly StoryId[]): void {
		const added = ids.filter((id) => !this.#listed.includes(id));
		if (added.length > 0) this.#listed = [...this.#listed, ...added];
	}
}
