import { tick, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { findingsOf } from '$lib/domain/findings/finding';
import type { FindingFigures } from '$lib/domain/overview/figures';
import type { FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import type { Theme } from '$lib/domain/findings/meaning';
import { isWholeQuestion } from '$lib/domain/findings/need';
import { newId } from '$lib/domain/core/new-id';
import type { Harm } from '$lib/domain/findings/rumour';
import type { StoryCard, Suggestion } from '$lib/domain/stories/card';
import type { Stance } from '$lib/domain/stories/story';
import type { Words } from '$lib/i18n/words';
import { isOfficial } from './labelling';
import { optionsFor, type FindingOption, type Option } from './picker-options';
import type { Stream } from '../stream.svelte';

/**
 * The choice of the finding that a story is evidence for: what was typed, the options, and the effect of choosing one.
 */
export class Picking {
	typed: string = $state('');
	/** Null: nothing was proposed, so a person chooses it first. */
	stance: Stance | null = $state(null);
	/** An option was chosen without a stance: the form says that it is needed. */
	needsStance = $state(false);
	/** A new rumour is being made: how bad it is may be said first. */
	making = $state(false);
	/** Null: not judged, which is allowed and stays visible as such. */
	harm: Harm | null = $state(null);
	danger = $state(false);
	/** Why nothing was made: one word is no question, or Enter alone makes none. */
	problem: 'oneWord' | 'notMade' | null = $state(null);
	/** The target of a chosen finding that was merged into another. */
	offered: FindingId | null = $state.raw(null);
	unfolded = $state(false);
	/** The key of the option that somebody moved to, as options come and go; null: nobody moved yet. */
	#chosen: string | null = $state(null);
	/** Set by the list: scrolls the chosen one into view. */
	show: () => void = () => undefined;
	/** Set by the forms: move the focus there. */
	focusStance: () => void = () => undefined;
	focusHarm: () => void = () => undefined;

	/** As it stood when the picker opened: nothing changes its place between reading and pressing. */
	readonly #suggested: Suggestion | null;
	readonly #likely: StoryCard['likely'];
	readonly #figures: ReadonlyMap<FindingId, FindingFigures>;
	readonly #held = $derived.by(() => this.stream.labelling.labels(this.story).links);
	readonly options = $derived.by(() => {
		const { typed, offered, kind, unfolded } = this;
		const { people, clock, store } = this.stream.desk;
		const desk = { people, clock, store: { state: store.state, findingFigures: this.#figures } };
		const seen = { suggested: this.#suggested, likely: this.#likely };
		return optionsFor({ desk, kind, typed, ...seen, held: this.#held, offered, unfolded }, this.words);
	});
	readonly proposedStance = $derived.by(
		() => this.#suggested?.links.find((link) => link.kind === this.kind)?.stance ?? null
	);
	/** The first that matches what was typed; Enter never links one that does not. */
	readonly #first = $derived.by(() => {
		const at = this.options.findIndex((option) => option.type === 'new' || (option.type !== 'rest' && option.matches));
		return Math.max(0, at);
	});
	/** -1 where the one that somebody moved to is gone: then nothing is taken. */
	readonly at = $derived(
		this.#chosen === null ? this.#first : this.options.findIndex(({ key }) => key === this.#chosen)
	);
	readonly selected = $derived<Option | undefined>(this.options[this.at]);
	/** The one that its own key makes: the ready theme that is selected or named, else a new one. */
	readonly toMake = $derived(
		this.selected?.type === 'theme'
			? this.selected
			: this.options.find((option) => option.type === 'new' || (option.type === 'theme' && option.isNamed))
	);

	constructor(
		readonly stream: Stream,
		readonly words: Words,
		readonly story: StoryId,
		readonly kind: FindingKind
	) {
		// As it is shown: a newer proposal waits until somebody asks for it.
		const card = untrack(() => stream.cardOf(story));
		this.#suggested = card?.suggestion ?? null;
		this.#likely = (card?.likely ?? []).filter((each) => each.kind === kind);
		this.#figures = untrack(() => new SvelteMap(stream.desk.store.findingFigures));
		const said = untrack(() => this.#held.find((link) => link.kind === 'rumour')?.stance);
		const proposed = this.#suggested?.links.find((link) => link.kind === kind);
		const usual = isOfficial(card?.lead) ? null : 'supports';
		this.stance = said ?? (proposed ? proposed.stance : usual);
	}

	/** The input changed: the list starts again. */
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
		void tick().then(() => this.show());
	}
	close(): void {
		this.stream.picking = null;
		this.stream.show(this.story, 'sight');
	}
	/**
	 * Links the chosen one. A new one, also of a ready theme, is made by its own key, so that nobody makes one with a slip
	 * of the pen.
	 * @param act the act that it is a part of
	 * @returns whether the story is linked now; if not, something is asked first
	 */
	take(option: Option | undefined = this.selected, act?: string): boolean {
		if (option?.type === 'finding') return this.#link(option, act);
		if (option?.type === 'rest') this.#unfold();
		else if (option && this.making) return this.make(act);
		else if (option) this.problem = 'notMade';
		return false;
	}
	/** A press on a line: what it says, also where that is making one. */
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
	#link({ id, mergedInto }: FindingOption, act?: string): boolean {
		// A merged finding has a target: the target is offered, not chosen unseen.
		if (mergedInto !== null) {
			this.offered = mergedInto;
			this.typed = findingsOf(this.stream.desk.store.state, this.kind).get(mergedInto)?.text ?? '';
			this.#chosen = null;
			return false;
		}
		if (!this.#hasStance()) return false;
		const stance = this.kind === 'rumour' ? this.stance : null;
		this.stream.labelling.link(this.stream.targets, this.kind, id, stance, act);
		this.close();
		return true;
	}
	/** A rumour needs a stance; without one the picker asks for it. */
	#hasStance(): boolean {
		this.needsStance = this.kind === 'rumour' && this.stance === null;
		if (this.needsStance) this.focusStance();
		return !this.needsStance;
	}
	/**
	 * The ready theme, or a new one in the words that were typed; what has this name already is linked instead. For a
	 * rumour the first time asks how bad it is, the second makes it.
	 */
	make(act?: string): boolean {
		const made = this.toMake;
		if (made?.type === 'theme') return this.#send(made.text, made.theme, act);
		const named = this.options.find((option) => option.type === 'finding' && option.isNamed);
		if (named?.type === 'finding') {
			if (!named.linked) return this.#link(named, act);
			this.close();
			return true;
		}
		if (made?.type !== 'new') return false;
		this.#chosen = made.key;
		this.problem = this.kind === 'need' && !isWholeQuestion(made.text) ? 'oneWord' : null;
		if (this.problem) return false;
		if (this.kind === 'rumour' && !this.making) {
			this.making = true;
			void tick().then(() => this.focusHarm());
			return false;
		}
		return this.#hasStance() && this.#send(made.text, 'other', act);
	}
	#send(text: string, theme: Theme, part?: string): boolean {
		const { kind, story, stance, harm, danger } = this;
		const { desk } = this.stream;
		const id = newId() as FindingId;
		const about = { id, text, offline: null };
		const seenIn = { story, stance: null };
		const others = this.stream.targets.filter((each) => each !== story);
		const act = part ?? (others.length > 0 ? newId() : undefined);
		if (kind === 'rumour') {
			if (stance) void desk.send('rumour.signal', { ...about, seenIn: { story, stance }, harm, danger }, { act });
		} else if (kind === 'need') void desk.send('need.raise', { ...about, seenIn }, { act });
		else if (kind === 'behaviour') void desk.send('behaviour.note', { ...about, seenIn, effect: null }, { act });
		else void desk.send('meaning.note', { ...about, seenIn, theme }, { act });
		this.stream.labelling.made(story, id);
		if (others.length > 0) this.stream.labelling.link(others, kind, id, kind === 'rumour' ? stance : null, act);
		this.close();
		return true;
	}
}
