import { tick, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { findingsOf } from '$lib/domain/findings/finding';
import type { FindingFigures } from '$lib/domain/overview/figures';
import type { FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import type { Theme } from '$lib/domain/findings/meaning';
import { isWholeQuestion } from '$lib/domain/findings/need';
import { newId } from '$lib/domain/core/new-id';
import type { Harm } from '$lib/domain/findings/rumour';
import type { StoryCard } from '$lib/domain/stories/card';
import type { Stance } from '$lib/domain/stories/story';
import type { Words } from '$lib/i18n/words';
import { isOfficial } from './labels/labelling';
import { optionsFor, type FindingOption, type Option } from './labels/picker-options';
import type { Stream } from './stream.svelte';

/**
 * The choice of the finding that a story is evidence for: what was typed, the options, and the effect of choosing one. In
 * the list of all kinds nothing is chosen before the user moves, and nothing can be created.
 */
export class Picking {
	typed: string = $state('');
	/** Null: a person must choose. */
	stance: Stance | null = $state(null);
	/** An option was chosen without a stance: the form shows that one is needed. */
	needsStance = $state(false);
	/** A new rumour is being created: its harm may be set first. */
	making = $state(false);
	/** Null: not judged, which is allowed and stays visible. */
	harm: Harm | null = $state(null);
	danger = $state(false);
	/** Why nothing was created: one word is no question, or Enter alone does not create a finding. */
	problem: 'oneWord' | 'notMade' | null = $state(null);
	/** The finding into which the chosen one was merged. */
	offered: FindingId | null = $state.raw(null);
	unfolded = $state(false);
	/** The key of the option to which the user moved (positions change); null: not moved yet. */
	#chosen: string | null = $state(null);
	/** Set by the list: scrolls the chosen one into view. */
	show: () => void = () => undefined;
	/** Set by the forms: move the focus there. */
	focusStance: () => void = () => undefined;
	focusHarm: () => void = () => undefined;

	/** As it was when the picker opened, so that no option moves between reading and pressing. */
	readonly #likely: StoryCard['likely'];
	readonly #figures: ReadonlyMap<FindingId, FindingFigures>;
	readonly #links = $derived.by(() => this.stream.labelling.labels(this.story).links);
	readonly options = $derived.by(() => {
		const { typed, offered, kind, unfolded } = this;
		const { people, clock, store } = this.stream.desk;
		const desk = { people, clock, store: { state: store.state, findingFigures: this.#figures } };
		return optionsFor({ desk, kind, typed, likely: this.#likely, links: this.#links, offered, unfolded }, this.words);
	});
	/** The first option that matches the typed text: Enter must not link one that does not match. */
	readonly #first = $derived.by(() => {
		if (this.kind === 'any') return -1;
		const at = this.options.findIndex((option) => option.type === 'new' || (option.type !== 'rest' && option.matches));
		return Math.max(0, at);
	});
	/** The position of the selected option; -1 if nothing is chosen, or the one to which the user moved is gone. */
	readonly at = $derived(
		this.#chosen === null ? this.#first : this.options.findIndex(({ key }) => key === this.#chosen)
	);
	readonly selected = $derived<Option | undefined>(this.options[this.at]);
	/** What the create key creates: the predefined theme that is selected or named, else a new finding. */
	readonly toMake = $derived(
		this.selected?.type === 'theme'
			? this.selected
			: this.options.find((option) => option.type === 'new' || (option.type === 'theme' && option.isNamed))
	);

	constructor(
		readonly stream: Stream,
		readonly words: Words,
		readonly story: StoryId,
		readonly kind: FindingKind | 'any'
	) {
		const card = untrack(() => stream.cardOf(story));
		this.#likely = card?.likely ?? [];
		this.#figures = untrack(() => new SvelteMap(stream.desk.store.findingFigures));
		if (kind === 'any') return;
		const linkedStance = untrack(() => this.#links.find((link) => link.kind === 'rumour')?.stance);
		this.stance = linkedStance ?? (isOfficial(card?.lead) ? null : 'supports');
	}

	/** Call when the input changed: resets the choice. */
	searched(): void {
		this.#chosen = null;
		this.offered = null;
		this.making = false;
		this.problem = null;
	}
	move(by: 1 | -1): void {
		const next = Math.max(0, Math.min(this.options.length - 1, this.at + by));
		this.#chosen = this.options[next]?.key ?? null;
		this.making = false;
		this.problem = null;
		if (this.kind === 'any') [this.stance, this.needsStance] = [null, false];
		void tick().then(() => this.show());
	}
	close(): void {
		this.stream.picking = null;
		this.stream.show(this.story, 'sight');
	}
	/**
	 * Links the chosen finding. Creating one, or a predefined theme, needs its own key, so that none is created by accident.
	 * @param act groups it with other commands for undo
	 * @returns whether the story is linked now; if not, the form needs more input
	 */
	take(option: Option | undefined = this.selected, act?: string): boolean {
		if (option?.type === 'finding') return this.#link(option, act);
		if (option?.type === 'rest') this.#unfold();
		else if (option && this.making) return this.make(act);
		else if (option) this.problem = 'notMade';
		return false;
	}
	/** A click on an option: does what the option says, including creating a finding. */
	press(option: Option): void {
		if (option.type !== 'new' && option.type !== 'theme') this.take(option);
		else {
			this.#chosen = option.key;
			this.make();
		}
	}
	#unfold(): void {
		const { at } = this;
		this.unfolded = true;
		this.#chosen = this.options[at]?.key ?? null;
		void tick().then(() => this.show());
	}
	#link({ id, kind, mergedInto }: FindingOption, act?: string): boolean {
		// Offer the target of a merged finding instead of choosing it unseen.
		if (mergedInto !== null) {
			this.offered = mergedInto;
			this.typed = findingsOf(this.stream.desk.store.state, kind).get(mergedInto)?.text ?? '';
			this.#chosen = null;
			return false;
		}
		if (!this.#hasStance(kind)) return false;
		this.stream.labelling.link(this.stream.targets, kind, id, kind === 'rumour' ? this.stance : null, act);
		this.close();
		return true;
	}
	/** A rumour needs a stance; without one, focuses the stances. */
	#hasStance(kind: FindingKind): boolean {
		this.needsStance = kind === 'rumour' && this.stance === null;
		if (this.needsStance) void tick().then(() => this.focusStance());
		return !this.needsStance;
	}
	/**
	 * Creates the predefined theme, or a new finding with the typed text; an existing one of this name is linked instead.
	 * For a rumour the first call opens the form for its harm, the second creates it.
	 */
	make(act?: string): boolean {
		const { kind } = this;
		if (kind === 'any') return false;
		const made = this.toMake;
		if (made?.type === 'theme') return this.#send(kind, made.text, made.theme, act);
		const named = this.options.find((option) => option.type === 'finding' && option.isNamed);
		if (named?.type === 'finding') {
			if (!named.linked) return this.#link(named, act);
			this.close();
			return true;
		}
		if (made?.type !== 'new') return false;
		this.#chosen = made.key;
		this.problem = kind === 'need' && !isWholeQuestion(made.text) ? 'oneWord' : null;
		if (this.problem) return false;
		if (kind === 'rumour' && !this.making) {
			this.making = true;
			void tick().then(() => this.focusHarm());
			return false;
		}
		return this.#hasStance(kind) && this.#send(kind, made.text, 'other', act);
	}
	#send(kind: FindingKind, text: string, theme: Theme, part?: string): boolean {
		const { story, stance, harm, danger } = this;
		const { desk } = this.stream;
		const id = newId() as FindingId;
		const finding = { id, text, offline: null };
		const seenIn = { story, stance: null };
		const others = this.stream.targets.filter((each) => each !== story);
		const act = part ?? (others.length > 0 ? newId() : undefined);
		if (kind === 'rumour') {
			if (stance) void desk.send('rumour.signal', { ...finding, seenIn: { story, stance }, harm, danger }, { act });
		} else if (kind === 'need') void desk.send('need.raise', { ...finding, seenIn }, { act });
		else if (kind === 'behaviour') void desk.send('behaviour.record', { ...finding, seenIn, effect: null }, { act });
		else void desk.send('meaning.record', { ...finding, seenIn, theme }, { act });
		this.stream.labelling.recordCreated(story, id);
		if (others.length > 0) this.stream.labelling.link(others, kind, id, kind === 'rumour' ? stance : null, act);
		this.close();
		return true;
	}
}
