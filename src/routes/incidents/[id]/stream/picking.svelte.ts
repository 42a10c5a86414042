import { tick, untrack } from 'svelte';
import { recordBehaviour } from '$lib/domain/findings/behaviour';
import { findingsOf } from '$lib/domain/findings/finding';
import { type FindingKind, FindingId, type StoryId } from '$lib/domain/core/ids';
import { recordMeaning } from '$lib/domain/findings/meaning';
import { raiseNeed } from '$lib/domain/findings/need';
import { newId } from '$lib/domain/core/new-id';
import { signalRumour } from '$lib/domain/findings/rumour';
import type { Stance } from '$lib/domain/stories/story';
import type { Words } from '$lib/i18n/words';
import { isOfficial } from './labelling';
import { optionsFor, type Option } from './picker-options';
import type { Stream } from './stream.svelte';

/**
 * The choice of the finding that a story is evidence for: what was typed, the options, and the effect of choosing one.
 */
export class Picking {
	typed = $state('');
	/** Null: nothing was proposed, so a person chooses it first. */
	stance: Stance | null = $state(null);
	/** An option was chosen without a stance: the form says that it is needed. */
	needsStance = $state(false);
	/** The target of a chosen finding that was merged into another. */
	offered: FindingId | null = $state.raw(null);
	#chosen = $state(0);
	/** Set by the list: scrolls the chosen one into view. */
	show: () => void = () => undefined;
	/** Set by the stance form: moves the focus there. */
	focusStance: () => void = () => undefined;

	readonly #suggested = $derived.by(() => this.stream.desk.store.cards.get(this.story)?.suggestion ?? null);
	readonly #held = $derived.by(() => this.stream.labelling.labels(this.story).links);
	readonly #likely = $derived.by(() =>
		(this.stream.desk.store.cards.get(this.story)?.likely ?? [])
			.filter(({ kind }) => kind === this.kind)
			.map(({ finding }) => finding)
	);
	readonly options = $derived.by(() => {
		const { typed, offered, kind } = this;
		return optionsFor(
			{
				desk: this.stream.desk,
				kind,
				typed,
				suggested: this.#suggested,
				likely: this.#likely,
				held: this.#held,
				offered
			},
			this.words
		);
	});
	readonly proposedStance = $derived.by(
		() => this.#suggested?.links.find((link) => link.kind === this.kind)?.stance ?? null
	);
	readonly at = $derived(Math.min(this.#chosen, this.options.length - 1));

	constructor(
		readonly stream: Stream,
		readonly words: Words,
		readonly story: StoryId,
		readonly kind: FindingKind
	) {
		const said = untrack(() => this.#held.find((link) => link.kind === 'rumour')?.stance);
		const proposed = untrack(() => this.#suggested?.links.find((link) => link.kind === kind));
		const usual = untrack(() => isOfficial(stream.desk.store.cards.get(story)?.lead)) ? null : 'supports';
		this.stance = said ?? (proposed ? proposed.stance : usual);
	}

	/** The input changed: the list starts again. */
	searched(): void {
		this.#chosen = 0;
		this.offered = null;
	}
	move(by: 1 | -1): void {
		this.#chosen = Math.max(0, Math.min(this.options.length - 1, this.at + by));
		void tick().then(() => this.show());
	}
	close(): void {
		this.stream.picking = null;
		this.stream.show(this.story);
	}
	take(option: Option | undefined = this.options[this.at]): void {
		if (!option) return;
		if (option.id === null) {
			this.make();
			return;
		}
		// A merged finding has a target: the target is offered, not chosen unseen.
		if (option.mergedInto !== null) {
			this.offered = option.mergedInto;
			this.typed = findingsOf(this.stream.desk.store.state, this.kind).get(option.mergedInto)?.text ?? '';
			this.#chosen = 0;
			return;
		}
		if (!this.#hasStance()) return;
		this.stream.labelling.link(this.story, this.kind, option.id, this.kind === 'rumour' ? this.stance : null);
		this.close();
	}
	/** A rumour needs a stance; without one the picker asks for it. */
	#hasStance(): boolean {
		this.needsStance = this.kind === 'rumour' && this.stance === null;
		if (this.needsStance) this.focusStance();
		return !this.needsStance;
	}
	/** A new one, in the words that were typed. */
	make(): void {
		const { kind, story, stance } = this;
		const { desk } = this.stream;
		const text = this.typed.trim();
		if (text === '' || !this.#hasStance()) return;
		const id = FindingId.parse(newId());
		const about = { id, text, offline: null };
		const seenIn = { story, stance: null };
		if (kind === 'rumour') {
			if (stance) void desk.send(signalRumour, { ...about, seenIn: { story, stance } });
		} else if (kind === 'need') void desk.send(raiseNeed, { ...about, seenIn });
		else if (kind === 'behaviour') void desk.send(recordBehaviour, { ...about, seenIn, effect: null });
		else void desk.send(recordMeaning, { ...about, seenIn, theme: 'other' });
		this.stream.labelling.made(story, id);
		this.close();
	}
}
